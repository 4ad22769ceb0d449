import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { ChatCard } from './chat-card.ts';
import { inOneLine, PATIENCE, until } from './waiting.ts';

/** What the Playground's page learns of each activity that went to or came from the bot. */
const ActivityLog = z.object({
  log: z.object({
    activityName: z.string(),
    to: z.string(),
    request: z.object({ body: z.unknown() }),
    response: z.object({ statusCode: z.number() }).optional(),
  }),
});

/** Stands in for the font of Teams, which the Playground would get from elsewhere: as wide, and the same everywhere. */
const FONT = `.ac-adaptiveCard * { font-family: 'Liberation Sans', Arial, sans-serif !important; }`;

/** Drawn without a graphics card, what the Playground moves all the time takes more than half of the processor. */
const STILL = '*, *::before, *::after { animation: none !important; transition: none !important; }';

/**
 * One person's Playground window in a browser; opening it installs the bot for that person. The cards it hands out
 * follow their message through later versions.
 */
export class ChatWindow {
  readonly page: Page;
  /** Errors of the page, and activities that were refused or failed, in either direction. A story ends with none. */
  readonly problems: string[] = [];
  /** Activities as the Playground sent them to the bot, oldest first. */
  readonly sent: unknown[] = [];
  private readonly opened = new Set<string>();

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.problems.push(`page: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 400) this.problems.push(`${response.url()}: ${response.status()}`);
    });
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => this.takeNote(String(payload))));
  }

  /** Opens the personal chat at a window's address, like http://localhost:56150. */
  static async open(browser: Browser, url: string): Promise<ChatWindow> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 2100 },
      locale: 'en-US',
      timezoneId: 'America/Chicago',
    });
    // A test talks to nobody but its own programs, and fonts from elsewhere would only slow the page down.
    await context.route(
      ({ hostname }) => hostname !== 'localhost',
      (route) => route.abort(),
    );
    await context.addInitScript({ path: path.join(import.meta.dirname, 'in-page.js') });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const window = new ChatWindow(page);
    await page.goto(url, { waitUntil: 'commit' });
    await page.getByRole('treeitem', { name: 'Personal Chat' }).click({ timeout: 60_000 });
    await until(() => window.sent.length >= 2, `the bot is installed at ${url}`);
    await page.getByRole('button', { name: 'Toggle Log Panel' }).click();
    await page.addStyleTag({ content: `${FONT}\n${STILL}` });
    return window;
  }

  /** Types and sends a text. */
  async say(text: string): Promise<void> {
    await this.page.locator('div[role=textbox]').last().click();
    await this.page.keyboard.insertText(text);
    await this.page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** Sends a text and waits for the next card; the answer, unless something else arrives at that moment. */
  async ask(text: string): Promise<ChatCard> {
    const before = await this.cards().count();
    await this.say(text);
    await this.cards().nth(before).waitFor();
    return this.card(before);
  }

  /** Waits for a card that shows this text, and takes the newest; it may have been here all along. */
  async cardThatShows(text: string | RegExp): Promise<ChatCard> {
    let index = -1;
    await until(
      async () => {
        const texts = (await this.cards().allInnerTexts()).map(inOneLine);
        index = texts.findLastIndex((shown) => (typeof text === 'string' ? shown.includes(text) : text.test(shown)));
        return index >= 0;
      },
      `a card shows ${text}`,
      () => this.messages(),
    );
    return this.card(index);
  }

  /** Everything the bot has said here, oldest first, each in one line; a card as the text it shows. */
  async messages(): Promise<string[]> {
    return (await this.page.locator('.fai-OutputCard').allInnerTexts()).map(inOneLine);
  }

  /** What a press opens elsewhere, fetched by its address: the page itself is let to talk to the Playground alone. */
  async fileBehind(press: () => Promise<void>): Promise<Response> {
    // A window that an earlier file was opened in may still be asking for it.
    const asked = this.page
      .context()
      .waitForEvent('request', (request) => request.url().includes('/files/') && !this.opened.has(request.url()));
    await press();
    const url = (await asked).url();
    this.opened.add(url);
    return fetch(url);
  }

  /** A picture of the whole window. */
  async picture(file: string): Promise<void> {
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /** Closes the tab. The bot stays installed. */
  async close(): Promise<void> {
    await this.page.context().close();
  }

  private cards(): Locator {
    return this.page.locator('.fai-OutputCard').filter({ has: this.page.locator('.ac-adaptiveCard') });
  }

  private card(index: number): ChatCard {
    return new ChatCard(this.page, this.cards().nth(index).locator('.ac-adaptiveCard').first());
  }

  private takeNote(frame: string): void {
    const parsed = ActivityLog.safeParse(JSON.parse(frame));
    if (!parsed.success) return; // a new message, or a line of text in the log panel
    const { activityName, to, request, response } = parsed.data.log;
    if (to === 'User Application') this.sent.push(request.body);
    if (response && response.statusCode >= 400) {
      this.problems.push(`${activityName} to ${to}: ${response.statusCode}`);
    }
  }
}
