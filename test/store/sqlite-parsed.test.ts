import { Parsed } from '../../src/store/sqlite/parsed.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { exampleRequest } from '../data/requests.ts';

const key = { type: 'request', pk: 'PARKS', id: 'request:PARKS-7K3M9Q' } as const;

describe('requests that are read again and again', () => {
  it('are parsed once, until they change', () => {
    const parsed = new Parsed();
    let times = 0;
    const parse = () => {
      times += 1;
      return exampleRequest();
    };
    const first = parsed.body(key, 1, parse);
    expect(parsed.body(key, 1, parse)).toBe(first);
    expect(times).toBe(1);
    parsed.body(key, 2, parse);
    expect(times).toBe(2);
  });

  it('are as they were written last, by whomever', async () => {
    const store = openSqliteStore(':memory:');
    await store.commit([{ do: 'create', key, body: exampleRequest('first') }]);
    const read = await store.read(key);
    expect(read?.body.title).toBe('first');
    await store.commit([{ do: 'replace', key, body: exampleRequest('second'), etag: read?.etag ?? '' }]);
    expect((await store.read(key))?.body.title).toBe('second');
    await store.close();
  });

  it('cannot be changed by who reads them', () => {
    const body = new Parsed().body(key, 1, () => exampleRequest());
    expect(() => Object.assign(body.quote, { termCents: 0 })).toThrow(TypeError);
  });

  it('are forgotten when there are too many, the longest unread first', () => {
    const parsed = new Parsed();
    const keyOf = (no: number) => ({ ...key, id: `request:${no}` });
    const first = parsed.body(keyOf(0), 1, () => exampleRequest());
    for (let no = 1; no <= 6000; no += 1) {
      parsed.body(keyOf(no), 1, () => exampleRequest());
      if (no === 3000) expect(parsed.body(keyOf(0), 1, () => exampleRequest())).toBe(first);
    }
    expect(parsed.body(keyOf(0), 1, () => exampleRequest())).toBe(first);
    const second = parsed.body(keyOf(1), 1, () => exampleRequest('anew'));
    expect(second.title).toBe('anew');
  });
});
