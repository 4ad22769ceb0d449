import { claimSerials, whoHolds } from '../../src/desk/claims.ts';
import { keys } from '../../src/desk/documents.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { leased } from '../domain/office.ts';

const noon = '2026-11-24T12:00:00.000Z';
const soon = '2026-11-24T12:01:00.000Z';
const later = '2026-11-24T12:11:00.000Z';
const device = leased('8KLM2X3');

describe('claiming a serial (Rule 24)', () => {
  test('claiming it again for the same request is harmless', async () => {
    const store = openSqliteStore(':memory:');
    await claimSerials(store, 'PARKS-AAAAAA', [device], noon);
    await claimSerials(store, 'PARKS-AAAAAA', [device], soon);
    expect((await store.read(keys.claim('8KLM2X3')))?.body.at).toBe(noon);
  });

  test('a claim that is used again after a while is nobody else’s to take over in that moment', async () => {
    const store = openSqliteStore(':memory:');
    await claimSerials(store, 'PARKS-AAAAAA', [device], noon);
    await claimSerials(store, 'PARKS-AAAAAA', [device], later);
    await expect(claimSerials(store, 'REV-BBBBBB', [device], later)).rejects.toMatchObject({ fault: 'stale' });
    expect((await store.read(keys.claim('8KLM2X3')))?.body.agency).toBe('PARKS');
  });

  test('a claim whose record was written is nobody else’s', async () => {
    const store = openSqliteStore(':memory:');
    await claimSerials(store, 'PARKS-AAAAAA', [device], noon);
    await store.commit([{ do: 'create', key: keys.device('PARKS', '8KLM2X3'), body: device }]);
    await expect(claimSerials(store, 'REV-BBBBBB', [device], later)).rejects.toMatchObject({ fault: 'stale' });
    expect((await whoHolds(store, ['8KLM2X3'], 'REV', later)).held).toEqual(
      new Map([['8KLM2X3', 'in service at PARKS with Sam Stone']]),
    );
  });

  test('a claim that a broken-off receipt has left is taken over, by another agency only after a while', async () => {
    const store = openSqliteStore(':memory:');
    await claimSerials(store, 'PARKS-AAAAAA', [device], noon);
    await expect(claimSerials(store, 'REV-BBBBBB', [device], soon)).rejects.toMatchObject({ fault: 'stale' });
    expect((await whoHolds(store, ['8KLM2X3'], 'REV', soon)).held).toEqual(
      new Map([['8KLM2X3', 'just being received at PARKS']]),
    );
    expect((await whoHolds(store, ['8KLM2X3'], 'REV', later)).held).toEqual(new Map());
    await claimSerials(store, 'REV-BBBBBB', [device], later);
    expect((await store.read(keys.claim('8KLM2X3')))?.body.agency).toBe('REV');
  });

  test('another request of the same agency takes it over at once', async () => {
    const store = openSqliteStore(':memory:');
    await claimSerials(store, 'PARKS-AAAAAA', [device], noon);
    await claimSerials(store, 'PARKS-CCCCCC', [device], soon);
    expect((await store.read(keys.claim('8KLM2X3')))?.body.request).toBe('PARKS-CCCCCC');
  });
});
