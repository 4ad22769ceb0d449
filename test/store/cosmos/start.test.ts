import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { containerDefinitions } from '../../../src/store/cosmos/containers.ts';
import { createContainers } from '../../../src/store/cosmos/create-containers.ts';
import { openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { faultOf } from '../example-documents.ts';
import { CosmosDouble, KEY } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');

let double: CosmosDouble;
beforeAll(async () => {
  double = await CosmosDouble.start();
});
afterAll(() => double.stop());

type Definition = ReturnType<typeof containerDefinitions>[number];

function withPolicy(definition: Definition, change: Definition['indexingPolicy']): Definition {
  return { ...definition, indexingPolicy: { ...definition.indexingPolicy, ...change } };
}

/** What keeps a store from being opened, a line each. */
async function problems(url: string, key: string | null = KEY): Promise<string[]> {
  const error: unknown = await openStore({ url, key, identity: null }, () => {}).catch((error: unknown) => error);
  return error instanceof Error ? error.message.split('\n') : [];
}

/** An App Service whose identity is not assigned, or not yet; gives what ends it. */
async function identityEndpoint(): Promise<() => void> {
  const server = createServer((_request, response) => {
    const message =
      'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ statusCode: 400, message }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  Object.assign(process.env, { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: 'x' });
  return () => {
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
    server.close();
  };
}

describe('one clear line says that', () => {
  test('there is no such database', async () => {
    const lines = await problems(`${double.endpoint}/nowhere`);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^STORE_URL: there is no container \w+ yet: deploy infra, or run npm run store:create\.$/);
  });

  test('the indexes are those of another version', async () => {
    const { url, key } = await newDatabase(double);
    const [first, ...others] = containerDefinitions();
    if (first === undefined) throw new Error('no containers');
    const older = { ...first, indexingPolicy: { ...first.indexingPolicy, compositeIndexes: [] } };
    await createContainers({ url, key, identity: null }, [older, ...others]);
    expect(await problems(url)).toEqual([expect.stringMatching(/container agencies lacks indexes of this version/)]);
    await createContainers({ url, key, identity: null });
    expect(await problems(url)).toEqual([]);
  });

  test.each([
    [
      'lacks indexes of this version',
      (first: Definition) => withPolicy(first, { includedPaths: [{ path: '/type/?' }] }),
    ],
    ['is partitioned by /id, not by /pk', (first: Definition) => ({ ...first, partitionKey: { paths: ['/id'] } })],
    ['keeps for good what has a time to live', ({ defaultTtl: _, ...first }: Definition) => first],
    ['removes everything after 3600 seconds', (first: Definition) => ({ ...first, defaultTtl: 3600 })],
  ])('a container %s', async (what, change) => {
    const url = `${double.endpoint}/${randomUUID()}`;
    const [first, ...others] = containerDefinitions();
    assert(first !== undefined);
    await createContainers({ url, key: KEY, identity: null }, [change(first), ...others]);
    expect(await problems(url)).toEqual([expect.stringContaining(`STORE_URL: container ${first.id} ${what}`)]);
  });

  test('and not that a container has more indexes than are wanted', async () => {
    const url = `${double.endpoint}/more`;
    const [first, ...others] = containerDefinitions();
    assert(first !== undefined);
    const more = withPolicy(first, { includedPaths: [{ path: '/*' }] });
    await createContainers({ url, key: KEY, identity: null }, [more, ...others]);
    expect(await problems(url)).toEqual([]);
  });

  test('the key is wrong', async () => {
    const { url } = await newDatabase(double);
    const wrong = Buffer.from('wrong').toString('base64');
    expect(await problems(url, wrong)).toEqual([expect.stringMatching(/^STORE_URL: the account lets nobody in/)]);
  });

  test('the managed identity is not assigned to this machine', async () => {
    const unassigned = await identityEndpoint();
    const identity = '00000000-0000-4000-8000-000000000001';
    const access = { url: `${double.endpoint}/desk`, key: null, identity };
    const error: unknown = await openStore(access, () => {}).catch((error: unknown) => error);
    expect(error).toMatchObject({
      message: `STORE_URL: there is no managed identity ${identity} here: assign the one that MicrosoftAppId names to this machine.`,
    });
    // A desk that runs already says that the store is unavailable, and not in the SDK's words.
    const store = openCosmosStore(access, () => {});
    expect(await faultOf(store.check())).toBe('unavailable');
    await store.close();
    unassigned();
  });

  test('nobody answers', async () => {
    const dead = await CosmosDouble.start();
    const url = `${dead.endpoint}/desk`;
    await dead.stop();
    expect(await problems(url)).toEqual([expect.stringMatching(/^STORE_URL: the account does not answer \(.*REFUSED/)]);
  });
});

describe('npm run store:create', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'store-create-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(settings: Record<string, string>) {
    const trusted = path.join(folder, 'double.pem');
    writeFileSync(trusted, double.cert);
    const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: trusted, ...settings };
    const script = path.join(ROOT, 'scripts', 'store-create.ts');
    return promisify(execFile)(process.execPath, [script], { env }).catch((error: { stderr: string }) => error);
  }

  test('makes everything a desk needs, as often as it is run', async () => {
    const url = `${double.endpoint}/created`;
    const first = await run({ STORE_URL: url, COSMOS_KEY: KEY });
    expect(first).toMatchObject({ stderr: '', stdout: expect.stringContaining('created/agencies created') });
    expect(await problems(url)).toEqual([]);
    const again = await run({ STORE_URL: url, COSMOS_KEY: KEY });
    expect(again).toMatchObject({
      stdout: expect.stringContaining('created/agencies has the indexes of this version'),
    });
  });

  test('says what it cannot do', async () => {
    expect(await run({})).toMatchObject({ stderr: 'STORE_URL is a file, which is created when the desk starts.\n' });
  });
});
