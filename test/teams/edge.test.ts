import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { LARGEST_BODY, readJson } from '../../src/http/json-body.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let storeAnswers = true;
beforeAll(async () => {
  house = await openHouse({
    check: async () => {
      if (!storeAnswers) throw new Error('/var/lib/desk.db is locked');
    },
  });
});
afterAll(() => house.stop());

const JSON_TYPE = { 'Content-Type': 'application/json' };

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(house.endpoint, { method: 'POST', body, headers });
}

async function bare(response: Response): Promise<number> {
  expect(await response.text()).toBe('');
  return response.status;
}

/** What comes back over a plain connection, until it is closed. */
async function raw(request: string, port = house.server.port): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  socket.write(request);
  await once(socket, 'close');
  return Buffer.concat(parts).toString();
}

describe('the endpoint takes JSON only', () => {
  test.each([
    ['no type', {}],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['an upload', { 'Content-Type': 'multipart/form-data; boundary=x' }],
    ['text', { 'Content-Type': 'text/plain' }],
    ['another charset', { 'Content-Type': 'application/json; charset=utf-16' }],
    ['something like JSON', { 'Content-Type': 'application/json-patch+json' }],
  ])('%s is refused with 415', async (_name, headers) => {
    expect(await bare(await post(Buffer.from('{}'), headers))).toBe(415);
  });

  test('compressed, which may unfold to anything, is refused with 415', async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024, 32));
    for (const encoding of ['gzip', 'deflate', 'br', 'gzip, identity']) {
      expect(await bare(await post(bomb, { ...JSON_TYPE, 'Content-Encoding': encoding }))).toBe(415);
    }
  });

  test.each(['', '{', 'null', '7', '"text"', '[]', '{"a":1}}', '\u0000'])('%j is refused with 400', async (body) => {
    expect(await bare(await post(body))).toBe(400);
  });

  test('what is not UTF-8 is refused with 400', async () => {
    expect(await bare(await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])))).toBe(400);
  });

  test('what is nested too deeply to walk through is refused with 400', async () => {
    const depth = 60_000;
    expect(await bare(await post(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`))).toBe(400);
  });

  test.each(['{}', '{"type":7}', '{"type":"message"}', '{"type":"message","from":[],"recipient":null}'])(
    'no activity, %s, is refused with 400',
    async (body) => {
      expect(await bare(await post(body))).toBe(400);
    },
  );
});

describe('the size', () => {
  test('of a megabyte is refused with 413, by its length, and the connection lives', async () => {
    expect(await bare(await post('x'.repeat(1024 * 1024)))).toBe(413);
    expect((await fetch(`${house.origin}/healthz`)).status).toBe(200);
  });

  test('is counted when no length is given', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(64 * 1024))),
    });
    const response = fetch(house.endpoint, { method: 'POST', body: endless, headers: JSON_TYPE, duplex: 'half' });
    expect(await bare(await response)).toBe(413);
  });

  test('may be as large as allowed', async () => {
    const person = house.person();
    const { length } = JSON.stringify(person.message(''));
    expect((await person.send(person.message('x'.repeat(LARGEST_BODY - length)))).status).toBe(200);
    expect(await bare(await person.send(person.message('x'.repeat(LARGEST_BODY - length + 1))))).toBe(413);
  });
});

test('a key __proto__ reaches nobody', async () => {
  const person = house.person();
  const data = JSON.parse(
    '{"request":"PARKS-0001","__proto__":{"isAdmin":true},"deep":[{"__proto__":{"isAdmin":true}}]}',
  );
  expect((await person.send(person.invocation('test.do', data))).status).toBe(200);
  const [acted] = house.desk.acted.slice(-1);
  expect(JSON.stringify(acted?.action.data)).toBe('{"request":"PARKS-0001","deep":[{}]}');
  expect('isAdmin' in Object(acted?.action.data)).toBe(false);
  expect('isAdmin' in {}).toBe(false);
});

test('who sends slowly is not waited for', async () => {
  const server = createServer(async (request, response) => {
    const body = await readJson(request, 200);
    response.statusCode = 'status' in body ? body.status : 200;
    response.setHeader('Connection', 'close');
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{', port)).toMatch(/^HTTP\/1.1 408 /);
  server.close();
});

describe('everything else', () => {
  test.each(['/', '/api', '/api/messages/1', '/metrics', '/healthz/x', '/%zz', '/..%2f..%2fetc/passwd'])(
    '%s is a bare 404',
    async (path) => {
      expect(await bare(await fetch(house.origin + path))).toBe(404);
    },
  );

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s of the endpoint is a bare 405', async (method) => {
    expect(await bare(await fetch(house.endpoint, { method }))).toBe(405);
  });

  test('nothing tells what the server is made of', async () => {
    const response = await fetch(`${house.origin}/nothing`);
    expect(response.headers.get('server')).toBeNull();
    expect(JSON.stringify([...response.headers])).not.toMatch(/restify/i);
  });

  test('an upgrade is closed, not left open', async () => {
    const request =
      'GET /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    expect(await raw(request)).toBe('');
  });

  test('what is not HTTP gets a 400', async () => {
    expect(await raw('HELLO\r\n\r\n')).toMatch(/^HTTP\/1.1 400 Bad Request/);
  });
});

describe('without credentials only this machine is answered', () => {
  test.each(['evil.example', '127.0.0.1.evil.example', '10.0.0.1:3978', ''])('not as %j', async (host) => {
    const request = `POST /api/messages HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;
    expect(await raw(request)).toMatch(/^HTTP\/1.1 403 /);
    expect(await raw(`GET /readyz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 403 /);
  });

  test.each(['localhost:3978', '127.0.0.1', '[::1]:80'])('but as %s', async (host) => {
    expect(await raw(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
  });

  test('and for no web page of somebody else', async () => {
    const from = (origin: string) => post('{}', { ...JSON_TYPE, Origin: origin });
    expect(await bare(await from('https://evil.example'))).toBe(403);
    expect(await bare(await from('null'))).toBe(403);
    expect(await bare(await from('http://localhost:56150'))).toBe(400);
  });
});

describe('alive and ready', () => {
  test('are two questions', async () => {
    storeAnswers = false;
    const ready = await fetch(`${house.origin}/readyz`);
    expect((await fetch(`${house.origin}/healthz`)).status).toBe(200);
    storeAnswers = true;
    expect(ready.status).toBe(503);
    const body = await ready.text();
    expect(JSON.parse(body)).toMatchObject({ status: 'not ready', reference: expect.stringMatching(/^\w{8}$/) });
    expect(body).not.toContain('locked');
    expect((await fetch(`${house.origin}/readyz`)).status).toBe(200);
  });
});
