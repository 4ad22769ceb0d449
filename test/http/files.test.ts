import { createFileLinks } from '../../src/file-links.ts';
import { createLog } from '../../src/log.ts';
import { startServer } from '../../src/server.ts';
import { type Card, linkOn, textOf } from './card.ts';
import { type HttpOffice, openOffice, sanitized, titlesOf } from './office.ts';

const SERIAL = '5CG0000001';
const RITA = '00000000-0000-4000-8000-000000000001';
const NOTHING = 'There is nothing here.\n';

describe('a file in local mode is a link on this machine', () => {
  let office: HttpOffice;
  let request: string;

  beforeEach(async () => {
    office = await openOffice('rita', 'max', 'ravi', 'eve');
    request = await sanitized(office, SERIAL);
  });

  afterEach(() => office.stop());

  test('Rule 44: the certificate opens from the device’s card, for EUC and for the device’s agency', async () => {
    for (const name of ['eve', 'max', 'rita'] as const) {
      const person = office.person(name);
      expect(titlesOf(await person.say(SERIAL))).toContain('Certificate');
      const card = await person.press('Certificate');
      expect(textOf(card)).toContain('Sanitization certificate');
      const response = await fetch(linkOn(card));
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="certificate-${SERIAL}.pdf"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(textOf(await person.press('Back to the device'))).toContain(SERIAL);
    }
  });

  test('Rule 57: another agency’s certificate is not found, whatever a forged button names', async () => {
    const ravi = office.person('ravi');
    expect(textOf(await ravi.say(SERIAL))).toContain('Not found');
    for (const asked of [
      { file: 'certificate', request, serial: SERIAL },
      { file: 'certificate', request: 'REV-000000', serial: SERIAL },
    ]) {
      const response = await ravi.send(ravi.invocation('file.open', asked));
      const answered: { value: Card } = JSON.parse(await response.text());
      expect(textOf(answered.value)).toContain(`There is no certificate of ${SERIAL} that you can see.`);
    }
  });

  test('a link that was tampered with leads nowhere', async () => {
    await office.person('max').say(SERIAL);
    const link = linkOn(await office.person('max').press('Certificate'));
    const [address = '', statement = '', signature = ''] = /^(.*\/)([^/.]+)\.([^/.]+)$/.exec(link)?.slice(1) ?? [];
    const said = JSON.parse(Buffer.from(statement, 'base64url').toString());
    expect(said).toEqual({ person: office.person('max').id, asked: expect.anything(), until: expect.any(Number) });
    const other = Buffer.from(JSON.stringify({ ...said, until: said.until + 1 })).toString('base64url');
    const foreign = createFileLinks().linkTo({ person: RITA, asked: said.asked }, new Date().toISOString()).url;
    for (const path of [
      `${other}.${signature}`,
      `${statement}.${signature.slice(0, -2)}`,
      `${statement}.`,
      statement,
      `${statement}.${signature}.${signature}`,
      foreign.slice('/files/'.length),
      '.',
      '..%2f..%2fetc%2fpasswd',
      'x'.repeat(3000),
    ]) {
      const response = await fetch(address + path);
      expect([path, response.status, await response.text()]).toEqual([path, 404, NOTHING]);
    }
    expect((await fetch(link)).status).toBe(200);
  });

  test('a link only answers to GET, from this machine, and is not logged', async () => {
    await office.person('max').say(SERIAL);
    const link = linkOn(await office.person('max').press('Certificate'));
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await fetch(link, { method })).status).toBe(405);
    const elsewhere = await fetch(link, { headers: { Origin: 'https://evil.example' } });
    expect(elsewhere.status).toBe(403);
    expect(office.log.join('')).not.toContain(link.slice(-40));
  });
});

describe('a link', () => {
  const links = createFileLinks(new Uint8Array(32).fill(7));
  const linked = { person: RITA, asked: { file: 'certificate', request: 'PARKS-6D4N9W', serial: SERIAL } } as const;
  const { url, minutes } = links.linkTo(linked, '2026-11-24T15:00:00.000Z');
  const token = url.slice('/files/'.length);

  test('is good for some minutes', () => {
    expect(minutes).toBe(15);
    expect(links.read(token, '2026-11-24T15:14:59.999Z')).toEqual(linked);
    expect(links.read(token, '2026-11-24T15:15:00.000Z')).toBe('expired');
  });

  test('ends with the process that made it', () => {
    expect(createFileLinks().read(token, '2026-11-24T15:00:00.000Z')).toBe('unknown');
  });

  test('that is too old is answered with 410, and neutral words', async () => {
    const server = await startServer({
      host: '127.0.0.1',
      port: 0,
      local: true,
      receive: async () => ({ status: 500 }),
      check: async () => {},
      admission: null,
      files: async () => 'expired',
      log: createLog('silent'),
    });
    const response = await fetch(`http://127.0.0.1:${server.port}/files/${token}`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([410, 'no-store']);
    expect(await response.text()).toBe('This link is too old. Press the button on the card again.\n');
    await server.close(100);
  });
});
