import { errors, type Locator, type Page } from 'playwright-core';
import { z } from 'zod';
import { inOneLine, PATIENCE, until } from './waiting.ts';

/** Room for the Playground's own bars above and below a card, in pixels. */
const BARS = 240;

/** How long an input is waited for before it is looked up again, in milliseconds. */
const A_TRY = 10_000;

/** A card in a Playground window: read and used the way a person does, by labels and names of buttons. */
export class ChatCard {
  private readonly page: Page;
  private readonly card: Locator;

  constructor(page: Page, card: Locator) {
    this.page = page;
    this.card = card;
  }

  /** What the card shows, in one line. What people typed into it is not part of that. */
  async text(): Promise<string> {
    return inOneLine((await this.card.allInnerTexts()).join(' '));
  }

  /** Waits until the card shows this text, for instance after a button. */
  async shows(text: string | RegExp): Promise<void> {
    await until(
      async () => {
        const shown = await this.text();
        return typeof text === 'string' ? shown.includes(text) : text.test(shown);
      },
      `a card shows ${text}`,
      () => this.text(),
    );
  }

  /** The labels of all inputs on show, in order, without the mark of required ones. */
  async labels(): Promise<string[]> {
    return (await this.visibleLabels().allInnerTexts()).map((label) => inOneLine(label).replace(/ \*$/, ''));
  }

  /** The names of all buttons on show, in order. */
  async buttons(): Promise<string[]> {
    const buttons = this.card.locator('button.fui-Button').filter({ visible: true });
    return (await buttons.allInnerTexts()).map(inOneLine);
  }

  /** Types into a text or number input; a date is typed as 11/30/2029. */
  async fill(label: string, value: string): Promise<void> {
    await this.onInput(label, async (input, timeout) => {
      await input.fill(value, { timeout });
      await input.press('Tab', { timeout }); // closes the calendar of a date
    });
  }

  /** What an input holds. */
  async value(label: string): Promise<string> {
    return this.onInput(label, (input, timeout) => input.inputValue({ timeout }));
  }

  /** Chooses an option by what it says: from a list that drops down, or among radio buttons. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    const isChosen = await this.onInput(label, async (input, timeout) => {
      const isRadio = (await input.getAttribute('role', { timeout })) === 'radiogroup';
      if (isRadio) await input.getByRole('radio', { name: option }).check({ timeout });
      else await input.click({ timeout });
      return isRadio;
    });
    if (isChosen) return;
    await this.page.getByRole('option', { name: option }).click();
  }

  /** Sets exactly these options in a list that takes several. */
  async chooseAll(label: string, options: readonly string[]): Promise<void> {
    await this.onInput(label, (input, timeout) => input.click({ timeout }));
    const items = this.page.getByRole('menuitemcheckbox');
    for (const item of await items.all()) {
      const wanted = options.includes(inOneLine((await item.allInnerTexts()).join(' ')));
      if (((await item.getAttribute('aria-checked')) === 'true') !== wanted) await item.click();
    }
    await this.page.keyboard.press('Escape');
  }

  /** Ticks a box by its label. */
  async tick(label: string): Promise<void> {
    await this.onInput(label, (input, timeout) => input.check({ timeout }));
  }

  /** The options a list offers, by what they say. */
  async options(label: string): Promise<string[]> {
    await this.onInput(label, (input, timeout) => input.click({ timeout }));
    const options = this.page.getByRole('option');
    await options.first().waitFor();
    const texts = (await options.allInnerTexts()).map(inOneLine);
    await this.page.keyboard.press('Escape');
    return texts;
  }

  /**
   * Presses a button by its exact name; the last of them when an open part of the card repeats it.
   * `beside` picks the one in the row that shows this text. From the seventh on, buttons are behind "…".
   */
  async press(name: string, { beside }: { beside?: string } = {}): Promise<void> {
    const named = this.page.getByRole('button', { name, exact: true });
    // Rows and columns look alike; the last container that holds both the text and the button is the row.
    const row = () =>
      this.card
        .locator('.ac-container')
        .filter({ hasText: beside ?? '' })
        .filter({ has: named })
        .last();
    const place = beside === undefined ? this.card : row();
    const button = place.getByRole('button', { name, exact: true }).filter({ visible: true });
    const more = place.getByRole('button', { name: 'More options', exact: true });
    await button.or(more).first().waitFor();
    if ((await button.count()) === 0) {
      await more.last().click();
      await this.page.getByRole('menuitem', { name, exact: true }).click();
      return;
    }
    await button.last().click();
  }

  /** Follows what leads elsewhere: its role is a link, though it looks like a button. */
  async follow(name: string): Promise<void> {
    await this.card.getByRole('link', { name }).filter({ visible: true }).last().click();
  }

  /**
   * Squeezes the card to a width in pixels (the chat's own is 446) and grows the window until all of it shows, for as
   * long as `look` looks at it.
   */
  async at<T>(width: number, look: (card: Locator) => Promise<T>): Promise<T> {
    const viewport = this.page.viewportSize() ?? { width: 1280, height: 900 };
    const squeeze = await this.page.addStyleTag({ content: `.ac-preview-panel { width: ${width}px !important; }` });
    try {
      const { height } = z.object({ height: z.number() }).parse(await this.card.boundingBox());
      const needed = Math.ceil(height) + BARS;
      if (needed > viewport.height) await this.page.setViewportSize({ ...viewport, height: needed });
      return await look(this.card);
    } finally {
      await squeeze.evaluate((element) => element.parentNode?.removeChild(element));
    }
  }

  /** Does something with an input. A card that is drawn anew meanwhile gives its inputs other ids: then it is looked up again. */
  private async onInput<T>(label: string, act: (input: Locator, timeout: number) => Promise<T>): Promise<T> {
    for (const end = Date.now() + PATIENCE; ; ) {
      try {
        return await act(await this.input(label), A_TRY);
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || Date.now() > end) throw error;
      }
    }
  }

  private visibleLabels(): Locator {
    return this.card.locator('label').filter({ visible: true });
  }

  /** The input a label is for. Its accessible name does not do: it includes the error message once there is one. */
  private async input(label: string): Promise<Locator> {
    const escaped = label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const found = this.visibleLabels().filter({ hasText: new RegExp(`^\\s*${escaped}\\s*\\*?\\s*$`) });
    const id = await found.last().getAttribute('for');
    return this.card.locator(`[id="${id}"]`);
  }
}
