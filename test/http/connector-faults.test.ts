import { setTimeout as sleep } from 'node:timers/promises';
import { textOf } from './card.ts';
import type { ConnectorCall, Fault } from './fake-connector.ts';
import { FILLED, type HttpOffice, type Name, openOffice, requestOn, until } from './office.ts';
import type { Person } from './person.ts';

/** Only the calendar can be turned; timers and deadlines are real. */
beforeEach(() => {
  const real = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const;
  const timers = ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;
  jest.useFakeTimers({ now: Date.now(), advanceTimers: true, doNotFake: [...real, ...timers] });
});

const offices: HttpOffice[] = [];

afterEach(async () => {
  await Promise.all(offices.splice(0).map((office) => office.stop()));
  jest.useRealTimers();
});

const MINUTE = 60_000;

/** Lets time pass, on the calendar alone. */
function turnClock(milliseconds: number): void {
  jest.setSystemTime(Date.now() + milliseconds);
}

/** Long enough for the outbox to look by itself and try once more; and for a hang to be given up before that. */
const A_WHILE = 2800;
const A_LONG_WHILE = 4000 + A_WHILE;

const REFUSED_FOR_NOW: Record<string, Fault> = {
  '429 that asks for two seconds': { answer: 429, retryAfter: '2' },
  '429 that asks for nothing': { answer: 429 },
  '429 that asks for no time at all': { answer: 429, retryAfter: '0' },
};
const UNKNOWN: Record<string, Fault> = {
  '500': { answer: 500 },
  '503': { answer: 503, retryAfter: '1' },
  'reset before accept': 'reset before accept',
  'reset after accept': 'reset after accept',
  hang: 'hang',
};
const UNREACHABLE: Record<string, Fault> = {
  '403, for they have blocked the bot': { answer: 403, code: 'MessageWritesBlocked' },
  '404, for the conversation is gone': { answer: 404, code: 'ConversationNotFound' },
};

/** A bot with a connector of its own and a fault for it, and the order that Rita has made there. */
interface Stage {
  name: string;
  fault: Fault;
  office: HttpOffice;
  id: string;
  /** Milliseconds until she was answered. */
  took: number;
}

/** Opens a bot where those named have installed it, and Rita orders; what is posted because of that meets the faults. */
async function ordered(faults: readonly Fault[], ...installed: Name[]): Promise<Pick<Stage, 'office' | 'id' | 'took'>> {
  const office = await openOffice('rita', ...installed);
  offices.push(office);
  const rita = office.person('rita');
  await rita.say('order');
  office.connector.fail(faults, 'POST');
  const { result, took } = await timed(rita.press('Submit', FILLED));
  return { office, id: requestOn(result), took };
}

/** A stage for each fault. There is much waiting in these tests, so all faults are played side by side. */
async function stagesOf(faults: Record<string, Fault>, times: number, ...installed: Name[]): Promise<Stage[]> {
  const stages: Stage[] = [];
  for (const [name, fault] of Object.entries(faults)) {
    const meet = Array.from({ length: times }, () => fault);
    stages.push({ name, fault, ...(await ordered(meet, ...installed)) });
  }
  return stages;
}

/** What is so on each stage, by the name of its fault. */
function each<T>(stages: readonly Stage[], what: (stage: Stage) => T): Record<string, T> {
  return Object.fromEntries(stages.map((stage) => [stage.name, what(stage)]));
}

async function onEach(stages: readonly Stage[], act: (stage: Stage) => Promise<unknown>): Promise<void> {
  await Promise.all(stages.map(act));
}

async function timed<T>(work: Promise<T>): Promise<{ result: T; took: number }> {
  const started = performance.now();
  const result = await work;
  return { result, took: performance.now() - started };
}

/** Milliseconds a turn may take, given how long it takes when the connector is well. A hang is given up after 4000. */
async function longestTurn(): Promise<number> {
  await ordered([], 'max');
  const { took } = await ordered([], 'max');
  return Math.min(500 + 10 * took, 3500);
}

/** The tries to post a card about an order in somebody's chat. */
function triesOf({ office, id }: Stage, name: Name): ConnectorCall[] {
  const { conversation } = office.person(name);
  return office.connector
    .callsOf('POST')
    .filter(({ path }) => decodeURIComponent(path).includes(conversation))
    .filter(({ activity }) => textOf(activity?.attachments?.[0]?.content ?? {}).includes(id));
}

/** What somebody reads about an order, oldest first. */
function readBy(person: Person, id: string): string[] {
  return person.chat().flatMap(({ card }) => (textOf(card).includes(id) ? [textOf(card)] : []));
}

/** For each card about an order in Max's chat, whether it says that it may be a repetition. */
function repetitions({ office, id }: Stage): boolean[] {
  return readBy(office.person('max'), id).map((text) => text.includes('Sent again'));
}

function arrivedAt(stages: readonly Stage[]): Stage[] {
  return stages.filter((stage) => repetitions(stage).length > 0);
}

describe('an approval card that meets a connector that does not take it', () => {
  test('for now (429) is posted once, as soon as it may be, and holds up nobody', async () => {
    const limit = await longestTurn();
    const stages = await stagesOf(REFUSED_FOR_NOW, 2, 'max');
    await onEach(stages, ({ office, id }) =>
      office.connector.until(() => readBy(office.person('max'), id).length > 0, 15_000),
    );
    await sleep(A_WHILE);
    expect(each(stages, ({ took }) => took < limit)).toEqual(each(stages, () => true));
    expect(each(stages, (stage) => triesOf(stage, 'max').length)).toEqual(each(stages, () => 3));
    expect(each(stages, repetitions)).toEqual(each(stages, () => [false]));
    for (const stage of stages) {
      const asked = stage.name.includes('two seconds') ? 2000 : 1000;
      const times = triesOf(stage, 'max').map(({ at }) => at);
      const pauses = times.slice(1).map((at, index) => Math.round(at - (times[index] ?? 0)));
      // The calendar moves in steps, and falls back a little where the machine is busy.
      expect([stage.name, ...pauses.map((pause) => pause >= asked - 100)]).toEqual([stage.name, true, true]);
    }
  }, 60_000);

  test('in a way that leaves it unknown is followed by another one after five minutes, once', async () => {
    const limit = await longestTurn();
    const stages = await stagesOf(UNKNOWN, 1, 'max');
    await sleep(A_LONG_WHILE);
    const taken = arrivedAt(stages).map(({ name }) => name);
    expect(taken).toEqual(['reset after accept']);
    expect(each(stages, ({ took }) => took < limit)).toEqual(each(stages, () => true));
    expect(each(stages, (stage) => triesOf(stage, 'max').length)).toEqual(each(stages, () => 1));
    turnClock(4 * MINUTE);
    await sleep(A_WHILE);
    expect(each(stages, (stage) => triesOf(stage, 'max').length)).toEqual(each(stages, () => 1));
    for (const later of [MINUTE, 20 * MINUTE, 20 * MINUTE]) {
      turnClock(later);
      await sleep(A_WHILE);
    }
    expect(each(stages, (stage) => triesOf(stage, 'max').length)).toEqual(each(stages, () => 2));
    expect(each(stages, repetitions)).toEqual(
      each(stages, ({ name }) => (taken.includes(name) ? [false, true] : [true])),
    );
  }, 60_000);

  test('in a way that leaves it unknown is not followed once the person has opened it themselves', async () => {
    const stages = await stagesOf(UNKNOWN, 1, 'max');
    await onEach(stages, async ({ office, id }) => {
      const max = office.person('max');
      await office.connector.until(({ calls }) => calls.some(({ activity }) => JSON.stringify(activity).includes(id)));
      await max.say('approvals');
      expect(textOf(await max.press(`Details of ${id}`))).toContain('Waiting for your approval');
    });
    await sleep(A_LONG_WHILE);
    for (const later of [5 * MINUTE, 60 * MINUTE]) {
      turnClock(later);
      await sleep(A_WHILE);
    }
    expect(each(stages, (stage) => repetitions(stage).filter(Boolean).length)).toEqual(each(stages, () => 0));
    await onEach(stages, async ({ office }) => {
      expect(textOf(await office.person('max').press('Approve'))).toContain('Approved by Max Moreau');
    });
  }, 60_000);

  test('since the person cannot be reached is not tried again, and comes once they are back', async () => {
    const limit = await longestTurn();
    const stages = await stagesOf(UNREACHABLE, 1, 'max');
    await sleep(A_WHILE);
    turnClock(60 * MINUTE);
    await sleep(A_WHILE);
    expect(each(stages, ({ took }) => took < limit)).toEqual(each(stages, () => true));
    expect(each(stages, (stage) => triesOf(stage, 'max').length)).toEqual(each(stages, () => 1));
    await onEach(stages, ({ office }) => office.person('max').say('help'));
    await onEach(stages, ({ office, id }) => until(office.person('max'), office.connector, id));
    await sleep(A_WHILE);
    expect(each(stages, repetitions)).toEqual(each(stages, () => [false]));
  }, 60_000);

  test('keeps nobody else waiting while it hangs', async () => {
    const limit = await longestTurn();
    const { office, id } = await ordered(['hang'], 'max', 'nora');
    const hung = ({ calls }: HttpOffice['connector']) =>
      calls.some(({ activity }) => JSON.stringify(activity).includes('Waiting for your approval'));
    await office.connector.until(hung);
    expect((await timed(office.person('max').say('catalog'))).took).toBeLessThan(limit);
    const asked = () => [office.person('max'), office.person('nora')].filter((person) => readBy(person, id).length > 0);
    await office.connector.until(() => asked().length > 0, 2000);
    expect(asked()).toHaveLength(1);
  });
});

describe('a card to be brought up to date that meets a connector that does not take it', () => {
  test('is brought up to date all the same, and holds up nobody', async () => {
    const limit = await longestTurn();
    const stages = await stagesOf({ ...REFUSED_FOR_NOW, ...UNKNOWN }, 0, 'max', 'nora');
    const times = new Map<string, number>();
    await onEach(stages, async ({ office, id }) => {
      await Promise.all((['max', 'nora'] as const).map((name) => until(office.person(name), office.connector, id)));
    });
    await sleep(500);
    for (const { name, fault, office } of stages) {
      office.connector.fail([fault, fault, fault], 'PUT');
      times.set(name, (await timed(office.person('max').press('Approve'))).took);
    }
    const isShown = ({ office, id }: Stage) =>
      (['max', 'nora'] as const).map((name) =>
        readBy(office.person(name), id).map((text) => text.includes('Approved by Max Moreau')),
      );
    const isDone = (stage: Stage) => isShown(stage).every((shown) => shown.every(Boolean));
    await onEach(stages, (stage) => stage.office.connector.until(() => isDone(stage), 30_000).catch(() => {}));
    expect(each(stages, isShown)).toEqual(each(stages, () => [[true], [true]]));
    expect(each(stages, ({ name }) => (times.get(name) ?? limit) < limit)).toEqual(each(stages, () => true));
  }, 90_000);

  test('because it was deleted (404) is let go', async () => {
    const [stage] = await stagesOf({ '404': { answer: 404 } }, 0, 'max');
    if (stage === undefined) throw new Error('There is no stage.');
    const { office, id, fault } = stage;
    await until(office.person('max'), office.connector, id);
    await sleep(500);
    const before = office.connector.callsOf('PUT').length;
    office.connector.fail([fault, fault, fault], 'PUT');
    await office.person('rita').press('Yes, cancel it', { Reason: 'Not needed.' });
    await sleep(A_WHILE * 2);
    expect(office.connector.callsOf('PUT').length - before).toBe(3);
  });
});

describe('a reply that cannot be posted', () => {
  const faults = { ...UNREACHABLE, ...REFUSED_FOR_NOW, ...UNKNOWN };

  test.each(Object.entries(faults))(
    'because of %s is a neutral error with a reference, and is not posted twice',
    async (_name, fault) => {
      const office = await openOffice('rita');
      offices.push(office);
      const rita = office.person('rita');
      const before = office.connector.callsOf('POST').length;
      office.connector.fail([fault], 'POST');
      const { result, took } = await timed(rita.send(rita.message('catalog')));
      expect(took).toBeLessThan(5500);
      const body: unknown = await result.json();
      expect([result.status, body]).toEqual([500, { reference: expect.stringMatching(/^[2-9A-Z]{8}$/) }]);
      const [reference = ''] = /[2-9A-Z]{8}/.exec(JSON.stringify(body)) ?? [];
      expect(office.log.filter((line) => line.includes(reference) && line.includes('a turn broke'))).toHaveLength(1);
      await sleep(500);
      expect(office.connector.callsOf('POST').length - before).toBe(1);
      expect(textOf(await rita.say('catalog'))).toContain('Catalog');
    },
  );
});
