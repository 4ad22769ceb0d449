import { z } from 'zod';
import { DOCUMENTS, keys } from '../../src/desk/documents.ts';
import { documentForm } from '../../src/store/document-form.ts';
import { UPGRADES } from '../../src/store/upgrades.ts';
import { form, Play, wanda } from '../domain/office.ts';

const documents = documentForm(DOCUMENTS, UPGRADES);

const inVersion2 = z.record(z.string(), z.unknown());

/** A document as it was before units could be ordered for reserve. */
function older(body: unknown) {
  const text = JSON.stringify(body).replaceAll('"reserve":0,', '');
  return inVersion2.parse(JSON.parse(text));
}

describe('documents of version 2', () => {
  const play = new Play().approved(form());
  play.receive(wanda, ['8KLM2X3']);
  const { request } = play;
  if (request === undefined) throw new Error('nothing was ordered');

  test('a request is read as one that orders nothing for reserve', () => {
    const read = documents.read(keys.request(request.id), { type: 'request', version: 2, body: older(request) });
    expect(read).toEqual(request);
    expect(read).toMatchObject({ quote: { lines: [{ reserve: 0 }] } });
  });
});
