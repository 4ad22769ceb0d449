import { setTimeout as sleep } from 'node:timers/promises';
import { claimSerials, whoHolds } from '../../desk/claims.ts';
import { keys } from '../../desk/documents.ts';
import { loadCommitments, loadDevices } from '../../desk/load.ts';
import { isLostRace } from '../../desk/perform.ts';
import { type Operation, StoreError } from '../../desk/ports/store.ts';
import type { Commitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Now } from '../../domain/months.ts';
import { roleFor, who } from '../../domain/people.ts';
import { describe } from '../../domain/request/receive.ts';
import type { Row } from '../row.ts';
import { DEVICE_COLUMNS, type DeviceWorld, type ReadDevice, readDevice } from './device-row.ts';
import { importOf } from './device-standing.ts';
import { deviceWorld } from './device-world.ts';
import { differences, type OnRecord } from './known-device.ts';
import type { Importer, ImportForm, ImportOffice, Tally } from './office.ts';

/** Devices that go in together: each may have a commitment, and a batch holds 100 documents. */
const AT_ONCE = 45;

/** How often a batch is tried again that others were in the way of. */
const MOST_TRIES = 8;

/** A legacy inventory: a record, its claim and a line of history for each device (Rules 6, 27, 30, 31 and 33). */
export const DEVICES: ImportForm = {
  name: 'devices',
  columns: DEVICE_COLUMNS,
  open: (office, tally) => new DeviceImporter(office, tally),
};

interface Waiting extends ReadDevice {
  row: Row;
}

/**
 * Writes devices in batches, one agency's at a time. Its ids follow from the serials, and what is there already is
 * recognised, so that an import that was broken off is simply started again. Of the rows before, only the serials are
 * remembered.
 */
class DeviceImporter implements Importer {
  readonly #office: ImportOffice;
  readonly #tally: Tally;
  readonly #seen = new Map<string, number>();
  readonly #waiting = new Map<string, Waiting[]>();
  #world: DeviceWorld | undefined;

  constructor(office: ImportOffice, tally: Tally) {
    this.#office = office;
    this.#tally = tally;
  }

  async take(row: Row): Promise<void> {
    this.#world ??= await deviceWorld(this.#office);
    const read = readDevice(row, this.#world);
    const before = read && this.#seen.get(read.device.serial);
    if (before !== undefined) row.refuse('serial', `${read?.device.serial} stands at line ${before} already`);
    if (read === undefined || row.problems.length > 0) return this.#tally.refused(row);
    const { agency, serial } = read.device;
    this.#seen.set(serial, row.line);
    const waiting = [...(this.#waiting.get(agency) ?? []), { row, ...read }];
    this.#waiting.set(agency, waiting);
    if (waiting.length >= AT_ONCE) await this.#write(agency);
  }

  async finish(): Promise<void> {
    for (const agency of this.#waiting.keys()) await this.#write(agency);
  }

  async #write(agency: string): Promise<void> {
    const waiting = this.#waiting.get(agency) ?? [];
    this.#waiting.set(agency, []);
    for (let tries = 1; waiting.length > 0; tries += 1) {
      try {
        return await this.#tryToWrite(agency, waiting);
      } catch (error) {
        if (tries === MOST_TRIES || !isWorthAnotherTry(error)) throw error;
        await sleep(50 * 2 ** tries * Math.random());
      }
    }
  }

  /** Sees which devices are new, claims their serials and writes them; the others are told apart. */
  async #tryToWrite(agency: string, waiting: readonly Waiting[]): Promise<void> {
    const { store, clock, dryRun } = this.#office;
    const serials = waiting.map(({ device }) => device.serial);
    const now = clock.now();
    const here = await loadDevices(store, agency, serials);
    const { held: elsewhere } = await whoHolds(store, serials, agency, now.at);
    const fresh = waiting.filter(({ device: { serial } }) => !here.has(serial) && !elsewhere.has(serial));
    if (fresh.length > 0 && !dryRun) {
      const devices = fresh.map(({ device }) => device);
      await claimSerials(store, importOf(agency), devices, now.at);
      await store.commit(await this.#operations(agency, fresh, now));
    }
    const commitments = await this.#commitments(agency, here);
    for (const one of waiting) {
      const { row, device } = one;
      const record = here.get(device.serial)?.body;
      const holder = elsewhere.get(device.serial);
      if (record !== undefined) await this.#compare(one, record, commitments.get(device.serial)?.body ?? null);
      else if (holder !== undefined) await this.#refuseKnown(one, holder, []);
      else this.#tally.taken(row);
    }
  }

  /** What is still paid off on those that are here and leased. */
  async #commitments(agency: string, here: Awaited<ReturnType<typeof loadDevices>>) {
    const leased = [...here.values()].flatMap(({ body }) => (body.item === null ? [] : [body.serial]));
    return loadCommitments(this.#office.store, agency, leased);
  }

  async #compare(one: Waiting, record: Device, commitment: Commitment | null): Promise<void> {
    const different = differences(one.row, one, record, commitment);
    if (different.length === 0) this.#tally.already(one.row);
    else await this.#refuseKnown(one, describe(record), different);
  }

  /** Rule 6: an import changes no device that is known. */
  async #refuseKnown({ row, device }: Waiting, holder: string, different: readonly OnRecord[]): Promise<void> {
    const known = `${device.serial} is known already: ${holder}. An import changes nothing that is there`;
    const onRecord = different.map(({ column, words }) => `${column} ${words}`).join(', ');
    row.refuse('serial', onRecord === '' ? known : `${known}. On record: ${onRecord}`);
    await this.#tally.refused(row);
  }

  async #operations(agency: string, fresh: readonly Waiting[], now: Now): Promise<Operation[]> {
    const importer = await this.#office.importer();
    const role = roleFor(importer, 'import devices', agency) ?? null;
    const devices = fresh.map(({ device }) => device);
    const serials = devices.map(({ serial }) => serial);
    // A serial comes in once, so the first one tells this entry from all others.
    const request = `${importOf(agency)}-${serials[0]}`;
    const entry = { request, commit: 1, at: now.at, by: who(importer), role, events: [], serials };
    return [
      ...devices.map((body) => ({ do: 'create', key: keys.device(agency, body.serial), body }) as const),
      ...fresh.flatMap(({ commitment: body }): Operation[] =>
        body === null ? [] : [{ do: 'create', key: keys.commitment(agency, body.serial), body }],
      ),
      {
        do: 'create',
        key: keys.journal(request, 1),
        body: { ...entry, devices: devices.map((after) => ({ before: null, after })) },
      },
    ];
  }
}

/** Somebody was first, or the store has too much to do, or may have written it: all of it is looked at again. */
function isWorthAnotherTry(error: unknown): boolean {
  const faults = ['throttled', 'unknown outcome'];
  return isLostRace(error) || (error instanceof StoreError && faults.includes(error.fault));
}
