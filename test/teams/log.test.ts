import { logBroken } from '../../src/log.ts';
import { LogLines } from './house.ts';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJl';

function logged(fields: Record<string, unknown>, message = 'something'): Record<string, unknown> {
  const lines = new LogLines();
  lines.log.info(fields, message);
  return JSON.parse(lines.text);
}

test('a line is JSON, with time, level, ids and a message', () => {
  expect(logged({ person: 'p1', request: undefined, count: 2 })).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    person: 'p1',
    count: 2,
    msg: 'something',
  });
});

test('words and secrets are removed even when somebody logs them', () => {
  const line = logged({
    text: 'my wish',
    password: 'hunter2',
    body: { text: 'my wish', authorization: 'x', value: 1 },
  });
  expect(JSON.stringify(line)).not.toMatch(/wish|hunter2/);
  expect(line).toMatchObject({ text: '[removed]', body: { authorization: '[removed]' } });
});

test('a token is cut out wherever it stands', () => {
  const line = JSON.stringify(logged({ why: `bad ${TOKEN}`, list: [`Bearer ${TOKEN}`] }, `got ${TOKEN}`));
  expect(line).not.toMatch(/eyJ|c2lnbmF0/);
  expect(line).toContain('[token]');
});

describe('what broke', () => {
  class SdkError extends Error {
    readonly code = 'E1';
    readonly request = { headers: { authorization: TOKEN }, body: 'my wish' };
  }

  test('has a reference to read out on the phone, in the answer and in the log', () => {
    const lines = new LogLines();
    const reference = logBroken(
      lines.log,
      new Error('outer', { cause: new SdkError('inner') }),
      { person: 'p1' },
      'broke',
    );
    expect(reference).toMatch(/^[2-9A-HJ-NP-TV-Z]{8}$/);
    expect(JSON.parse(lines.text)).toMatchObject({
      level: 'error',
      reference,
      person: 'p1',
      error: { name: 'Error', message: 'outer', cause: { message: 'inner', code: 'E1', stack: expect.any(Array) } },
    });
    expect(lines.lines).toHaveLength(1);
    expect(lines.text).not.toMatch(/wish/);
  });

  test.each(['text', null, undefined, 7, { message: 'my wish' }])('may be no error at all: %j', (thrown) => {
    const lines = new LogLines();
    logBroken(lines.log, thrown, {}, 'broke');
    expect(lines.text).not.toMatch(/wish/);
    expect(lines.lines).toHaveLength(1);
  });

  test('is long or circular, and still one line', () => {
    const lines = new LogLines();
    const error = new Error('x'.repeat(100_000));
    error.cause = error;
    logBroken(lines.log, error, {}, 'broke');
    expect(lines.text.length).toBeLessThan(20_000);
  });
});
