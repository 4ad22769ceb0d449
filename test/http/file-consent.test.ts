import { type Card, textOf } from './card.ts';
import type { Message } from './fake-connector.ts';
import { type HttpOffice, openOfficeWith, sanitized } from './office.ts';
import type { Person } from './person.ts';
import { UploadServer } from './upload-server.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';
const SERIAL = '5CG0000001';

let office: HttpOffice;
let drive: UploadServer;
let request: string;
let max: Person;

beforeEach(async () => {
  office = await openOfficeWith({ files: 'Teams' }, 'rita', 'max', 'ravi', 'eve');
  drive = await UploadServer.start();
  request = await sanitized(office, SERIAL);
  max = office.person('max');
});

afterEach(async () => {
  await office.stop();
  await drive.stop();
});

function messagesOf(person: Person, contentType: string): Message[] {
  const all = office.connector.messagesOf(person.conversation);
  return all.filter(({ activity }) => activity.attachments?.[0]?.contentType === contentType);
}

/** Presses Certificate on the device's card; gives the question that follows. */
async function asked(person: Person): Promise<Message> {
  await person.say(SERIAL);
  await person.press('Certificate');
  await office.connector.until(() => messagesOf(person, CONSENT).length > 0);
  const [question] = messagesOf(person, CONSENT);
  if (question === undefined) throw new Error('nothing was asked');
  return question;
}

/** The answer to a question, as Teams sends it. */
function answer(person: Person, message: string, context: unknown, uploadUrl: string | null): Card {
  const name = 'certificate-5CG0000001.pdf';
  const contentUrl = `https://contoso-my.sharepoint.com/personal/max/Documents/Applications/${name}`;
  const uploadInfo = { contentUrl, name, uploadUrl, uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C8C', fileType: 'pdf' };
  const value = {
    type: 'fileUpload',
    action: uploadUrl === null ? 'decline' : 'accept',
    context,
    ...(uploadUrl === null ? {} : { uploadInfo }),
  };
  return person.activity({ type: 'invoke', name: 'fileConsent/invoke', replyToId: message, value });
}

function contextOf(question: Message): unknown {
  return question.activity.attachments?.[0]?.content.acceptContext;
}

/** What stands in the place of a message now. */
function now(message: Message, person: Person) {
  return office.connector.messagesOf(person.conversation).find(({ id }) => id === message.id)?.activity
    .attachments?.[0];
}

function editsOf(message: Message, person: Person): number {
  return office.connector.messagesOf(person.conversation).find(({ id }) => id === message.id)?.edits ?? 0;
}

describe('a file through Teams', () => {
  test('the question says what it is, and carries ids alone', async () => {
    const question = await asked(max);
    const [attachment] = question.activity.attachments ?? [];
    expect(attachment?.name).toMatch(/^certificate-5CG0000001-\d{8}-\d{6}\.pdf$/);
    const context = { file: 'certificate', request, serial: SERIAL };
    expect(attachment?.content).toEqual({
      description: `Sanitization certificate, ${SERIAL} · ${request}`,
      sizeInBytes: expect.any(Number),
      acceptContext: context,
      declineContext: context,
    });
    const offered = max.chat().at(-2);
    expect(textOf(offered?.card ?? {})).toContain('asks whether to save it in your OneDrive');
  });

  test('accepted: the bytes are put there whole, without a token, and the file stands in the question’s place', async () => {
    const question = await asked(max);
    const response = await max.send(answer(max, question.id, contextOf(question), drive.url('a')));
    expect(response.status).toBe(200);
    await office.connector.until(() => messagesOf(max, INFO).length > 0);
    const [put] = drive.puts;
    expect(drive.puts).toHaveLength(1);
    const size = put?.bytes.length ?? 0;
    expect(put).toMatchObject({ method: 'PUT', range: `bytes 0-${size - 1}/${size}`, authorization: undefined });
    expect(put?.bytes.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(now(question, max)).toEqual({
      contentType: INFO,
      name: 'certificate-5CG0000001.pdf',
      contentUrl: 'https://contoso-my.sharepoint.com/personal/max/Documents/Applications/certificate-5CG0000001.pdf',
      content: { uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C8C', fileType: 'pdf' },
    });
  });

  test('delivered again by Teams, the answer uploads nothing twice and leaves one file in the chat', async () => {
    const question = await asked(max);
    const said = answer(max, question.id, contextOf(question), drive.url('a'));
    await Promise.all([max.send(said), max.send({ ...said, id: 'another' })]);
    await office.connector.until(() => messagesOf(max, INFO).length > 0);
    await max.send({ ...said, id: 'a third' });
    await max.say('help');
    expect(drive.puts).toHaveLength(1);
    expect(messagesOf(max, INFO)).toHaveLength(1);
    expect(messagesOf(max, CONSENT)).toHaveLength(0);
  });

  test('the button delivered again asks once', async () => {
    await asked(max);
    await max.redeliver();
    await max.say('help');
    expect(messagesOf(max, CONSENT)).toHaveLength(1);
  });

  test('declined: nothing is uploaded, a short card stands in its place, and it can be asked for again', async () => {
    const question = await asked(max);
    await max.send(answer(max, question.id, contextOf(question), null));
    await office.connector.until(() => now(question, max)?.contentType !== CONSENT);
    expect(textOf(now(question, max)?.content ?? {})).toContain('Nothing was saved');
    expect(drive.puts).toEqual([]);
    await asked(max);
    expect(messagesOf(max, CONSENT)).toHaveLength(1);
  });

  test('Rule 57: whoever accepts is checked again, whatever the question carried', async () => {
    const question = await asked(max);
    const ravi = office.person('ravi');
    await ravi.say('help');
    const [own] = office.connector.messagesOf(ravi.conversation).slice(-1);
    if (own === undefined) throw new Error('nothing stands there');
    await ravi.send(answer(ravi, own.id, contextOf(question), drive.url('b')));
    await office.connector.until(() => textOf(now(own, ravi)?.content ?? {}).includes('Not found'));
    const forged = [{ file: 'certificate', request: 'REV-000000', serial: SERIAL }, { file: 'all' }, null];
    for (const [index, context] of forged.entries()) {
      await max.send(answer(max, question.id, context, drive.url(`forged ${index}`)));
      await office.connector.until(() => editsOf(question, max) === index + 1);
      expect(textOf(now(question, max)?.content ?? {})).toContain('Not found');
    }
    expect(drive.puts).toEqual([]);
  });

  test.each([
    ['a refusal', [404]],
    ['a redirect', [302]],
    ['two faults', [503, 503]],
  ])('%s of the upload is said with a reference, and the same answer may be given again', async (_, answers) => {
    const question = await asked(max);
    drive.answers.push(...answers);
    const said = answer(max, question.id, contextOf(question), drive.url('a'));
    await max.send(said);
    await office.connector.until(() => textOf(now(question, max)?.content ?? {}).includes('Something went wrong'));
    expect(drive.puts).toHaveLength(answers.length);
    await max.send({ ...said, id: 'another' });
    await office.connector.until(() => now(question, max)?.contentType === INFO);
  });

  test('one fault of the upload is got over', async () => {
    const question = await asked(max);
    drive.answers.push(503);
    await max.send(answer(max, question.id, contextOf(question), drive.url('a')));
    await office.connector.until(() => now(question, max)?.contentType === INFO);
    expect(drive.puts.map(({ bytes }) => bytes.length)).toEqual([
      drive.puts[1]?.bytes.length,
      drive.puts[1]?.bytes.length,
    ]);
  });

  test('a file that is there is never called broken: what cannot replace the question is a message of its own', async () => {
    const question = await asked(max);
    office.connector.fail([{ answer: 503 }, { answer: 503 }], 'PUT');
    const said = answer(max, question.id, contextOf(question), drive.url('a'));
    await max.send(said);
    await office.connector.until(() => messagesOf(max, INFO).length > 0);
    expect(now(question, max)?.contentType).toBe(CONSENT);
    await max.send({ ...said, id: 'another' });
    await max.say('help');
    expect(drive.puts).toHaveLength(1);
    expect(messagesOf(max, INFO)).toHaveLength(1);
    expect(JSON.stringify(office.connector.messagesOf(max.conversation))).not.toContain('Something went wrong');
  });

  test('where nothing can be said at all, that is logged, and the file stays saved', async () => {
    const question = await asked(max);
    office.connector.fail([{ answer: 503 }, { answer: 503 }], 'PUT');
    office.connector.fail([{ answer: 503 }], 'POST');
    const said = answer(max, question.id, contextOf(question), drive.url('a'));
    await max.send(said);
    await office.connector.until(() => office.log.join('').includes('what came of a file was not said'));
    await max.send({ ...said, id: 'another' });
    await max.say('help');
    expect(drive.puts).toHaveLength(1);
    expect(office.log.join('')).not.toContain('a file was not saved');
    expect(JSON.stringify(office.connector.messagesOf(max.conversation))).not.toContain('Something went wrong');
  });

  test.each([
    'https://evil.example/upload',
    'https://sharepoint.com.evil.example/upload',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
  ])('nothing is put on %s', async (url) => {
    const question = await asked(max);
    await max.send(answer(max, question.id, contextOf(question), url));
    await office.connector.until(() => textOf(now(question, max)?.content ?? {}).includes('Something went wrong'));
    expect(office.log.join('')).toContain('not one of a host on the list');
    expect(office.log.join('')).not.toContain('tempauth');
  });

  test('an answer that cannot be read changes nothing', async () => {
    const question = await asked(max);
    for (const value of [null, {}, { action: 'accept', context: contextOf(question) }, { action: 'perhaps' }]) {
      const said = max.activity({ type: 'invoke', name: 'fileConsent/invoke', replyToId: question.id, value });
      expect((await max.send(said)).status).toBe(200);
    }
    expect(now(question, max)?.contentType).toBe(CONSENT);
  });

  test('there are no links', async () => {
    const response = await fetch(office.endpoint.replace('/api/messages', '/files/x.y'));
    expect(response.status).toBe(404);
  });
});
