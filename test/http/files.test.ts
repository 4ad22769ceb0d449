import { type Card, linkOn, textOf } from './card.ts';
import { type HttpOffice, openOffice, sanitized, titlesOf } from './office.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'ravi', 'eve');
});

afterEach(() => office.stop());

function fetchLink(
  card: Card,
  change: (url: string) => string = (url) => url,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(change(linkOn(card)), init);
}

describe('a file in local mode is a link on this machine', () => {
  test('Rule 44: the certificate opens from the device’s card, for EUC and for the device’s agency', async () => {
    await sanitized(office, '5CG0000001');
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
