import { z } from 'zod';
import { DOCUMENTS, keys } from '../../src/desk/documents.ts';
import { documentForm } from '../../src/store/document-form.ts';
import { UPGRADES } from '../../src/store/upgrades.ts';
import { ed, form, Play, wanda } from '../domain/office.ts';
import { journal } from './example-documents.ts';

const documents = documentForm(DOCUMENTS, UPGRADES);

const inVersion3 = z.record(z.string(), z.unknown());

/** A document as it was before units could be ordered for reserve or cancelled with a reason. */
function older(body: unknown) {
  const text = JSON.stringify(body).replaceAll('"reserve":0,', '').replaceAll(',"reason":"Too many."', '');
  const { cancellations: _, ...rest } = inVersion3.parse(JSON.parse(text));
  return rest;
}

describe('documents of version 3', () => {
  const play = new Play().approved(form());
  play.receive(wanda, ['8KLM2X3']);
  const { request } = play;
  if (request === undefined) throw new Error('nothing was ordered');

  test('a request is read as one that orders nothing for reserve', () => {
    const read = documents.read(keys.request(request.id), { type: 'request', version: 3, body: older(request) });
    expect(read).toEqual(request);
    expect(read).toMatchObject({ cancellations: [], quote: { lines: [{ reserve: 0 }] } });
  });

  test('the journal’s events are read alike; why units were cancelled was not kept', () => {
    play.cancel(ed, 'Too many.', [2]);
    const events = play.journal.flat();
    const entry = journal({ request: request.id, events });
    const body = older(entry);
    const read = documents.read(keys.journal(request.id, 1), { type: 'journal', version: 3, body });
    expect(read).toEqual({
      ...entry,
      events: events.map((event) => (event.type === 'units cancelled' ? { ...event, reason: null } : event)),
    });
  });
});
