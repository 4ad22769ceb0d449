import { keys } from '../../src/desk/documents.ts';
import { documentForm } from '../../src/store/document-form.ts';
import { commitment } from '../domain/office.ts';
import { device, journal } from './example-documents.ts';

const form = documentForm();

/** A document as it was before records kept who had paid, at any depth. */
function older(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'earlierCodes' ? undefined : value)));
}

describe('documents from before records kept who had paid (Rule 35)', () => {
  test('a device of version 3 and a commitment of version 2: their code has paid for every month so far', () => {
    const kept = { type: 'device', version: 3, body: older(device()) };
    expect(form.read(keys.device('PARKS', '7BLUE01'), kept)).toEqual(device());
    const spans = [{ from: null, before: '2026-11' }];
    const owed = { ...commitment('7BLUE01', '2024-07'), spans };
    const before = { type: 'commitment', version: 2, body: older(owed) };
    expect(form.read(keys.commitment('PARKS', '7BLUE01'), before)).toEqual(owed);
  });

  test('the journal of version 4, in which records are kept as they were', () => {
    const changes = [
      { before: null, after: device() },
      { before: device(), after: device({ billingCode: 'PARKS-200' }) },
    ];
    const entry = journal({ serials: ['7BLUE01'], devices: changes });
    const line = { type: 'journal', version: 4, body: older(entry) };
    expect(form.read(keys.journal('PARKS-1', 1), line)).toEqual(entry);
  });

  test('all the way from the first version', () => {
    const body = JSON.parse(
      JSON.stringify(device(), (key, value: unknown) =>
        ['earlierCodes', 'transfer', 'sanitized'].includes(key) ? undefined : value,
      ),
    );
    expect(form.read(keys.device('PARKS', '7BLUE01'), { type: 'device', version: 1, body })).toEqual(device());
  });
});
