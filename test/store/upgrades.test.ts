import { keys } from '../../src/desk/documents.ts';
import { documentForm } from '../../src/store/document-form.ts';
import { commitment, ed, leased, max, Play, rita } from '../domain/office.ts';
import { device, journal } from './example-documents.ts';

const form = documentForm();

/** A document as it was before some of its fields were there, at any depth. */
function without(body: unknown, ...fields: string[]): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) => (fields.includes(key) ? undefined : value)));
}

describe('documents from before devices could go to another agency', () => {
  const NEW = ['toAgency', 'toQuote', 'terms', 'transfer', 'spans', 'cancellations', 'reserve'];

  it('a device and a commitment: it went nowhere, and one agency pays all 48 months (Rule 46)', () => {
    const old = { type: 'device', version: 2, body: without(device(), ...NEW) };
    expect(form.read(keys.device('PARKS', '7BLUE01'), old)).toEqual(device());
    const owed = commitment('7BLUE01', '2024-07');
    const before = { type: 'commitment', version: 1, body: without(owed, ...NEW) };
    expect(form.read(keys.commitment('PARKS', '7BLUE01'), before)).toEqual(owed);
  });

  it.each(['approved', 'returned', 'rejected'] as const)('a request that was %s, and its journal', (verdict) => {
    const play = new Play(leased('7BLUE01'));
    play.submit(rita);
    play.decide(max, 'approve', 'agency');
    if (verdict === 'approved') play.decide(ed, 'approve', 'EUC');
    else play.decide(ed, verdict === 'returned' ? 'return' : 'reject', 'EUC', 'Not now.');
    const { request } = play;
    if (request === undefined) throw new Error('there is no request');
    const kept = { type: 'request', version: 2, body: without(request, ...NEW) };
    expect(form.read(keys.request(request.id), kept)).toEqual(request);
    const changes = [
      { before: null, after: device() },
      { before: device(), after: device() },
    ];
    for (const events of play.journal) {
      const entry = journal({ request: request.id, events, serials: ['7BLUE01'], devices: changes });
      const line = { type: 'journal', version: 2, body: without(entry, ...NEW) };
      expect(form.read(keys.journal(request.id, 1), line)).toEqual(entry);
    }
  });
});
