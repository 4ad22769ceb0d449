import { generateKeyPairSync } from 'node:crypto';
import { sdkActivityOf } from '../../src/teams/activity.ts';
import { TeamsAuthentication } from '../../src/teams/authentication.ts';
import { FakeBotFramework, type TokenDetails } from '../http/bot-framework.ts';
import { TENANT } from '../http/person.ts';
import { type House, openHouse, RITA } from './house.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const SERVICE_URL = 'https://smba.trafficmanager.net/amer/';
const now = Math.floor(Date.now() / 1000);

let framework: FakeBotFramework;
let house: House;
beforeAll(async () => {
  framework = await FakeBotFramework.start(APP);
  house = await openHouse({
    bot: { type: 'SingleTenant', appId: APP, password: 'hunter2hunter2' },
    endpoints: framework.endpoints,
  });
});
beforeEach(() => {
  // The SDK writes about forged tokens to the console.
  jest.spyOn(console, 'error').mockImplementation(() => {});
  house.desk.acted.length = 0;
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await house.stop();
  await framework.stop();
});

/** An invoke, for it needs no answer over the connector, with a service URL of Teams and any token. */
function press(authorization: string | undefined, different: Record<string, unknown> = {}): Promise<Response> {
  const person = house.person();
  const activity = { ...person.invocation('test.do', {}), serviceUrl: SERVICE_URL, replyToId: undefined, ...different };
  return person.send(activity, authorization === undefined ? {} : { Authorization: authorization });
}

async function statusFor(details: TokenDetails, different: Record<string, unknown> = {}): Promise<number> {
  const response = await press(`Bearer ${framework.token(SERVICE_URL, details)}`, different);
  const text = await response.text();
  if (response.status !== 200) expect(text).toBe('');
  return response.status;
}

test('a token of the channel for this bot is taken', async () => {
  expect(await statusFor({})).toBe(200);
  expect(house.desk.acted[0]?.caller.person).toBe(RITA);
});

test('the keys are there before the first call, and are fetched once', async () => {
  expect(framework.fetched).toBe(1);
  await statusFor({});
  await statusFor({});
  expect(framework.fetched).toBe(1);
});

test('the clients that talk to Teams are made once for each service URL', async () => {
  const local = new TeamsAuthentication(null, TENANT, 1000);
  const account = { id: 'x' };
  const activity = { type: 'message', channelId: 'msteams', serviceUrl: '', from: account, recipient: account };
  const clientFor = async (url: string) => {
    const verified = await local.verify(sdkActivityOf({ ...activity, conversation: account }), undefined);
    return verified.connectorFactory?.create(url);
  };
  const first = await clientFor('http://localhost:1');
  expect(await clientFor('http://localhost:1')).toBe(first);
  expect(await clientFor('http://localhost:2')).not.toBe(first);
});

describe('refused with a bare 401 is', () => {
  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['no token', 'Bearer'],
    ['a token of one part', 'Bearer x'],
    ['a token of two parts', 'Bearer a.b'],
    ['a password', 'Basic cml0YTpyaXRh'],
    ['a scheme in small letters', 'bearer a.b.c'],
    ['a token that is far too long', `Bearer ${'x'.repeat(9000)}.b.c`],
  ])('a call with %s, unread', async (_name, header) => {
    const headers = header === undefined ? {} : { Authorization: header };
    const response = await fetch(house.endpoint, { method: 'POST', headers, body: 'this is not even JSON' });
    expect([response.status, await response.text()]).toEqual([401, '']);
  });

  const forged: [string, TokenDetails][] = [
    ['for another bot', { claims: { aud: '99999999-2222-4333-8444-555555555555' } }],
    ['for no bot', { claims: { aud: undefined } }],
    ['of another issuer', { claims: { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' } }],
    ['of no issuer', { claims: { iss: undefined } }],
    ['long expired', { claims: { nbf: now - 9000, exp: now - 5400 } }],
    ['not yet valid', { claims: { nbf: now + 5400, exp: now + 9000 } }],
    ['for another service URL', { claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } }],
    ['for no service URL', { claims: { serviceurl: undefined } }],
    ['with a forged signature', { signature: Buffer.alloc(256, 7).toString('base64url') }],
    ['signed by somebody else', { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
    ['of an unknown key', { header: { kid: 'key-9' } }],
    ['of no key', { header: { kid: undefined } }],
    ['with alg none', { header: { alg: 'none' }, signature: 'x' }],
    ['with alg HS256', { header: { alg: 'HS256' } }],
    ['with a header that is none', { header: { alg: { toString: 'RS256' } } }],
    ['of the kind that another bot has', { claims: { ver: '2.0', azp: '99999999-2222-4333-8444-555555555555' } }],
    ['that names a tenant, as no channel does', { claims: { tid: '99999999-2222-4333-8444-555555555555' } }],
  ];
  test.each(forged)('a token %s', async (_name, details) => {
    expect(await statusFor(details)).toBe(401);
    expect(house.desk.acted).toEqual([]);
  });

  test('a good token of which a letter was changed', async () => {
    const [head = '', body = '', signature = ''] = framework.token(SERVICE_URL).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, serviceurl: `${SERVICE_URL}x` })).toString('base64url');
    const response = await press(`Bearer ${head}.${changed}.${signature}`, { serviceUrl: `${SERVICE_URL}x` });
    expect([response.status, await response.text()]).toEqual([401, '']);
  });
});

describe('refused with a bare 403, though the token is good, is', () => {
  const person = { id: `29:${RITA}`, name: 'Rita' };
  const tenant = '00000000-0000-4000-8000-00000000bbbb';
  test.each([
    [
      'another tenant',
      {
        conversation: { id: 'a:x', conversationType: 'personal', tenantId: tenant },
        channelData: { tenant: { id: tenant } },
      },
    ],
    [
      'another tenant in the conversation',
      { conversation: { id: 'a:x', conversationType: 'personal', tenantId: tenant } },
    ],
    ['another tenant in the channel data', { channelData: { tenant: { id: tenant } } }],
    ['no tenant in the conversation', { conversation: { id: 'a:x', conversationType: 'personal' } }],
    ['no tenant in the channel data', { channelData: {} }],
    ['no channel data', { channelData: undefined }],
    ['nobody', { from: person }],
    ['somebody without an object id', { from: { ...person, aadObjectId: '' } }],
    ['somebody whose object id is none', { from: { ...person, aadObjectId: "' or 1=1 --" } }],
  ])('%s', async (_name, different) => {
    expect(await statusFor({}, different)).toBe(403);
    expect(house.desk.acted).toEqual([]);
  });

  test.each(['webchat', 'directline', 'emulator', 'MSTEAMS'])('the channel %s', async (channelId) => {
    // Keys are endorsed for a channel, so most do not get that far.
    expect([401, 403]).toContain(await statusFor({}, { channelId }));
    expect(house.desk.acted).toEqual([]);
  });

  test.each([
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evilsmba.trafficmanager.net/',
    'https://user:pass@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'http://smba.trafficmanager.net/',
    'file:///etc/passwd',
    'http://127.0.0.1/',
    'http://169.254.169.254/',
    'not a url',
  ])('the service URL %s', async (serviceUrl) => {
    const response = await press(`Bearer ${framework.token(serviceUrl)}`, { serviceUrl });
    expect([response.status, await response.text()]).toEqual([403, '']);
    expect(house.desk.acted).toEqual([]);
  });
});

test('without a service URL there is nothing to compare, and nothing is taken', async () => {
  for (const serviceUrl of [undefined, '', null]) expect(await statusFor({}, { serviceUrl })).toBe(400);
});

test('a subdomain of a host on the list is on it too', async () => {
  const serviceUrl = 'https://emea.smba.trafficmanager.net/teams';
  expect((await press(`Bearer ${framework.token(serviceUrl)}`, { serviceUrl })).status).toBe(200);
});

test('the log says why, and holds neither tokens nor secrets', async () => {
  const token = framework.token(SERVICE_URL, { claims: { aud: 'another' } });
  await press(`Bearer ${token}`);
  expect(house.log.text).toContain('refused: not authenticated');
  expect(house.log.text).not.toContain(token.slice(-40));
  expect(house.log.text).not.toContain('hunter2');
});

test('an answer that cannot be signed is a neutral 500, with its reference in the log', async () => {
  const person = house.person();
  const headers = { Authorization: `Bearer ${framework.token(SERVICE_URL)}` };
  const response = await person.send({ ...person.message('help'), serviceUrl: SERVICE_URL }, headers);
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([500, { reference: expect.stringMatching(/^\w{8}$/) }]);
  expect(house.log.text).toContain('The bot got no token of its own.');
  expect(house.log.text).toContain(Object(body).reference);
});

describe('when the keys are out of reach', () => {
  test.each(['refuse', 'hang'] as const)('from the start (%s), calls get 503 until they are there', async (trouble) => {
    const other = await FakeBotFramework.start(APP);
    other.trouble = trouble;
    const cold = await openHouse({
      bot: { type: 'SingleTenant', appId: APP, password: 'x' },
      endpoints: other.endpoints,
    });
    const call = () => {
      const person = cold.person({ tenant: TENANT });
      const activity = { ...person.invocation('test.do', {}), serviceUrl: SERVICE_URL, replyToId: undefined };
      return person.send(activity, { Authorization: `Bearer ${other.token(SERVICE_URL)}` });
    };
    const response = await call();
    expect([response.status, Object.keys(Object(await response.json()))]).toEqual([503, ['reference']]);
    other.trouble = 'none';
    expect((await call()).status).toBe(200);
    await cold.stop();
    await other.stop();
  });

  test('later on, the old ones still serve', async () => {
    framework.trouble = 'refuse';
    const later = Date.now() + 30 * 60 * 60 * 1000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    const claims = { nbf: later / 1000 - 60, exp: later / 1000 + 3600 };
    expect(await statusFor({ claims })).toBe(200);
    framework.trouble = 'none';
  });
});
