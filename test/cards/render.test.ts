import { compileCard } from '../../src/cards/template.ts';
import type { OrderFormView } from '../../src/desk/views/order-form.ts';
import type { View } from '../../src/desk/views.ts';
import { ORDER_FIELDS } from '../../src/kinds/order/form.ts';
import { inputsOf, textsOf } from './card-json.ts';
import { sampleCards } from './sample-cards.ts';
import { SAMPLE_VIEWS } from './sample-views.ts';

function orderForm(name: string): OrderFormView {
  const view = SAMPLE_VIEWS[name];
  if (view?.card !== 'order form') throw new Error(`${name} is no order form`);
  return view;
}

/** The fields of the sample order with its two items and two replaced devices. */
const FIELDS = ORDER_FIELDS.flatMap(({ id, per }) => {
  if (per === 'line') return [`${id}1`, `${id}2`];
  return per === 'form' ? [id] : [`${id}_5CG0000003`];
});

describe('a template', () => {
  test('that is given too little fails, instead of showing the gap', () => {
    expect(() => compileCard('notice').fill({})).toThrow(/^card notice: /);
    expect(() => compileCard('decided').fill({ showDesk: false })).toThrow(/nothing given for .*bandLabel/);
  });

  test('fails when a condition is neither true nor false', () => {
    expect(() => compileCard('welcome').fill({ summary: '', rows: [], commands: [] })).toThrow(/\$\{showDesk\}/);
  });
});

describe('a rendered card', () => {
  test.each(Object.entries(SAMPLE_VIEWS))(
    'of %s shares nothing with the view, and is the same each time',
    (_, view) => {
      const before = JSON.stringify(view);
      const first = sampleCards.render(view);
      const again = JSON.stringify(sampleCards.render(view));
      expect(JSON.stringify(first)).toBe(again);
      emptyOut(first);
      expect(JSON.stringify(view)).toBe(before);
      expect(JSON.stringify(sampleCards.render(view))).toBe(again);
    },
  );

  test('carries its summary for clients that cannot draw it', () => {
    const view = SAMPLE_VIEWS['approval-agency'];
    if (view === undefined) throw new Error('missing');
    const sentence = 'PARKS-7K3M9Q waits for your approval: 2 laptops and 2 monitors, $3,700.80 over 48 months.';
    expect(sampleCards.summary(view)).toBe(sentence);
    expect(sampleCards.render(view).fallbackText).toBe(sentence);
  });

  test('names the service desk wherever something was refused', () => {
    for (const view of refusals()) {
      expect(textsOf(sampleCards.render(view))).toContain('225.219.6900 / 844.219.6900');
    }
  });
});

function refusals(): View[] {
  return Object.values(SAMPLE_VIEWS).filter((view) => {
    switch (view.card) {
      case 'order form':
      case 'receive':
      case 'work':
        return view.problems.length > 0;
      case 'approval':
        return view.problem !== null;
      case 'request':
        return view.refused;
      case 'notice':
        return view.tone !== 'fine';
      default:
        return view.card === 'welcome';
    }
  });
}

/** Breaks everything that can be reached from a value. */
function emptyOut(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    emptyOut(child);
    Reflect.deleteProperty(value, key);
  }
}

describe('the order form', () => {
  test('has an input for each field of the kind, under its label', () => {
    const inputs = [
      ...inputsOf(sampleCards.render(orderForm('order-form-filled'))),
      ...inputsOf(sampleCards.render(orderForm('order-form-empty'))),
    ];
    for (const { label } of ORDER_FIELDS) {
      expect(inputs.map((input) => String(input.label ?? input.title))).toContainEqual(
        expect.stringMatching(new RegExp(`^${label.replace(/[()]/g, '\\$&')}`)),
      );
    }
  });

  test.each(FIELDS)('says beside %s what is wrong with it', (field) => {
    const name = field === 'becomes' ? 'order-form-empty' : 'order-form-filled';
    const view = { ...orderForm(name), problems: [{ field, text: 'Put this right.' }] };
    expect(textsOf(sampleCards.render(view))).toContain('⚠ Put this right.');
  });

  test('lets no input stop Add item and Refresh costs', () => {
    for (const name of ['order-form-empty', 'order-form-filled', 'order-form-large']) {
      for (const input of inputsOf(sampleCards.render(orderForm(name)))) {
        expect(Object.keys(input)).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(isRequired|regex|min|max|maxLength)$/)]),
        );
      }
    }
  });

  test('has a choice for each of few replaced devices, and one more for those beyond', () => {
    const ids = (name: string) => inputsOf(sampleCards.render(orderForm(name))).map(({ id }) => String(id));
    expect(ids('order-form-empty').filter((id) => id.startsWith('becomes'))).toEqual(['becomes']);
    expect(ids('order-form-filled').filter((id) => id.startsWith('becomes'))).toEqual([
      'becomes_5CG0000003',
      'becomes_7BLUE01',
    ]);
    expect(ids('order-form-large').filter((id) => id.startsWith('becomes'))).toHaveLength(9);
    expect(ids('order-form-large')).toContain('becomes');
  });

  test('asks for the next person and place of what is redistributed, and of nothing else', () => {
    const ids = inputsOf(sampleCards.render(orderForm('order-form-filled'))).map(({ id }) => String(id));
    expect(ids.filter((id) => id.startsWith('next'))).toEqual(['nextUser_5CG0000003', 'nextLocation_5CG0000003']);
  });
});
