import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig, SETTINGS } from '../../src/config.ts';
import { containerDefinitions } from '../../src/store/cosmos/containers.ts';
import { type Bicep, propertiesIn, readBicep } from './bicep.ts';

const INFRA = path.join(import.meta.dirname, '..', '..', 'infra');
const read = (file: string) => readFileSync(path.join(INFRA, file), 'utf8');
const FILES = readdirSync(INFRA).filter((file) => file.endsWith('.bicep'));
const bicep = new Map(FILES.map((file) => [file, readBicep(read(file))]));

function of(file: string): Bicep {
  const found = bicep.get(file);
  if (found === undefined) throw new Error(`no ${file}`);
  return found;
}

function bodyOf(file: string, type: string): string {
  return of(file).resources.find((resource) => resource.type === type)?.body ?? '';
}

/** Settings that are App Service's own. */
const NOT_OURS = [
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'WEBSITE_HEALTHCHECK_MAXPINGFAILURES',
  'WEBSITES_CONTAINER_STOP_TIME_LIMIT',
];

/** Settings that make no sense there: for this machine, for an emulator, for a bot with a password. */
const LOCAL_ONLY = ['HOST', 'COSMOS_KEY', 'MicrosoftAppPassword', 'LOCAL_TENANT'];

/** Folders and files that a machine has and a deployment has not. */
const STAY_HERE = ['node_modules/', '.git/', '.azure/', 'data/', 'out/', '.env', '*.log'];

describe('infra, read but not compiled,', () => {
  test('is all reached from main, and every module is given what it wants and nothing else', () => {
    const main = of('main.bicep');
    expect(main.modules.map(({ file }) => file).toSorted()).toEqual(FILES.filter((file) => file !== 'main.bicep'));
    for (const { file, body } of main.modules) {
      const given = [...propertiesIn(body, 'params').keys()];
      const { params } = of(file);
      const wanted = params.filter(({ hasDefault }) => !hasDefault).map(({ name }) => name);
      expect([file, given.toSorted()]).toEqual([file, wanted.toSorted()]);
    }
  });

  test('uses every parameter, and only outputs that there are', () => {
    for (const [file, { params, text }] of bicep) {
      for (const { name } of params) {
        expect([file, name, (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1]).toEqual([
          file,
          name,
          true,
        ]);
      }
    }
    const main = of('main.bicep');
    for (const [, symbol, output = ''] of main.text.matchAll(/\b(\w+)\.outputs\.(\w+)/g)) {
      const file = main.modules.find((module) => module.symbol === symbol)?.file ?? '';
      expect([file, of(file).outputs]).toEqual([file, expect.arrayContaining([output])]);
    }
  });

  test('gives azd every parameter without a default', () => {
    const { parameters } = JSON.parse(read('main.parameters.json'));
    const { params } = of('main.bicep');
    expect(Object.keys(parameters).toSorted()).toEqual(params.map(({ name }) => name).toSorted());
  });

  test('is where azure.yaml says, and names the same service', () => {
    const yaml = read('../azure.yaml');
    expect(yaml).toMatch(/^ {2}path: infra$/m);
    expect(yaml).toMatch(/^ {2}desk:$/m);
    expect(bodyOf('app.bicep', 'Microsoft.Web/sites')).toContain("'azd-service-name': 'desk'");
  });
});

describe('what infra makes', () => {
  test('are the containers the program wants, with their partition path and indexes', () => {
    // `npm run infra:containers` writes the file anew.
    expect(JSON.parse(read('containers.json'))).toEqual(JSON.parse(JSON.stringify(containerDefinitions())));
    const container = bodyOf('store.bicep', 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers');
    expect(of('store.bicep').text).toContain("loadJsonContent('containers.json')");
    for (const name of ['id', 'partitionKey', 'indexingPolicy', 'defaultTtl'])
      expect(container).toContain(`${name}: container.${name}`);
  });

  test('is an account without keys, that shows every instance the same, and can be restored', () => {
    const account = bodyOf('store.bicep', 'Microsoft.DocumentDB/databaseAccounts');
    expect(account).toContain('disableLocalAuth: true');
    expect(account).toContain("defaultConsistencyLevel: 'Strong'");
    expect(account).toContain("type: 'Continuous'");
    const role = bodyOf('store.bicep', 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments');
    expect(role).toContain('sqlRoleDefinitions/${dataContributor}');
    expect(of('store.bicep').text).toContain("dataContributor = '00000000-0000-0000-0000-000000000002'");
  });

  test('sets what the program reads, and the program takes it', () => {
    const settings = propertiesIn(bodyOf('app.bicep', 'Microsoft.Web/sites/config'), 'properties');
    const names = [...settings.keys()];
    expect(names.filter((name) => !SETTINGS.includes(name)).toSorted()).toEqual(NOT_OURS.toSorted());
    expect([...names, ...LOCAL_ONLY].filter((name) => SETTINGS.includes(name)).toSorted()).toEqual(SETTINGS.toSorted());
    const values: Record<string, string> = {
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppTenantId: '22222222-2222-4333-8444-555555555555',
      STORE_URL: 'https://cosmos-desk-x.documents.azure.com:443/desk',
      TIME_ZONE: 'America/Chicago',
      CLOUD: 'us-government',
      LOG_LEVEL: 'warn',
    };
    const environment = [...settings].map(([name, value]) => {
      return [name, value.startsWith("'") ? value.slice(1, -1) : (values[name] ?? '')];
    });
    expect(readConfig(Object.fromEntries(environment))).toMatchObject({
      bot: { type: 'UserAssignedMSI' },
      cloud: 'us-government',
      storeUrl: values.STORE_URL,
      port: 8080,
      logLevel: 'warn',
      host: '0.0.0.0',
    });
    expect(of('store.bicep').text).toContain("output url string = '${account.properties.documentEndpoint}${database}'");
  });

  test('lets people set what they read about, each under its own name', () => {
    const { parameters } = JSON.parse(read('main.parameters.json'));
    const app = propertiesIn(of('main.bicep').modules.find(({ file }) => file === 'app.bicep')?.body ?? '', 'params');
    const settings = propertiesIn(bodyOf('app.bicep', 'Microsoft.Web/sites/config'), 'properties');
    for (const [setting, param] of settings) {
      const value: unknown = parameters[app.get(param) ?? '']?.value;
      if (value !== undefined) expect([setting, value]).toEqual([setting, expect.stringMatching(`^\\$\\{${setting}=`)]);
    }
  });

  test('has time to stop in', () => {
    const settings = propertiesIn(bodyOf('app.bicep', 'Microsoft.Web/sites/config'), 'properties');
    // The program takes ten seconds at most; the platform would kill it after five.
    expect(settings.get('WEBSITES_CONTAINER_STOP_TIME_LIMIT')).toBe("'15'");
  });

  test('lets whoever deploys write documents, to import the directory', () => {
    const { parameters } = JSON.parse(read('main.parameters.json'));
    expect(parameters.principalId).toEqual({ value: '${AZURE_PRINCIPAL_ID=}' });
    const store = of('main.bicep').modules.find(({ file }) => file === 'store.bicep');
    expect(propertiesIn(store?.body ?? '', 'params').get('personId')).toBe('principalId');
    const role = of('store.bicep').resources.find(({ symbol }) => symbol === 'personRole');
    expect(role?.type).toBe('Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments');
    expect(role?.body).toContain('principalId: personId');
    expect(role?.body).toContain('sqlRoleDefinitions/${dataContributor}');
    expect(of('store.bicep').text).toContain("= if (personId != '') {");
  });

  test('is not given what a machine has by itself: packages, stores, what was written out', () => {
    const ignored = read('../.webappignore').split('\n');
    for (const name of STAY_HERE) expect(ignored).toContain(name);
    expect(read('../.gitignore').split('\n')).toContain('.azure/');
  });

  test('runs on two instances, each asked whether it is ready, over HTTPS', () => {
    const { text } = of('app.bicep');
    expect(text).toMatch(/capacity: 2/);
    expect(text).toContain("healthCheckPath: '/readyz'");
    expect(text).toContain("appCommandLine: 'node dist/main.js'");
    expect(text).toContain('httpsOnly: true');
    expect(Number(/NODE\|(\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(22);
  });

  test('is a bot without a password, in Teams, at the program’s address', () => {
    const bot = bodyOf('bot.bicep', 'Microsoft.BotService/botServices');
    expect(bot).toContain("msaAppType: 'UserAssignedMSI'");
    expect(bot).toContain("endpoint: 'https://${host}/api/messages'");
    expect(of('bot.bicep').text).toContain("channelName: 'MsTeamsChannel'");
  });

  test('logs to one workspace', () => {
    for (const file of ['app.bicep', 'store.bicep']) {
      expect(bodyOf(file, 'Microsoft.Insights/diagnosticSettings')).toContain('workspaceId: workspaceId');
    }
  });
});

test('a file whose brackets or quotes do not match would be seen', () => {
  expect(() => readBicep("resource a 'B/c@2024-01-01' = {\n  name: 'x'\n")).toThrow(/bracket/);
  expect(() => readBicep("param a string = 'x\n")).toThrow(/quote/);
  expect(() => readBicep("var a = { b: [ 'c' } ]\n")).toThrow(/bracket/);
});
