import { z } from 'zod';
import { DOCUMENTS, type Key } from '../../src/desk/documents.ts';
import { documentForm } from '../../src/store/document-form.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { UPGRADES } from '../../src/store/upgrades.ts';
import { person, RITA } from './example-documents.ts';

const key: Key<'person'> = { type: 'person', pk: `person:${RITA}`, id: `person:${RITA}` };

/** A house in which people are in their third version: the first had one role, the second had no agency. */
const later = documentForm(
  { ...DOCUMENTS, person: { ...DOCUMENTS.person, version: 3 } },
  {
    person: {
      1: (body) => {
        const { role, ...rest } = z.looseObject({ role: z.string() }).parse(body);
        return { ...rest, roles: [role] };
      },
      2: (body) => ({ ...z.looseObject({}).parse(body), agency: 'PARKS' }),
    },
  },
);

describe('the form of documents', () => {
  it('brings an older document to today, step by step', () => {
    const first = { id: RITA, name: 'Rita Reyes', role: 'requester' };
    const second = { id: RITA, name: 'Rita Reyes', roles: ['requester'] };
    expect(later.read(key, { type: 'person', version: 1, body: first })).toEqual(person());
    expect(later.read(key, { type: 'person', version: 2, body: second })).toEqual(person());
    expect(later.read(key, { type: 'person', version: 3, body: person() })).toEqual(person());
    expect(() => later.read(key, { type: 'person', version: 4, body: person() })).toThrow('version 4 is newer than 3');
  });

  it('brings it to today before a part of it is read', () => {
    const first = { id: RITA, name: 'Rita Reyes', role: 'requester' };
    const part = z.object({ roles: z.array(z.string()), agency: z.string() });
    const { roles, agency } = person();
    expect(later.readPart(key, { type: 'person', version: 1, body: first }, part)).toEqual({ roles, agency });
  });

  it('says so when an older document cannot be upgraded, without what is in it', () => {
    const read = () => later.read(key, { type: 'person', version: 1, body: 'secret' });
    expect(read).toThrow(/^person person:[\w-]+: version 1 could not be upgraded$/);
  });

  it('upgrades what a store reads, and writes it in the version of today', async () => {
    expect(later.write(key, person())).toEqual({ version: 3, json: JSON.stringify(person()) });
    const store = openSqliteStore(':memory:', { form: later });
    await store.commit([{ do: 'create', key, body: person() }]);
    expect((await store.read(key))?.body).toEqual(person());
    await store.close();
  });

  it('has an upgrade from every version there has been', () => {
    for (const [type, { version }] of Object.entries(DOCUMENTS)) {
      const steps = Object.entries(UPGRADES).find(([name]) => name === type)?.[1] ?? {};
      const wanted = Array.from({ length: version - 1 }, (_, index) => `${index + 1}`);
      expect(Object.keys(steps)).toEqual(wanted);
    }
  });

  it('keeps nothing that could not be read again', () => {
    const wrong = { ...person(), roles: ['king'] };
    expect(() => later.write(key, wrong)).toThrow(`person ${key.id} is not fit to be kept: invalid_value at roles.0`);
  });
});
