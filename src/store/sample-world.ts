import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DOCUMENTS, type DocumentType, keys } from '../desk/documents.ts';
import { type Operation, type Store, StoreError } from '../desk/ports/store.ts';
import { catalogSchema } from '../domain/catalog.ts';
import { commitmentSchema } from '../domain/commitment.ts';
import { type Device, deviceSchema } from '../domain/device.ts';
import { exemptionSchema } from '../domain/exemption.ts';
import { agencySchema, personSchema, roleSchema, who } from '../domain/people.ts';

const worldSchema = z.strictObject({
  /** When, by whom and in which role the devices came into the desk: the first line of their history. */
  imported: z.strictObject({ at: z.iso.datetime(), by: z.guid(), role: roleSchema }),
  agencies: z.array(agencySchema),
  people: z.array(personSchema),
  catalogs: z.array(catalogSchema),
  exemptions: z.array(exemptionSchema),
  devices: z.array(deviceSchema),
  commitments: z.array(commitmentSchema),
});

/** The agencies, people, catalog and devices that a local desk begins with. Fictional, rates included. */
export type SampleWorld = z.infer<typeof worldSchema>;

/** Devices a batch imports, each with its commitment, and one journal entry for all. */
const DEVICES_A_BATCH = 40;

/** The sample world as `sample/world.json` has it. */
export function readSampleWorld(): SampleWorld {
  return worldSchema.parse(JSON.parse(readFileSync(new URL('../../sample/world.json', import.meta.url), 'utf8')));
}

/**
 * Loads the sample world into an empty store; true when it did. A store that holds anything else is left alone: the
 * sample is never mixed into a real one. What an interrupted loading left behind is completed.
 */
export async function loadSampleWorld(store: Store, world: SampleWorld = readSampleWorld()): Promise<boolean> {
  const batches = batchesOf(world);
  // Everything is created, nothing overwritten: of two processes that load at once, one goes on and the other looks again.
  for (;;) {
    const missing = await missingFrom(store, batches);
    if (missing === undefined || missing.length === 0) return false;
    try {
      for (const batch of missing) await store.commit(batch);
      return true;
    } catch (error) {
      if (!(error instanceof StoreError) || error.fault !== 'exists') throw error;
    }
  }
}

/** The batches still to be written; undefined when the store holds anything but parts of this sample. */
async function missingFrom(store: Store, batches: readonly Operation[][]): Promise<Operation[][] | undefined> {
  const found = new Map<DocumentType, number>();
  const missing: Operation[][] = [];
  for (const batch of batches) {
    const absent: Operation[] = [];
    for (const operation of batch) {
      const stored = await store.read(operation.key);
      if (stored === undefined) absent.push(operation);
      else if (JSON.stringify(stored.body) !== JSON.stringify(operation.body)) return undefined;
      else found.set(operation.key.type, (found.get(operation.key.type) ?? 0) + 1);
    }
    if (absent.length > 0) missing.push(absent);
  }
  for (const type of Object.keys(DOCUMENTS).filter(isDocumentType)) {
    if ((await store.count({ type, where: [] })) !== (found.get(type) ?? 0)) return undefined;
  }
  return missing;
}

function isDocumentType(name: string): name is DocumentType {
  return Object.hasOwn(DOCUMENTS, name);
}

function batchesOf(world: SampleWorld): Operation[][] {
  const { agencies, people, catalogs, exemptions, devices } = world;
  const { at } = world.imported;
  const directory: Operation[] = [
    ...agencies.map((body) => ({ do: 'create', key: keys.agency(body.code), body }) as const),
    ...people.map((body) => ({ do: 'create', key: keys.person(body.id), body }) as const),
    ...catalogs.map((body) => ({ do: 'create', key: keys.catalog(body.version), body }) as const),
    ...exemptions.map((body) => ({ do: 'create', key: keys.exemption(body), body }) as const),
  ];
  const claims = devices.map(({ serial, agency }): Operation => {
    return { do: 'create', key: keys.claim(serial), body: { serial, agency, request: null, at } };
  });
  const records = agencies.flatMap(({ code }) => imports(world, code));
  return [...[...directory, ...claims].map((operation) => [operation]), ...records];
}

/** An agency's devices and commitments, and the journal entries that say where they come from (Rule 27). */
function imports(world: SampleWorld, agency: string): Operation[][] {
  const { at, by, role } = world.imported;
  const importer = world.people.find(({ id }) => id === by);
  if (importer === undefined) throw new Error('the sample world is imported by nobody it knows');
  const devices = world.devices.filter((device) => device.agency === agency);
  const request = `${agency}-IMPORT`;
  return chunks(devices).map((chunk, index): Operation[] => {
    const serials = chunk.map(({ serial }) => serial);
    const commitments = world.commitments.filter(({ serial }) => serials.includes(serial));
    const entry = { request, commit: index + 1, at, by: who(importer), role, events: [], serials };
    return [
      ...chunk.map((body) => ({ do: 'create', key: keys.device(agency, body.serial), body }) as const),
      ...commitments.map((body) => ({ do: 'create', key: keys.commitment(agency, body.serial), body }) as const),
      {
        do: 'create',
        key: keys.journal(request, index + 1),
        body: { ...entry, devices: chunk.map((after) => ({ before: null, after })) },
      },
    ];
  });
}

function chunks(devices: readonly Device[]): Device[][] {
  const count = Math.ceil(devices.length / DEVICES_A_BATCH);
  return Array.from({ length: count }, (_, no) => devices.slice(no * DEVICES_A_BATCH, (no + 1) * DEVICES_A_BATCH));
}
