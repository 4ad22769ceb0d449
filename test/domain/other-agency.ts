import assert from 'node:assert/strict';
import { type Commitment, paysFor } from '../../src/domain/commitment.ts';
import { type Device, isSupported } from '../../src/domain/device.ts';
import { addMonths } from '../../src/domain/months.ts';
import { arrivalOf, toHandOver } from '../../src/domain/request/hand-over.ts';
import type { Request } from '../../src/domain/request/state.ts';

/** The first agency, as far as the other one is compared with it. */
interface First {
  devices: ReadonlyMap<string, Device>;
  commitments: ReadonlyMap<string, Commitment>;
  requests: ReadonlyMap<string, Request>;
  /** For a device that came under warranty, the one it came for. */
  cameFor: ReadonlyMap<string, string>;
}

/** The agency that devices go to, with what must always hold of both together. */
export class OtherAgency {
  readonly devices = new Map<string, Device>();
  readonly commitments = new Map<string, Commitment>();
  /** What was found right, so that only what has changed is added up again. */
  private readonly checked = new Map<string, { all: Commitment[]; isOnItsWay: boolean }>();

  /** Takes in what a request has deployed here and not handed over yet. */
  take(request: Request, first: First): void {
    const serials = request.units.flatMap(({ serial }) => serial ?? []);
    for (const unit of toHandOver(request, serials)) {
      const arrival = arrivalOf(request, unit, first, this);
      assert(arrival !== undefined, `${unit.serial} was deployed and cannot come`);
      assert(!this.devices.has(arrival.device.serial), `${unit.serial} came twice`);
      this.devices.set(arrival.device.serial, arrival.device);
      if (arrival.commitment !== null) this.commitments.set(arrival.device.serial, arrival.commitment);
    }
  }

  check(first: First): void {
    for (const device of this.devices.values()) {
      const { serial, status, countsForSupport, assignedUser, location, billingCode } = device;
      assert.equal(status, 'in service');
      assert.equal(isSupported(device), countsForSupport);
      assert(assignedUser !== null && location !== null && billingCode === 'REV-100', `${serial} is not complete`);
      assert.equal(first.devices.get(serial)?.status, 'transferred', `${serial} is in two places`);
    }
    for (const commitment of first.commitments.values()) this.checkCharges(commitment, first);
    for (const request of first.requests.values()) this.checkCount(request);
  }

  /** Rules 46 and 55: over both agencies, and all serials it has passed through, 48 months, each paid once; on the way, none twice. */
  private checkCharges(given: Commitment, first: First): void {
    const { serial, firstMonth } = given;
    if (firstMonth === null) return;
    const serials = chainOf(serial, first.cameFor);
    const all = serials.flatMap((one) => [first.commitments.get(one) ?? [], this.commitments.get(one) ?? []].flat());
    const isOnItsWay = serials.some((one) => {
      return first.devices.get(one)?.transfer?.withCommitment === true && !this.devices.has(one);
    });
    const before = this.checked.get(serial);
    if (before?.isOnItsWay === isOnItsWay && isSame(before.all, all)) return;
    this.checked.set(serial, { all, isOnItsWay });
    const months = Array.from({ length: 50 }, (_, index) => addMonths(firstMonth, index - 1));
    const times = months.map((month) => all.filter((one) => paysFor(one, month)).length);
    if (isOnItsWay)
      assert(
        times.every((count) => count <= 1),
        `${serial} is paid twice`,
      );
    else assert.deepEqual(times, [0, ...Array(48).fill(1), 0], `${serial} is not paid once a month`);
  }

  /** Rule 13: when a move to here is over, the support count has changed by what was approved. */
  private checkCount({ status, toQuote, units }: Request): void {
    if (status !== 'closed' || toQuote === null || units.some(({ cancelled }) => cancelled)) return;
    const came = units.flatMap(({ serial }) => this.devices.get(serial ?? '') ?? []);
    assert.equal(came.length, units.length);
    assert.equal(came.filter(isSupported).length, toQuote.netCount);
  }
}

function isSame(one: readonly Commitment[], other: readonly Commitment[]): boolean {
  return one.length === other.length && one.every((commitment, index) => commitment === other[index]);
}

/** A device, all that it came for under warranty, and all that came for it. */
function chainOf(serial: string, cameFor: ReadonlyMap<string, string>): string[] {
  const chain = [serial];
  for (const one of chain) {
    const old = cameFor.get(one);
    const next = [...cameFor].flatMap(([fresh, from]) => (from === one ? fresh : []));
    for (const other of [...next, ...(old === undefined ? [] : [old])]) if (!chain.includes(other)) chain.push(other);
  }
  return chain;
}
