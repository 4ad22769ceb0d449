import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { appPackage, checkIcon, NO_ID, PackageError } from '../scripts/manifest/app-package.ts';

const BOT = '11111111-1111-4111-8111-111111111111';
const APP = '22222222-2222-4222-8222-222222222222';
const FOLDER = path.join(import.meta.dirname, '../manifest');

const Written = z.object({
  id: z.string(),
  version: z.string(),
  developer: z.object({ name: z.string(), websiteUrl: z.string(), privacyUrl: z.string(), termsOfUseUrl: z.string() }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  bots: z.array(
    z.object({
      botId: z.string(),
      scopes: z.array(z.string()),
      commandLists: z.array(
        z.object({ scopes: z.array(z.string()), commands: z.array(z.object({ title: z.string() })) }),
      ),
    }),
  ),
  validDomains: z.array(z.string()),
});

async function written(environment: Record<string, string>) {
  const { zip } = await appPackage(environment, '1.2.3');
  const files = unzipSync(zip);
  return { files, manifest: Written.parse(JSON.parse(new TextDecoder().decode(files['manifest.json']))) };
}

describe('the package for Teams', () => {
  // The schema comes with the package that checks; nobody is asked on the network.
  beforeEach(() => {
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('offline'));
  });
  afterEach(() => jest.restoreAllMocks());

  test('is accepted without any setting, with an id that stands for none', async () => {
    const { manifest } = await written({});
    expect(manifest.id).toBe(NO_ID);
    expect(manifest.bots[0]?.botId).toBe(NO_ID);
    expect(fetch).not.toHaveBeenCalled();
  });

  test('carries the ids, the host and the publisher of the installation', async () => {
    const { manifest } = await written({
      MicrosoftAppId: BOT,
      TEAMS_APP_ID: APP,
      BOT_DOMAIN: 'desk.agency.example',
      PUBLISHER_NAME: 'Office "OTS"',
      PUBLISHER_URL: 'https://agency.example/desk/',
    });
    expect(manifest).toMatchObject({
      id: APP,
      version: '1.2.3',
      developer: { name: 'Office "OTS"', privacyUrl: 'https://agency.example/desk/privacy' },
      bots: [{ botId: BOT }],
      validDomains: ['desk.agency.example'],
    });
  });

  test('is named after the bot when the app has no id of its own; an empty setting counts as none', async () => {
    const { manifest } = await written({ MicrosoftAppId: BOT, TEAMS_APP_ID: '', BOT_DOMAIN: '' });
    expect(manifest).toMatchObject({ id: BOT, validDomains: ['device-desk.example.com'] });
  });

  test('brings the icons it names, as they are in the repository', async () => {
    const { files, manifest } = await written({ MicrosoftAppId: BOT });
    for (const name of Object.values(manifest.icons)) {
      expect(Buffer.from(files[name] ?? [])).toEqual(readFileSync(path.join(FOLDER, name)));
    }
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  });

  test('suggests help wherever the bot can be added', async () => {
    const { manifest } = await written({});
    for (const scope of manifest.bots[0]?.scopes ?? []) {
      const lists = manifest.bots[0]?.commandLists.filter(({ scopes }) => scopes.includes(scope)) ?? [];
      expect(lists.flatMap(({ commands }) => commands.map(({ title }) => title))).toContain('help');
    }
  });

  test('comes out the same, byte by byte, for the same settings', async () => {
    const [first, second] = [await appPackage({}, '1.2.3'), await appPackage({}, '1.2.3')];
    expect(Buffer.from(first.zip)).toEqual(Buffer.from(second.zip));
  });

  test.each([
    ['MicrosoftAppId', 'my-bot'],
    ['TEAMS_APP_ID', '{22222222-2222-4222-8222-222222222222}'],
    ['BOT_DOMAIN', 'https://desk.agency.example'],
    ['PUBLISHER_URL', 'http://agency.example'],
    ['PUBLISHER_NAME', 'a name that is longer than Teams has room for'],
  ])('is refused when %s is "%s", by name', async (name, value) => {
    await expect(appPackage({ [name]: value }, '1.2.3')).rejects.toThrow(new RegExp(`^${name}: `));
  });

  test('is refused when the schema would refuse the manifest', async () => {
    await expect(appPackage({}, '1'.repeat(300))).rejects.toThrow(PackageError);
  });

  test('is refused with an icon of another size, or one that is no PNG', () => {
    const outline = readFileSync(path.join(FOLDER, 'outline.png'));
    expect(() => checkIcon('color.png', outline, 192)).toThrow('color.png is 32×32 pixels; Teams wants 192×192.');
    expect(() => checkIcon('color.png', readFileSync(path.join(FOLDER, 'color.svg')), 192)).toThrow('not a PNG');
  });
});
