import { textOf } from '../http/card.ts';
import { BOT } from '../http/person.ts';
import { type House, openHouse, RITA, titleOf } from './house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.stop());

describe('a message', () => {
  test('is answered with one card, which is kept up to date from then on', async () => {
    const person = house.person();
    expect(textOf(await person.say('help'))).toContain('You said: help');
    expect(house.connector.calls.map(({ method }) => method)).toEqual(['POST']);
    await house.connector.until(() => house.desk.kept.length === 1);
    expect(house.desk.kept[0]?.activity).toBe(person.chat()[0]?.id);
  });

  test('announces itself with a summary', async () => {
    await house.person().say('help');
    expect(house.connector.calls[0]?.activity?.summary).toBe('You said: help');
  });

  test('comes from the person that the activity names, not from its data', async () => {
    await house.person().say('help');
    const caller = house.desk.said[0]?.caller;
    expect(caller).toMatchObject({ person: RITA, personal: true });
    expect(Object.keys(Object(caller?.reference)).sort()).toEqual(
      ['bot', 'channelId', 'conversation', 'serviceUrl', 'tenant', 'user'].sort(),
    );
  });

  test('may be empty, or without text at all', async () => {
    const person = house.person();
    await person.say('');
    await person.send(person.activity({ type: 'message' }));
    expect(house.desk.said.map(({ text }) => text)).toEqual(['', '']);
  });

  test('in a group is passed on as not personal', async () => {
    const person = house.person();
    const conversation = {
      id: person.conversation,
      conversationType: 'groupChat',
      tenantId: '00000000-0000-4000-8000-00000000AAAA',
    };
    expect((await person.send({ ...person.message('help'), conversation })).status).toBe(200);
    expect(house.desk.said[0]?.caller.personal).toBe(false);
  });
});

describe('a button', () => {
  test('is answered with the card that takes the place of the old one, and the message is edited afterwards', async () => {
    const person = house.person();
    await person.say('help');
    const card = await person.press('Do', { Why: 'because' });
    expect(textOf(card)).toContain('You pressed: test.do (1)');
    expect(house.desk.acted[0]?.action).toEqual({ verb: 'test.do', data: { request: 'PARKS-0001', why: 'because' } });
    await house.connector.until((connector) => connector.callsOf('PUT').length === 1);
    expect(house.connector.messagesOf(person.conversation)).toHaveLength(1);
    expect(textOf(person.card())).toContain('You pressed: test.do (1)');
    await house.connector.until(() => house.desk.kept.length === 2);
    expect(house.desk.kept.map(({ view }) => titleOf(view))).toEqual(['You said: help', 'You pressed: test.do (1)']);
  });

  test('in a card that another button opens sends the fields of both', async () => {
    const person = house.person();
    await person.say('help');
    await expect(person.press('Really refuse')).rejects.toThrow('Reason is required');
    await person.press('Really refuse', { Reason: 'too dear' });
    expect(house.desk.acted[0]?.action.data).toEqual({ why: 'no reason', reason: 'too dear' });
  });

  test('pressed twice before the message is edited leaves the later card', async () => {
    const person = house.person();
    await person.say('help');
    house.connector.fail([{ answer: 503 }], 'PUT');
    await person.press('Do');
    await person.press('Do');
    await house.connector.until(() => house.desk.kept.length === 2);
    expect(house.connector.callsOf('PUT')).toHaveLength(2);
    expect(textOf(person.card())).toContain('You pressed: test.do (2)');
  });

  test('of an older client comes as a message and edits the card', async () => {
    const person = house.person();
    await person.say('help');
    expect((await person.submit('Do as of old', { Why: 'because' })).status).toBe(200);
    expect(house.desk.acted[0]?.action.data).toMatchObject({ request: 'PARKS-0001', why: 'because' });
    expect(person.chat()).toHaveLength(1);
    expect(textOf(person.card())).toContain('You pressed: test.do (1)');
  });

  test('of an older client gets a new message when the old one is gone', async () => {
    const person = house.person();
    const value = { verb: 'test.do' };
    expect((await person.send(person.activity({ type: 'message', replyToId: 'gone', value }))).status).toBe(200);
    expect(textOf(person.card())).toContain('You pressed: test.do (1)');
  });

  test('in a group answers the one who pressed it and leaves the message to the others', async () => {
    const person = house.person();
    await person.say('help');
    const [shown] = person.chat();
    const conversation = {
      id: person.conversation,
      conversationType: 'groupChat',
      tenantId: '00000000-0000-4000-8000-00000000aaaa',
    };
    const response = await person.send({ ...person.invocation('test.do', {}, shown?.id), conversation });
    expect(await response.json()).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(house.connector.callsOf('PUT')).toHaveLength(0);
  });

  test('may carry data of any kind, which is handed on as it is', async () => {
    const person = house.person();
    for (const data of [null, 'text', ['list'], { request: { $ne: '' } }, { text: '${env}' }]) {
      expect((await person.send(person.invocation('test.do', data))).status).toBe(200);
    }
    expect(house.desk.acted.map(({ action }) => action.data)).toEqual([
      {},
      'text',
      ['list'],
      { request: { $ne: '' } },
      { text: '${env}' },
    ]);
  });

  test.each([{}, { action: {} }, { action: { verb: '' } }, { action: { verb: {} } }, 'text', null])(
    'without a verb gets a sentence: %j',
    async (value) => {
      const person = house.person();
      const response = await person.send(person.activity({ type: 'invoke', name: 'adaptiveCard/action', value }));
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
      expect(house.desk.acted).toEqual([]);
    },
  );
});

describe('an installation', () => {
  test('is welcomed once, though Teams reports it twice', async () => {
    const person = house.person();
    await person.install();
    await person.install();
    expect(person.chat().map(({ card }) => textOf(card).split('\n')[0])).toEqual(['Welcome']);
  });

  test('in a channel or a group is not', async () => {
    const person = house.person();
    for (const conversationType of ['channel', 'groupChat']) {
      const conversation = { id: '19:all', conversationType, tenantId: '00000000-0000-4000-8000-00000000aaaa' };
      const added = { type: 'conversationUpdate', membersAdded: [BOT], conversation };
      expect((await person.send(person.activity(added))).status).toBe(200);
      expect(
        (await person.send(person.activity({ type: 'installationUpdate', action: 'add', conversation }))).status,
      ).toBe(200);
    }
    expect(house.connector.calls).toEqual([]);
  });

  test('undone, or of somebody else, is taken in silence', async () => {
    const person = house.person();
    const activities = [
      { type: 'installationUpdate', action: 'remove' },
      { type: 'conversationUpdate', membersAdded: [{ id: '29:somebody' }] },
    ];
    for (const activity of activities) expect((await person.send(person.activity(activity))).status).toBe(200);
    expect(house.connector.calls).toEqual([]);
  });
});

describe('anything else', () => {
  test.each(['typing', 'messageReaction', 'messageUpdate', 'event', 'endOfConversation'])(
    '%s is taken in silence',
    async (type) => {
      const person = house.person();
      const response = await person.send(person.activity({ type }));
      expect([response.status, await response.text()]).toEqual([200, '']);
      expect(house.connector.calls).toEqual([]);
    },
  );

  test.each(['task/fetch', 'composeExtension/query', 'signin/verifyState', undefined])(
    'an invoke of %s is answered with a bare 501',
    async (name) => {
      const person = house.person();
      const response = await person.send(person.activity({ type: 'invoke', name }));
      expect([response.status, await response.text()]).toEqual([501, '']);
    },
  );
});

describe('when the desk breaks', () => {
  test('a message gets a notice with a reference that is in the log, and the service desk', async () => {
    house.desk.broken = new Error('disk on fire');
    const text = textOf(await house.person().say('help'));
    const [, reference = 'none'] = /reference: (\w{8})/.exec(text) ?? [];
    expect(text).toContain('225.219.6900 or 844.219.6900');
    expect(text).not.toContain('fire');
    const logged = house.log.lines.filter((line) => line.includes(reference));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('disk on fire');
    expect(house.desk.kept).toEqual([]);
  });

  test('a button leaves the card and says so under it', async () => {
    const person = house.person();
    await person.say('help');
    house.desk.broken = new Error('disk on fire');
    const { card, text } = await person.tryToPress('Do');
    expect(card).toBeNull();
    const [, reference = 'none'] = /reference: (\w{8})/.exec(text ?? '') ?? [];
    expect(house.log.text).toContain(reference);
    expect(text).not.toContain('fire');
    expect(house.connector.callsOf('PUT')).toEqual([]);
  });

  test('a welcome that cannot be made is a neutral 500', async () => {
    house.desk.broken = new Error('disk on fire');
    const person = house.person();
    const response = await person.send(person.activity({ type: 'installationUpdate', action: 'add' }));
    expect(response.status).toBe(500);
    expect(Object.keys(Object(await response.json()))).toEqual(['reference']);
  });
});

test('what people write, and tokens, are not in the log', async () => {
  const person = house.person();
  await person.say('my secret wish');
  await person.press('Do', { Why: 'a secret reason' });
  expect(house.log.text).toContain('answered');
  expect(house.log.text).not.toMatch(/secret/);
});
