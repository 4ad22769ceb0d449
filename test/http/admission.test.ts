import { type HttpOffice, openOffice } from './office.ts';

const KEY = 'a-key-of-at-least-thirty-two-characters';

let office: HttpOffice;

afterEach(() => office.stop());

function ask(path: string, options: { key?: string; body?: string; type?: string } = {}): Promise<Response> {
  const { key = KEY, body, type = 'application/json' } = options;
  const headers = { Authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'Content-Type': type }) };
  const method = body === undefined ? 'GET' : 'POST';
  return fetch(office.endpoint.replace('/api/messages', path), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

describe('Rule 32: admission over HTTP', () => {
  test('one serial in any spelling', async () => {
    office = await openOffice({ ADMISSION_KEY: KEY });
    const answers = await Promise.all(
      ['7blue-01', '5CG0000001', '7BLUE03', '7BLUE04', 'NOSUCH99', 'x'].map((serial) => ask(`/admission/${serial}`)),
    );
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
      { serial: '7BLUE01', admit: true, reason: 'in service', legacy: false },
      { serial: '5CG0000001', admit: true, reason: 'in service', legacy: true },
      { serial: '7BLUE03', admit: false, reason: 'spare', legacy: false },
      { serial: '7BLUE04', admit: false, reason: 'disaster reserve', legacy: false },
      { serial: 'NOSUCH99', admit: false, reason: 'unknown', legacy: false },
      { serial: 'X', admit: false, reason: 'unknown', legacy: false },
    ]);
  });

  test('no serial is not answered', async () => {
    office = await openOffice({ ADMISSION_KEY: KEY });
    expect((await ask('/admission/')).status).toBe(404);
    expect((await ask('/admission/%20')).status).toBe(404);
  });

  test('several serials, in the order asked', async () => {
    office = await openOffice({ ADMISSION_KEY: KEY });
    const answer = await ask('/admission', { body: JSON.stringify({ serials: ['8REDX01', '7BLUE03'] }) });
    expect(await answer.json()).toMatchObject({
      results: [
        { serial: '8REDX01', admit: true },
        { serial: '7BLUE03', admit: false },
      ],
    });
  });

  test('only for whoever shows the key', async () => {
    office = await openOffice({ ADMISSION_KEY: KEY });
    for (const key of ['', 'wrong', `${KEY}x`, KEY.slice(1)]) {
      expect((await ask('/admission/7BLUE01', { key })).status).toBe(401);
      expect((await ask('/admission', { key, body: '{"serials":["7BLUE01"]}' })).status).toBe(401);
    }
  });

  test.each([
    ['{"serials":[]}', 'application/json', 400],
    ['{"serials":"7BLUE01"}', 'application/json', 400],
    [JSON.stringify({ serials: Array.from({ length: 101 }, () => '7BLUE01') }), 'application/json', 400],
    ['{', 'application/json', 400],
    ['serials=7BLUE01', 'application/x-www-form-urlencoded', 415],
  ])('%s is refused', async (body, type, status) => {
    office = await openOffice({ ADMISSION_KEY: KEY });
    expect((await ask('/admission', { body, type })).status).toBe(status);
  });

  test('without a key there is nothing to ask', async () => {
    office = await openOffice();
    expect((await ask('/admission/7BLUE01')).status).toBe(404);
    expect((await ask('/admission', { body: '{"serials":["7BLUE01"]}' })).status).toBe(404);
  });
});
