import { DeliveryError, type Messenger, type Reference } from '../../src/desk/ports/messenger.ts';
import { retryAfterOf } from '../../src/teams/connector-http.ts';
import { FakeConnector, type Fault } from '../http/fake-connector.ts';
import { type House, notice, openHouse } from './house.ts';

const DEADLINE = 300;

let house: House;
let messenger: Messenger;
let chat: Reference;
beforeEach(async () => {
  house = await openHouse({ deadline: DEADLINE });
  messenger = house.teams.messenger;
  const person = house.person();
  await person.say('help');
  chat = house.desk.said[0]?.caller.reference ?? null;
  house.connector.calls.length = 0;
});
afterEach(() => house.stop());

function send(): Promise<string> {
  return messenger.send(chat, notice('News'));
}

async function faultOf(delivery: Promise<unknown>): Promise<Pick<DeliveryError, 'fault' | 'retryAfter'>> {
  const error = await delivery.then(
    () => new Error('It went well.'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw error;
  return { fault: error.fault, retryAfter: error.retryAfter };
}

test('a message is written into the chat of the reference, and can be replaced', async () => {
  const id = await send();
  await messenger.update(chat, id, notice('Later news'));
  expect(house.connector.calls.map(({ method }) => method)).toEqual(['POST', 'PUT']);
  const [, written] = house.connector.messagesOf(house.person().conversation);
  expect([written?.id, written?.edits, written?.activity.summary]).toEqual([id, 1, 'Later news']);
});

test('a reference is plain data and survives being stored', async () => {
  chat = JSON.parse(JSON.stringify(chat));
  expect(await send()).toMatch(/^\d+$/);
});

describe('each call makes one request, whatever comes of it', () => {
  const faults: [Fault, DeliveryError['fault'], number | undefined][] = [
    [{ answer: 429 }, 'later', undefined],
    [{ answer: 429, retryAfter: '7' }, 'later', 7000],
    [{ answer: 429, retryAfter: 'soon' }, 'later', undefined],
    [{ answer: 401 }, 'later', undefined],
    [{ answer: 403, code: 'InvalidBotApiHost' }, 'later', undefined],
    [{ answer: 403, code: 'MessageWritesBlocked' }, 'unreachable', undefined],
    [{ answer: 404, code: 'ConversationNotFound' }, 'unreachable', undefined],
    [{ answer: 400 }, 'refused', undefined],
    [{ answer: 405 }, 'refused', undefined],
    [{ answer: 413 }, 'refused', undefined],
    [{ answer: 302 }, 'refused', undefined],
    [{ answer: 408 }, 'unknown', undefined],
    [{ answer: 412 }, 'unknown', undefined],
    [{ answer: 500 }, 'unknown', undefined],
    [{ answer: 502 }, 'unknown', undefined],
    [{ answer: 503 }, 'unknown', undefined],
    [{ answer: 503, retryAfter: '1' }, 'unknown', 1000],
    [{ answer: 504 }, 'unknown', undefined],
    ['reset before accept', 'unknown', undefined],
    ['reset after accept', 'unknown', undefined],
    ['hang', 'unknown', undefined],
  ];
  test.each(faults)('sending: %j is %s', async (planned, fault, retryAfter) => {
    house.connector.fail([planned]);
    expect(await faultOf(send())).toEqual({ fault, retryAfter });
    expect(house.connector.callsOf('POST')).toHaveLength(1);
  });

  test.each(faults)('updating: %j is %s', async (planned, fault, retryAfter) => {
    house.connector.fail([planned]);
    const id = house.person().chat()[0]?.id ?? '';
    expect(await faultOf(messenger.update(chat, id, notice('Later news')))).toEqual({ fault, retryAfter });
    expect(house.connector.callsOf('PUT')).toHaveLength(1);
  });

  test('nobody at the door: it is surely not there', async () => {
    const gone = await FakeConnector.start();
    await gone.stop();
    chat = { ...Object(chat), serviceUrl: gone.url };
    expect(await faultOf(send())).toEqual({ fault: 'later', retryAfter: undefined });
  });
});

test('a hung connector is given up in time', async () => {
  house.connector.fail(['hang']);
  const started = performance.now();
  await faultOf(send());
  expect(performance.now() - started).toBeLessThan(DEADLINE + 1000);
});

describe('a reference that leads elsewhere is refused, and nothing is sent', () => {
  const good = () => Object(chat);
  test.each<[string, () => unknown]>([
    ['another host', () => ({ ...good(), serviceUrl: 'https://evil.example/' })],
    ['another tenant', () => ({ ...good(), tenant: '00000000-0000-4000-8000-00000000bbbb' })],
    ['another channel', () => ({ ...good(), channelId: 'webchat' })],
    ['something more', () => ({ ...good(), token: 'x' })],
    ['something less', () => ({ ...good(), user: undefined })],
    ['nothing', () => null],
    ['text', () => 'a:1'],
  ])('%s', async (_name, other) => {
    chat = JSON.parse(JSON.stringify(other()));
    expect(await faultOf(send())).toEqual({ fault: 'refused', retryAfter: undefined });
    expect(house.connector.calls).toEqual([]);
  });
});

describe('a turn', () => {
  test('is over in time when the connector hangs, with one request', async () => {
    const person = house.person();
    house.connector.fail(['hang']);
    const started = performance.now();
    const response = await person.send(person.message('help'));
    expect(performance.now() - started).toBeLessThan(DEADLINE + 1000);
    expect([response.status, Object.keys(Object(await response.json()))]).toEqual([500, ['reference']]);
    expect(house.connector.callsOf('POST')).toHaveLength(1);
  });

  test.each<Fault>([{ answer: 429 }, { answer: 500 }, { answer: 503 }, 'reset after accept'])(
    'that cannot be answered (%j) posts once and says so',
    async (fault) => {
      const person = house.person();
      house.connector.fail([fault]);
      expect((await person.send(person.message('help'))).status).toBe(500);
      expect(house.connector.callsOf('POST')).toHaveLength(1);
      expect(house.desk.kept.filter(({ view }) => view.card !== 'notice')).toEqual([]);
    },
  );

  test('of a button is answered at once, though the message cannot be edited', async () => {
    const person = house.person();
    house.connector.fail(['hang', 'hang'], 'PUT');
    const started = performance.now();
    await person.press('Do');
    expect(performance.now() - started).toBeLessThan(DEADLINE);
    await house.connector.until((connector) => connector.callsOf('PUT').length === 2);
    await new Promise((resolve) => setTimeout(resolve, DEADLINE + 200));
    expect(house.connector.callsOf('PUT')).toHaveLength(2);
    expect(house.log.text).toContain('a card was not replaced');
  });

  test('of a button tries once more when Teams asks for a pause, and not when the message is gone', async () => {
    const person = house.person();
    house.connector.fail([{ answer: 429, retryAfter: '0.1' }], 'PUT');
    await person.press('Do');
    await house.connector.until((connector) => connector.callsOf('PUT').length === 2);
    expect(house.connector.messagesOf(person.conversation)[0]?.edits).toBe(1);
    house.connector.fail([{ answer: 404 }], 'PUT');
    await person.press('Do');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(house.connector.callsOf('PUT')).toHaveLength(3);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  test.each([
    [null, undefined],
    ['', undefined],
    ['0', 0],
    ['1.5', 1500],
    ['120', 120_000],
    ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['99999999999', 24 * 60 * 60 * 1000],
    ['tomorrow', undefined],
  ])('%j means %s milliseconds', (header, milliseconds) => {
    expect(retryAfterOf(header, now)).toBe(milliseconds);
  });
});
