import type { AdaptiveCardJson } from '../../src/cards/render.ts';
import { compileCard } from '../../src/cards/template.ts';
import type { OrderFormView } from '../../src/desk/views/order-form.ts';
import type { View } from '../../src/desk/views.ts';
import { DECOMMISSION_FIELDS } from '../../src/kinds/decommission/form.ts';
import { MOVE_FIELDS } from '../../src/kinds/move/form.ts';
import { ORDER_FIELDS } from '../../src/kinds/order/form.ts';
import { actionsOf, inputsOf, textsOf } from './card-json.ts';
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

  test('Rule 58: names the service desk wherever something was refused', () => {
    for (const view of refusals()) {
      expect(textsOf(sampleCards.render(view))).toContain('225.219.6900 / 844.219.6900');
    }
  });
});

function refusals(): View[] {
  return Object.values(SAMPLE_VIEWS).filter((view) => {
    switch (view.card) {
      case 'order form':
      case 'move form':
      case 'decommission form':
      case 'loss form':
      case 'found form':
      case 'swap form':
      case 'receive':
      case 'sanitize':
      case 'work':
        return view.problems.length > 0;
      case 'approval':
        return view.problem !== null;
      case 'request':
        return view.refused;
      case 'admission':
        return view.rows.some((row) => !row.found || !row.admit);
      case 'devices':
        return view.rows.some(({ device }) => device === null);
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

/** A sample view by name, as the card it is. */
function drawn(name: string, changes: object = {}): AdaptiveCardJson {
  const view = SAMPLE_VIEWS[name];
  if (view === undefined) throw new Error(`there is no ${name}`);
  return sampleCards.render({ ...view, ...changes });
}

function titlesOf(card: AdaptiveCardJson): string[] {
  return actionsOf(card).map(({ title }) => String(title));
}

function problemsOf(field: string) {
  return { problems: [{ field, text: 'Put this right.' }] };
}

describe.each([
  { form: 'move', fields: MOVE_FIELDS },
  { form: 'decommission', fields: DECOMMISSION_FIELDS },
])('the $form form', ({ form, fields }) => {
  test.each(fields)('has $label, and says beside it what is wrong', ({ id, label }) => {
    const card = drawn(`${form}-form-empty`, problemsOf(id));
    const inputs = inputsOf(card).map((input) => [input.id, String(input.label).replace(' *', '')]);
    expect(inputs).toContainEqual([id, label]);
    expect(textsOf(card)).toContain('⚠ Put this right.');
  });

  test('lets no input stop Refresh', () => {
    for (const input of inputsOf(drawn(`${form}-form-filled`))) {
      expect(Object.keys(input)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(isRequired|regex|min|max|maxLength)$/)]),
      );
    }
  });

  test('shows what is owed on each device and in total, and sends what it has shown', () => {
    const card = drawn(`${form}-form-filled`);
    const texts = textsOf(card);
    expect(texts).toEqual(expect.arrayContaining(['7BLUE01', '$625.48', '19 months still owed', '$1,250.96']));
    expect(titlesOf(card)).toEqual(['Submit', 'Refresh', 'Cancel']);
    const [submit] = actionsOf(card);
    expect(submit?.data).toMatchObject({ seenOwed: { '7BLUE01': 62548, '7BLUE02': 62548 } });
  });

  test('says how many devices it does not list, and what is owed on all of them', () => {
    const texts = textsOf(drawn(`${form}-form-large`));
    expect(texts).toEqual(expect.arrayContaining([expect.stringMatching(/^And 78 more[.,]/), '$56,293.20']));
  });
});

describe('the choices of a form', () => {
  const choicesOf = (name: string, id: string) => inputsOf(drawn(name)).find((input) => input.id === id);

  test('are the outcomes a device can have', () => {
    expect(choicesOf('decommission-form-empty', 'outcome')?.choices).toEqual([
      { title: 'Remove from service', value: 'retired' },
      { title: 'Surplus', value: 'surplus' },
      { title: 'Transfer', value: 'transferred' },
      { title: 'Keep as spare', value: 'spare' },
      { title: 'Disaster reserve', value: 'disaster reserve' },
    ]);
  });

  test('are the billing codes, and the one the devices have', () => {
    const input = choicesOf('move-form-empty', 'newBillingCode');
    expect(input?.choices).toEqual([
      { title: 'Unchanged', value: ' ' },
      { title: 'PARKS-100', value: 'PARKS-100' },
      { title: 'PARKS-200', value: 'PARKS-200' },
    ]);
    expect(input?.value).toBe(' ');
  });
});

describe('the sanitization card', () => {
  const LABELS = {
    serials: 'Serial numbers',
    method: 'Method',
    media: 'Media',
    technique: 'Technique',
    mediaSerial: 'Media serial',
    tool: 'Tool',
    toolVersion: 'Tool version',
    verification: 'Verification',
    validator: 'Validator',
  };

  test.each(Object.entries(LABELS))('has %s as %s, and says beside it what is wrong', (id, label) => {
    const card = drawn('sanitize-first', problemsOf(id));
    const asked = ['serials', 'mediaSerial'].includes(id) ? label : `${label} *`;
    expect(inputsOf(card).map((input) => [input.id, input.label])).toContainEqual([id, asked]);
    expect(textsOf(card).filter((text) => text === '⚠ Put this right.')).toHaveLength(1);
  });

  test('says which methods are enough for where the devices go', () => {
    expect(textsOf(drawn('sanitize-first'))).toContain(
      'To be kept as spare: clear or purge. What has to be destroyed is removed from service instead.',
    );
    expect(textsOf(drawn('sanitize-one'))).toContain('To go to surplus: purge or destroy.');
  });

  test('cannot be sent where nobody could validate it', () => {
    const card = drawn('sanitize-nobody');
    expect(titlesOf(card)).toEqual(['Back to the queue', 'Details']);
    expect(textsOf(card)).toContain('⚠ There is no other technician who could validate this. Call the service desk.');
  });
});

describe('a request about devices that are there', () => {
  test('is approved by what it changes and what stays owed, without a table of costs', () => {
    const texts = textsOf(drawn('approval-decommission'));
    expect(texts).toEqual(expect.arrayContaining(['▼ −3', '−$75.00', '$1,250.96', 'What is given back']));
    expect(texts).toContain('Standard laptop · Rita Reyes, Baton Rouge, room 2.12 → spare');
    expect(texts.join(' ')).not.toMatch(/Each month|48 months(?! left)|What is ordered/);
  });

  test('says that a device that never served begins to cost', () => {
    expect(textsOf(drawn('approval-move'))).toContain('The 48 months of 7BLUE04 begin once deployed.');
  });

  test('names the order it was opened for, as that names it, each with a button', () => {
    const opens = (name: string) =>
      actionsOf(drawn(name)).flatMap(({ title, data }) => (title === 'Details' ? [data] : []));
    expect(textsOf(drawn('request-child'))).toContain('Opened for PARKS-7K3M9Q');
    expect(opens('request-child')).toEqual([{ request: 'PARKS-7K3M9Q' }]);
    expect(textsOf(drawn('request-children'))).toEqual(
      expect.arrayContaining(['Move of 5CG0000003', 'Decommission of 7BLUE01']),
    );
    expect(opens('request-children')).toEqual([{ request: 'PARKS-7K3M9Q01' }, { request: 'PARKS-7K3M9Q02' }]);
    expect(textsOf(drawn('request-children-many'))).toContain('And 82 more. Type requests for the list.');
  });

  test('is listed without an amount it does not cost', () => {
    expect(textsOf(drawn('requests-changes')).join(' ')).not.toContain('$');
  });
});

describe('the device card', () => {
  test('offers what can be asked for in its state, to those who may ask', () => {
    expect(titlesOf(drawn('device-in-service'))).toEqual(['Move', 'Decommission', 'Report lost', 'Order a successor']);
    expect(titlesOf(drawn('device-spare'))).toEqual(['Move', 'Decommission', 'Certificate', 'Report lost']);
    expect(titlesOf(drawn('device-reserve'))).toEqual(['Move', 'Decommission', 'Report lost']);
    expect(titlesOf(drawn('device-retired'))).toEqual(['Certificate']);
    expect(titlesOf(drawn('device-for-euc'))).toEqual(['Correct the record', 'Label', 'Swap', 'Report lost']);
    expect(titlesOf(drawn('device-lost'))).toEqual(['Label', 'Found']);
    expect(titlesOf(drawn('device-collected'))).toEqual(['Request']);
    expect(titlesOf(drawn('device-in-service', { canAsk: false, canReport: false }))).toEqual([]);
  });

  test('says how and when it was sanitized', () => {
    expect(textsOf(drawn('device-spare'))).toContain('Sanitized (purge) on Nov 20');
    expect(textsOf(drawn('device-retired'))).toContain('Legacy device · Sanitized (destroy) on Dec 1, 2025');
  });
});

describe('the queue', () => {
  test('has one figure and one heading for each button', () => {
    const texts = textsOf(drawn('queue-field'));
    expect(texts.filter((text) => text === 'Collect')).toHaveLength(4);
    expect(texts).toEqual(expect.arrayContaining(['4 units', 'PARKS-5M8R2T · Rita Reyes · to move']));
  });
});

describe('the welcome card', () => {
  test('offers moves and decommissions to those who may ask for them', () => {
    expect(titlesOf(drawn('welcome-requester'))).toEqual(expect.arrayContaining(['Order', 'Move', 'Decommission']));
    expect(titlesOf(drawn('welcome-euc'))).not.toContain('Move');
    expect(textsOf(drawn('welcome-requester'))).toEqual(expect.arrayContaining(['move', 'decommission']));
  });
});

describe('the sentence that announces a card', () => {
  test.each([
    ['move-form-empty', 'Move form PARKS-5M8R2T.'],
    ['decommission-form-problems', 'PARKS-6D4N9W is not submitted: 2 things to fix.'],
    ['sanitize-first', 'Sanitize for PARKS-6D4N9W: 0 of 3 done.'],
    [
      'approval-decommission',
      'PARKS-6D4N9W waits for your approval: 1 HP EliteBook 840 and 2 standard laptops to give back, $1,250.96 still owed.',
    ],
    [
      'request-decommission',
      'PARKS-6D4N9W, 1 HP EliteBook 840 and 2 standard laptops to give back, $1,250.96 still owed: to be sanitized.',
    ],
  ])('of %s is: %s', (name, sentence) => {
    expect(drawn(name).fallbackText).toBe(sentence);
  });
});
