import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ChatCard } from './chat-card.ts';

/** Widths of a card in pixels: on a desktop, which is what the Playground shows, and on a phone. */
const WIDTHS = { desktop: 446, phone: 320 } as const;

const faultsSchema = z.array(z.string());

/** The pictures of a story in the order they were taken, each card as a desktop and as a phone would show it. */
export class Album {
  /** What a person would find wrong with the cards, each with its picture. A story ends with none. */
  readonly faults: string[] = [];
  private readonly folder: string;
  private taken = 0;

  /** An empty album; what was in the folder is thrown away. */
  constructor(folder: string) {
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Adds a card under a name; `max-approval` becomes 07-max-approval.png and 07-max-approval-phone.png. */
  async add(name: string, card: ChatCard): Promise<void> {
    this.taken += 1;
    const title = `${String(this.taken).padStart(2, '0')}-${name}`;
    await this.take(card, WIDTHS.desktop, title);
    await this.take(card, WIDTHS.phone, `${title}-phone`);
  }

  private async take(card: ChatCard, width: number, title: string): Promise<void> {
    await card.at(width, async (drawn) => {
      await drawn.screenshot({ path: path.join(this.folder, `${title}.png`), animations: 'disabled', caret: 'hide' });
      const faults = await drawn.evaluate((element) => Reflect.get(globalThis, 'faultsOf')(element));
      this.faults.push(...faultsSchema.parse(faults).map((fault) => `${title}: ${fault}`));
    });
  }
}
