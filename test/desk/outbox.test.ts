import { keys } from '../../src/desk/documents.ts';
import { DeliveryError, type DeliveryFault } from '../../src/desk/ports/messenger.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { faultyStore } from '../store/faulty-store.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, NORA, ED] = ['01', '02', '03', '06'] as const;

const MINUTE = 60_000;

async function office(...installed: string[]): Promise<DeskOffice> {
  const store = await engine.open();
  const office = new DeskOffice(store);
  for (const number of installed) await office.desk.installed(office.caller(number));
  return office;
}

/** Rita orders; nobody has heard of it yet. */
async function ordered(desk: DeskOffice): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'request');
  return request;
}

/** The next messages fail like this; gives how many have been tried. */
function fail(desk: DeskOffice, faults: readonly (DeliveryError | DeliveryFault)[]): { tried: number } {
  const left = [...faults];
  const count = { tried: 0 };
  desk.chats.before = (what) => {
    if (what !== 'send') return;
    count.tried += 1;
    const fault = left.shift();
    if (fault !== undefined) throw fault instanceof DeliveryError ? fault : new DeliveryError(fault, 'as told');
  };
  return count;
}

function cameTo(desk: DeskOffice, number: string): string[] {
  return desk.sentTo(number).map(({ cameAs }) => cameAs);
}

describe('a person who blocked the bot', () => {
  test.each([
    ['writes to it', (desk: DeskOffice) => desk.say(MAX, 'help')],
    ['installs it again', (desk: DeskOffice) => desk.desk.installed(desk.caller(MAX))],
  ])('gets what waited for them when they come back and %s', async (_how, comesBack) => {
    const desk = await office(RITA, MAX);
    await desk.say(MAX, 'help');
    fail(desk, ['unreachable']);
    const request = await ordered(desk);
    await desk.settle();
    await desk.settle(60 * MINUTE);
    expect(cameTo(desk, MAX)).toEqual([]);
    await comesBack(desk);
    await desk.settle();
    expect(cameTo(desk, MAX)).toEqual([`approval ${request} awaiting approval agency 1`]);
  });
});

describe('much that waits for a person', () => {
  async function waitingForMax(count: number) {
    const store = await engine.open();
    const counted = faultyStore(store);
    const desk = new DeskOffice(counted);
    await desk.desk.installed(desk.caller(RITA));
    const requests: string[] = [];
    for (let no = 0; no < count; no += 1) {
      requests.push(await ordered(desk));
      await desk.settle(1000);
    }
    return { desk, counted, requests };
  }

  test('goes out when they come, and costs their first turn few writes', async () => {
    const { desk, counted, requests } = await waitingForMax(40);
    const before = counted.calls.filter(({ kind }) => kind === 'commit').length;
    await desk.desk.installed(desk.caller(MAX));
    expect(counted.calls.filter(({ kind }) => kind === 'commit').length - before).toBeLessThan(5);
    await desk.settle();
    expect(cameTo(desk, MAX).sort()).toEqual(requests.map((id) => `approval ${id} awaiting approval agency 1`));
  });

  test('goes out though a part of it is made due by somebody else in the same moment', async () => {
    const { desk, requests } = await waitingForMax(5);
    const { store } = desk.house;
    let wasFirst = false;
    const racing: Store = {
      read: (key) => store.read(key),
      query: (query) => store.query(query),
      count: (query) => store.count(query),
      removeOutlived: (at) => store.removeOutlived(at),
      check: () => store.check(),
      close: () => store.close(),
      async commit(operations) {
        const [first] = operations;
        if (!wasFirst && operations.length === 5 && first !== undefined) {
          wasFirst = true;
          await store.commit([first]);
        }
        return store.commit(operations);
      },
    };
    const other = new DeskOffice(racing, desk.chats, desk.clock.at);
    await other.desk.installed(other.caller(MAX));
    await other.settle();
    expect(wasFirst).toBe(true);
    expect(cameTo(desk, MAX).sort()).toEqual(requests.map((id) => `approval ${id} awaiting approval agency 1`));
  });
});

describe('a message that Teams refuses for now (429)', () => {
  test('is posted once, and not before Teams takes messages again', async () => {
    const desk = await office(RITA, MAX);
    const count = fail(desk, [new DeliveryError('later', 'busy', { retryAfter: 90_000 })]);
    await ordered(desk);
    await desk.settle();
    await desk.settle(89_000);
    expect([count.tried, cameTo(desk, MAX).length]).toEqual([1, 0]);
    await desk.settle(2000);
    await desk.settle(60 * MINUTE);
    expect([count.tried, cameTo(desk, MAX).length]).toEqual([2, 1]);
  });

  test.each([0, undefined])('is left alone for a moment when Teams says no more than that (%s)', async (retryAfter) => {
    const desk = await office(RITA, MAX);
    const busy = new DeliveryError('later', 'busy', retryAfter === undefined ? {} : { retryAfter });
    const count = fail(
      desk,
      Array.from({ length: 50 }, () => busy),
    );
    await ordered(desk);
    await desk.settle();
    expect(count.tried).toBe(1);
    await desk.settle(999);
    expect(count.tried).toBe(1);
    await desk.settle(1);
    expect(count.tried).toBe(2);
  });

  test('is left alone as long when it is a card to be brought up to date', async () => {
    const desk = await office(RITA, MAX);
    const request = await ordered(desk);
    await desk.settle();
    let tried = 0;
    desk.chats.before = (what) => {
      if (what !== 'update') return;
      tried += 1;
      if (tried === 1) throw new DeliveryError('later', 'busy', { retryAfter: 90_000 });
    };
    await desk.act(RITA, 'request.cancel', { request, ...CANCEL_ALL });
    await desk.settle();
    await desk.settle(89_000);
    expect(tried).toBe(1);
    await desk.settle(1000);
    expect(as(desk.sentTo(MAX)[0]?.view, 'decided').request.status).toBe('cancelled');
  });
});

describe('a message whose fate is unknown', () => {
  test('is followed by one that says it may be a repetition, once, after five minutes', async () => {
    const desk = await office(RITA, MAX);
    const count = fail(desk, ['unknown']);
    const request = await ordered(desk);
    await desk.settle();
    await desk.settle(5 * MINUTE - 1);
    expect([count.tried, cameTo(desk, MAX)]).toEqual([1, []]);
    await desk.settle(1);
    await desk.settle(60 * MINUTE);
    expect(cameTo(desk, MAX)).toEqual([`approval ${request} awaiting approval agency 1 again`]);
    expect(count.tried).toBe(2);
  });

  test('is not followed when the person has opened the card themselves', async () => {
    const desk = await office(RITA, MAX);
    fail(desk, ['unknown']);
    const request = await ordered(desk);
    await desk.settle();
    const opened = await desk.act(MAX, 'approval.open', { request });
    await desk.desk.shown(desk.caller(MAX), opened, 'opened');
    await desk.settle(5 * MINUTE);
    await desk.settle(60 * MINUTE);
    expect(cameTo(desk, MAX)).toEqual([]);
  });

  test('is followed though an older card of theirs was brought up to date', async () => {
    const desk = await office(RITA, MAX);
    const request = await ordered(desk);
    await desk.settle();
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'Fewer.' });
    await desk.settle();
    fail(desk, ['unknown']);
    await desk.act(RITA, 'order.submit', filledOrder(request, { quantity1: '1', revision: 2 }));
    await desk.settle();
    await desk.settle(5 * MINUTE);
    expect(cameTo(desk, MAX).at(-1)).toBe(`approval ${request} awaiting approval agency 2 again`);
  });

  test('is not followed when there is nothing to decide any more', async () => {
    const desk = await office(RITA, MAX);
    fail(desk, ['unknown']);
    const request = await ordered(desk);
    await desk.settle();
    await desk.act(RITA, 'request.cancel', { request, ...CANCEL_ALL });
    await desk.settle(5 * MINUTE);
    expect(cameTo(desk, MAX)).toEqual([]);
  });

  test('is followed three times at most', async () => {
    const desk = await office(RITA, MAX);
    const count = fail(
      desk,
      Array.from({ length: 9 }, () => 'unknown' as const),
    );
    await ordered(desk);
    for (let round = 0; round < 9; round += 1) await desk.settle(5 * MINUTE);
    expect([count.tried, cameTo(desk, MAX)]).toEqual([4, []]);
    expect(desk.warnings).toContain('a message is given up; the person finds it under approvals or requests');
  });
});

describe('a card that shows a request', () => {
  test('is brought up to date though it was opened while somebody else decided', async () => {
    const desk = await office(RITA, MAX, NORA);
    const request = await ordered(desk);
    await desk.settle();
    const opened = await desk.act(MAX, 'approval.open', { request });
    await desk.act(NORA, 'request.reject', { request, step: 'agency', revision: 1, rejectReason: 'No.' });
    await desk.settle();
    desk.sentTo(MAX).push({ activity: 'opened', view: opened, cameAs: 'an answer' });
    await desk.desk.shown(desk.caller(MAX), opened, 'opened');
    await desk.settle();
    expect(desk.sentTo(MAX).map(({ view }) => view.card)).toEqual(['decided', 'decided']);
  });

  test('shows the newest state though an older one was slower on its way', async () => {
    const desk = await office(RITA, MAX, NORA, ED);
    const request = await ordered(desk);
    await desk.settle();
    const { promise: slow, resolve: arrives } = Promise.withResolvers<void>();
    let held = 0;
    desk.chats.before = (what, to, view) => {
      const isOld = what === 'update' && view.card === 'decided' && view.request.commits === 2;
      if (!isOld || to !== desk.caller(MAX).person) return;
      held += 1;
      return slow;
    };
    await desk.act(NORA, 'request.approve', { request, step: 'agency', revision: 1 });
    const first = desk.settle();
    await desk.act(ED, 'request.reject', { request, step: 'EUC', revision: 1, rejectReason: 'No stock.' });
    await desk.settle(10);
    arrives();
    await first;
    await desk.settle(31_000);
    expect(held).toBe(1);
    expect(as(desk.sentTo(MAX)[0]?.view, 'decided').request.status).toBe('rejected');
  });

  test('does not follow a person to another agency (Rule 57)', async () => {
    const desk = await office(RITA, MAX, NORA);
    const request = await ordered(desk);
    await desk.settle();
    const max = await desk.house.store.read(keys.person(desk.caller(MAX).person));
    if (max === undefined) throw new Error('Max is missing');
    await desk.house.store.commit([{ do: 'put', key: max.key, body: { ...max.body, agency: 'REV' } }]);
    await desk.act(NORA, 'request.reject', { request, step: 'agency', revision: 1, rejectReason: 'A secret.' });
    await desk.settle();
    expect(JSON.stringify(desk.sentTo(MAX))).not.toContain('A secret.');
  });

  test('nor does the answer to what they asked for there', async () => {
    const desk = await office(RITA, MAX, NORA);
    const request = await ordered(desk);
    await desk.settle();
    const rita = await desk.house.store.read(keys.person(desk.caller(RITA).person));
    if (rita === undefined) throw new Error('Rita is missing');
    await desk.house.store.commit([{ do: 'put', key: rita.key, body: { ...rita.body, agency: 'REV' } }]);
    await desk.act(NORA, 'request.reject', { request, step: 'agency', revision: 1, rejectReason: 'A secret.' });
    await desk.settle();
    expect(JSON.stringify(desk.sentTo(RITA))).not.toContain('A secret.');
  });
});
