import { ConfigError, nodeTooOld, readConfig } from '../../src/config.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const TENANT = '22222222-2222-4333-8444-AAAAAAAAAAAA';
const TEAMS = { MicrosoftAppId: APP, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: TENANT };

function wrong(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('nothing set is a desk for this machine alone', () => {
  expect(readConfig({})).toEqual({
    bot: null,
    cloud: 'public',
    tenant: '00000000-0000-4000-8000-00000000aaaa',
    host: '127.0.0.1',
    port: 3978,
    storeUrl: 'file:data/desk.db',
    cosmosKey: null,
    timeZone: 'America/Chicago',
    holidays: [],
    serviceHosts: [
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ],
    uploadHosts: ['sharepoint.com'],
    serviceDesk: { phones: ['225.219.6900', '844.219.6900'], portal: null },
    admissionKey: null,
    files: 'link',
    logLevel: 'info',
    insights: null,
  });
});

test('empty counts as not set', () => {
  expect(readConfig({ PORT: ' ', MicrosoftAppId: '', HOST: '' })).toEqual(readConfig({}));
});

test('a managed identity serves Teams on every address', () => {
  expect(readConfig(TEAMS)).toMatchObject({
    bot: { type: 'UserAssignedMSI', appId: APP },
    tenant: TENANT.toLowerCase(),
    host: '0.0.0.0',
  });
});

test('a government’s cloud has its own Teams and SharePoint, unless told otherwise', () => {
  const set = { ...TEAMS, CLOUD: 'us-government' };
  expect(readConfig(set)).toMatchObject({
    cloud: 'us-government',
    serviceHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
    uploadHosts: ['sharepoint.us', 'sharepoint-mil.us'],
  });
  const hosts = { SERVICE_HOSTS: 'smba.infra.gov.teams.microsoft.us', UPLOAD_HOSTS: 'state.sharepoint.us' };
  expect(readConfig({ ...set, ...hosts })).toMatchObject({
    serviceHosts: ['smba.infra.gov.teams.microsoft.us'],
    uploadHosts: ['state.sharepoint.us'],
  });
});

test('a single tenant has a password', () => {
  const bot = readConfig({ ...TEAMS, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'pw' }).bot;
  expect(bot).toEqual({ type: 'SingleTenant', appId: APP, password: 'pw' });
});

test.each([
  [{ STORE_URL: 'https://desk.documents.azure.com/device-desk' }, null],
  [{ STORE_URL: 'https://desk.documents.azure.us:443/desk' }, null],
  [{ STORE_URL: 'https://emulator:8081/desk', COSMOS_KEY: 'c2VjcmV0' }, 'c2VjcmV0'],
  [{ STORE_URL: 'http://127.0.0.1:8081/desk', COSMOS_KEY: 'c2VjcmV0' }, 'c2VjcmV0'],
  [{ STORE_URL: 'http://[::1]:8081/desk', COSMOS_KEY: 'c2VjcmV0' }, 'c2VjcmV0'],
])('the store may be an account or an emulator: %j', (set, cosmosKey) => {
  expect(readConfig(set)).toMatchObject({ storeUrl: set.STORE_URL, cosmosKey });
});

test('lists and addresses are taken apart', () => {
  const set = {
    SERVICE_HOSTS: 'Smba.Infra.Gov.Teams.Microsoft.us, smba.trafficmanager.net',
    SERVICE_DESK_PHONES: '(225) 342-0900',
    TICKET_PORTAL: 'https://portal.example.gov/tickets',
    STORE_URL: 'file:///var/lib/desk.db',
    PORT: '0',
    HOST: '::1',
    LOG_LEVEL: 'debug',
    TIME_ZONE: 'UTC',
    HOLIDAYS: '2026-11-26, 2026-12-25',
  };
  expect(readConfig(set)).toMatchObject({
    serviceHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.trafficmanager.net'],
    serviceDesk: { phones: ['(225) 342-0900'], portal: 'https://portal.example.gov/tickets' },
    storeUrl: 'file:///var/lib/desk.db',
    port: 0,
    host: '::1',
    admissionKey: null,
    files: 'link',
    logLevel: 'debug',
    timeZone: 'UTC',
    holidays: ['2026-11-26', '2026-12-25'],
  });
});

describe('one clear line says what is wrong with', () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'http' }, /^PORT is not a port number/],
    [{ PORT: '65536' }, /^PORT is not a port number/],
    [{ PORT: '0x10' }, /^PORT is not a port number/],
    [{ TIME_ZONE: 'Baton Rouge' }, /^TIME_ZONE is not the name of a time zone/],
    [{ TIME_ZONE: '-06:00' }, /^TIME_ZONE is not the name of a time zone/],
    [{ HOLIDAYS: '2026-11-26, 12/25/2026' }, /^HOLIDAYS has an entry that is not a day such as 2026-12-25/],
    [{ HOLIDAYS: '2026-02-30' }, /^HOLIDAYS has an entry that is not a day/],
    [{ STORE_URL: 'https://desk.documents.azure.com' }, /^STORE_URL is not https:.*DATABASE/],
    [{ STORE_URL: 'https://desk.documents.azure.com/a/b' }, /^STORE_URL is not https:.*DATABASE/],
    [{ STORE_URL: 'https://desk.documents.azure.com/desk?x=1' }, /^STORE_URL is not https:.*DATABASE/],
    [{ STORE_URL: 'http://desk.documents.azure.com/desk' }, /^STORE_URL is http, which takes a COSMOS_KEY/],
    [{ STORE_URL: 'http://localhost:8081/desk' }, /^STORE_URL is http, which takes a COSMOS_KEY/],
    [
      { STORE_URL: 'http://emulator:8081/desk', COSMOS_KEY: 'c2VjcmV0' },
      /^STORE_URL is http: only an emulator on this/,
    ],
    [{ STORE_URL: 'https://desk.documents.azure.us/desk', COSMOS_KEY: 'c2VjcmV0' }, /^COSMOS_KEY is for emulators/],
    [{ STORE_URL: 'https://emulator:8081/desk', COSMOS_KEY: 'no key' }, /^COSMOS_KEY is not the key/],
    [{ APPLICATIONINSIGHTS_CONNECTION_STRING: 'on' }, /^APPLICATIONINSIGHTS_CONNECTION_STRING is not/],
    [{ COSMOS_KEY: 'c2VjcmV0' }, /^COSMOS_KEY is set, but STORE_URL names no account/],
    [{ STORE_URL: 'data/desk.db' }, /^STORE_URL is neither a file/],
    [{ STORE_URL: 'file:' }, /^STORE_URL is neither a file/],
    [{ LOCAL_TENANT: 'ours' }, /^LOCAL_TENANT is not a GUID/],
    [
      { SERVICE_HOSTS: 'https://smba.trafficmanager.net' },
      /^SERVICE_HOSTS has an entry that is not the name of a host/,
    ],
    [{ SERVICE_HOSTS: 'net' }, /^SERVICE_HOSTS has an entry that is not the name of a host/],
    [{ SERVICE_DESK_PHONES: 'ask Bob' }, /^SERVICE_DESK_PHONES has an entry that is not a phone number/],
    [{ TICKET_PORTAL: 'javascript:alert(1)' }, /^TICKET_PORTAL is not a web address/],
    [{ CLOUD: 'cumulus' }, /^CLOUD is neither public nor us-government/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is none of/],
    [{ HOST: '0.0.0.0' }, /^HOST is 0.0.0.0, but without the MicrosoftApp settings only this machine may call/],
    [{ HOST: 'desk.example.gov' }, /^HOST is desk.example.gov/],
    [{ ...TEAMS, MicrosoftAppType: 'MultiTenant' }, /^MicrosoftAppType is neither UserAssignedMSI nor SingleTenant/],
    [{ ...TEAMS, MicrosoftAppId: 'desk' }, /^MicrosoftAppId is not a GUID/],
    [{ ...TEAMS, MicrosoftAppType: 'SingleTenant' }, /^MicrosoftAppPassword is missing/],
    [{ ...TEAMS, MicrosoftAppPassword: 'pw' }, /^MicrosoftAppPassword is set, but a managed identity has none/],
  ])('%j', (set, line) => {
    expect(wrong(set)).toEqual([expect.stringMatching(line)]);
  });

  test('half of the credentials, for each missing one', () => {
    expect(wrong({ MicrosoftAppId: APP })).toEqual([
      expect.stringMatching(/^MicrosoftAppType is missing/),
      expect.stringMatching(/^MicrosoftAppTenantId is missing/),
    ]);
    expect(wrong({ MicrosoftAppPassword: 'pw' })).toHaveLength(3);
  });

  test('several entries of one setting, in one line', () => {
    expect(wrong({ HOLIDAYS: 'Easter, Christmas', SERVICE_HOSTS: 'a b, c d' })).toHaveLength(2);
  });

  test('several settings at once', () => {
    expect(wrong({ PORT: 'x', LOG_LEVEL: 'x', HOST: '10.0.0.1' })).toHaveLength(3);
  });

  test('a secret, without telling it', () => {
    expect(wrong({ ...TEAMS, MicrosoftAppPassword: 'hunter2' }).join()).not.toContain('hunter2');
  });
});

test.each([
  ['20.20.2', true],
  ['22.17.9', true],
  ['22.18.0', false],
  ['24.0.0', false],
])('Node %s is too old: %s', (version, isTooOld) => {
  expect(nodeTooOld(version) !== null).toBe(isTooOld);
});
