import { type Card, linkOn, textOf } from './card.ts';
import { type HttpOffice, openOffice, requestOn, titlesOf } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'ravi', 'eve');
});

afterEach(() => office.stop());

const CERTIFICATE = {
  Method: 'Purge',
  Technique: 'Cryptographic erase',
  Tool: 'Eraser',
  'Tool version': '4.2',
  Verification: 'read back',
  Validator: 'Vera Vance',
};

/** A device given back and sanitized; gives the request. */
async function sanitized(serial: string): Promise<string> {
  const rita = office.person('rita');
  await rita.say(`decommission ${serial}`);
  const id = requestOn(await rita.press('Submit', { 'Outcome *': 'Surplus', 'Reason *': 'The screen is broken.' }));
  const eve = office.person('eve');
  await eve.say('queue');
  await eve.press(`Collect ${id}`);
  await eve.press('Collect');
  await eve.press('Sanitize');
  await eve.press('Sanitize', CERTIFICATE);
  return id;
}

function fetchLink(
  card: Card,
  change: (url: string) => string = (url) => url,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(change(linkOn(card)), init);
}

describe('a file in local mode is a link on this machine', () => {
  test('Rule 44: the certificate opens from the device’s card, for EUC and for the device’s agency', async () => {
    await sanitized('5CG0000001');
    for (const name of ['eve', 'max', 'rita'] as const) {
      const person = office.person(name);
      expect(titlesOf(await person.say('5CG0000001'))).toContain('Certificate');
      const card = await person.press('Certificate');
      expect(textOf(card)).toContain('Sanitization certificate');
      const response = await fetchLink(card);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="certificate-5CG0000001.pdf"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(textOf(await person.press('Back to the device'))).toContain('5CG0000001');
    }
  });
});
