import assert from 'node:assert/strict';
import fc from 'fast-check';
import { admission } from '../../src/domain/admission.ts';
import { type Commitment, paidBy, passedOn } from '../../src/domain/commitment.ts';
import { type Device, isSupported } from '../../src/domain/device.ts';
import { addMonths } from '../../src/domain/months.ts';
import { remaining } from '../../src/domain/request/after-cancelling.ts';
import { stillToOpen } from '../../src/domain/request/ending.ts';
import { evolve } from '../../src/domain/request/events.ts';
import { isFinished, isOpen, isOrdered, nextStep, type Request } from '../../src/domain/request/state.ts';
import { stepsOf, timeline } from '../../src/domain/request/timeline.ts';
import { destinationSchema, whyNotSufficient } from '../../src/domain/sanitization.ts';
import { turns } from './lifecycle-acts.ts';
import { Office } from './lifecycle-office.ts';

/** States in which a new device is only with two approvals behind it. */
const HANDED_OUT = ['staged', 'in transit', 'in service', 'disaster reserve'];

/** "What must always hold", after every act. */
function check(office: Office): void {
  for (const device of office.devices.values()) checkDevice(office, device);
  for (const request of office.requests.values()) checkRequest(request);
  checkClaims(office);
  checkCommitments(office);
  office.there.check(office);
}

/** Whether the unit of a device is cancelled: it is to be brought back, or was lost on the way (Rules 20, 32 and 55). */
function isCancelled({ units }: Request, serial: string): boolean {
  const own = units.filter((unit) => unit.serial === serial);
  return own.length > 0 && own.every(({ cancelled }) => cancelled);
}

/** Whether a device is fetched after it was found, or was lost again on its way from there. */
function isOfFound(office: Office, id: string, serial: string): boolean {
  const request = office.requests.get(id);
  const from = request?.units.find((unit) => unit.serial === serial)?.lost?.takenFrom;
  return request?.kind === 'found' || (from != null && isOfFound(office, from, serial));
}

function checkDevice(office: Office, device: Device): void {
  const { status, countsForSupport, orderedBy, labelled, assignedUser, location, serial, openRequest } = device;
  const supported = isSupported(device);
  // What was lost comes back from nobody's service.
  const isBack = status === 'collected' && isOfFound(office, openRequest ?? '', serial);
  const serves = ['in service', 'moving', 'collected'].includes(status) && !isBack;
  assert.equal(supported, countsForSupport && serves, status);
  assert.equal(device.support.filter(({ to }) => to === null).length, supported ? 1 : 0);
  for (const [index, { from, to }] of device.support.entries()) {
    assert(to === null || from <= to, 'support ends before it starts');
    assert((device.support[index - 1]?.to ?? '') <= from, 'support twice at once');
  }
  checkSanitized(office, device);
  checkProperty(office, device);
  const brought = orderedBy === null ? undefined : office.requests.get(orderedBy);
  const isCalledBack = brought !== undefined && isCancelled(brought, serial);
  const { admit } = admission(device, brought);
  const mayBeAdmitted = ['in transit', 'in service', 'moving'].includes(status) && !isCalledBack;
  assert.equal(admit, mayBeAdmitted, `${serial}, ${status}`);
  if (orderedBy === null || !HANDED_OUT.includes(status)) return;
  assert.deepEqual(
    brought?.approvals.map(({ step }) => step),
    ['agency', 'EUC'],
  );
  assertDistinct([...brought.approvals.map(({ by }) => by.id ?? ''), brought.requester.id ?? '']);
  assert.equal(
    labelled,
    device.origin === 'line of service',
    'handed out without its label, or with one that is not its',
  );
  if (status === 'disaster reserve') assert(assignedUser === null && location !== null, 'reserve is kept for nobody');
  if (status !== 'in transit' && status !== 'in service') return;
  // On its way to another agency, who gets it stands in the request alone (Rule 57).
  const { toAgency = null, units = [] } = office.requests.get(openRequest ?? '') ?? {};
  const isLeaving = toAgency !== null && status === 'in transit';
  const named = isLeaving ? units.find((unit) => unit.serial === serial) : device;
  assert(named?.assignedUser && named.location, `${serial} is ${status} for nobody`);
  if (isLeaving) assert.equal(assignedUser, null);
}

/** What is purchased, and nothing else, is its agency's property, under what its purchase has acknowledged (Rule 53). */
function checkProperty(office: Office, { serial, origin, property, orderedBy }: Device): void {
  assert.equal(property !== undefined, origin === 'purchased');
  if (property === undefined) return;
  const request = officeRequest(office, orderedBy ?? '');
  assert.deepEqual(property.acknowledged, request.quote.purchase?.acknowledged);
  const unit = request.units.find((unit) => unit.serial === serial && !unit.cancelled);
  if (unit !== undefined) assert.equal(property.tag?.number ?? null, unit.purchase?.tag);
}

/** No device with storage that has served is out of service without a certificate that is enough for where it is. */
function checkSanitized(office: Office, { serial, status, holdsStorage, support, sanitized }: Device): void {
  const destination = destinationSchema.safeParse(status);
  if (!destination.success || !holdsStorage || support.length === 0) return;
  assert(sanitized !== null, `${serial} is ${status} without a certificate`);
  assert.equal(office.certificates.get(`${serial} ${sanitized.request}`), sanitized.method);
  assert.equal(whyNotSufficient(sanitized.method, destination.data), undefined);
  assert(sanitized.on >= (support.at(-1)?.to ?? ''), 'the certificate is older than the last service');
}

function checkRequest(request: Request): void {
  const { quote, status, units, cancellations } = request;
  assert.equal(quote.termCents, quote.monthlyCents * 48);
  assert.equal(quote.netCount, quote.counted - quote.leaving);
  const counting = quote.lines.filter(({ countsForSupport }) => countsForSupport).map(({ item }) => item);
  if (quote.lines.length > 0) {
    const forUsers = units.filter(({ item, becomes }) => becomes === null && counting.includes(item ?? ''));
    assert.equal(quote.counted, forUsers.length, 'what goes to reserve does not count');
  }
  const cancelled = units.filter((unit) => unit.cancelled).map(({ no }) => no);
  // What is to be brought back and gets lost on the way is cancelled once more: nobody brings it back.
  const named = new Set(cancellations.flatMap(({ units }) => units));
  assert.deepEqual([...named].sort(byNumber), cancelled);
  const coming = units.filter((unit) => unit.cancelled && nextStep(unit) !== undefined);
  assert.equal(status === 'cancelled', cancelled.length === units.length && coming.length === 0);
  assert(
    coming.every((unit) => isOrdered(unit) && unit.plan.includes('stage')),
    'brought back from the warehouse',
  );
  if (status === 'closed') {
    assert(units.every((unit) => unit.cancelled || isFinished(unit)));
    assert.deepEqual(stillToOpen(request), []);
  }
  checkDecisions(request);
  const waiting = units.flatMap((unit) => nextStep(unit) ?? []);
  if (status === 'in work') assert(waiting.length > 0 || stillToOpen(request).length > 0, 'in work with nothing to do');
  const taken = units.map(({ cancelled, plan }) => (cancelled ? plan.filter((step) => step === 'bring back') : plan));
  const needed = new Set(taken.flat());
  assert.deepEqual(new Set(stepsOf(request)), needed, 'a story tells of the steps that are taken, and no others');
  for (const { reason } of cancellations) assert(timeline(request).some(({ note }) => note === reason));
}

/** Rules 16 and 21: who decides, and for whom, has one part in a request and no other, and did not ask for it. */
function checkDecisions({ approvals, requester, units, route }: Request): void {
  assert.deepEqual(
    approvals.map(({ step }) => step),
    route.slice(0, approvals.length),
  );
  const parts = approvals.flatMap(({ by, for: away }) => [by.name, ...(away === undefined ? [] : [away.name])]);
  const users = units.flatMap(({ becomes, assignedUser, done }) =>
    becomes === null && done === 0 ? (assignedUser?.name ?? []) : [],
  );
  assertDistinct([requester.name, ...parts]);
  for (const name of parts) assert(!users.includes(name), `${name} decided on a device of their own`);
}

/** A device stands in one open request at most (and the order that opened it), and its record says in which. */
function checkClaims(office: Office): void {
  const held = office.open().flatMap((request) => {
    const units = request.units.filter((unit) => nextStep(unit) !== undefined).map(({ serial }) => serial);
    const serials = [...units, ...stillToOpen(request).map(({ serial }) => serial)].filter((serial) => serial !== null);
    return serials.map((serial) => ({ serial, by: request.id }));
  });
  assertDistinct(held.map(({ serial }) => serial));
  const claims = new Map(held.map(({ serial, by }) => [serial, by]));
  for (const { serial, openRequest } of office.devices.values()) {
    const claim = openRequest !== null && isOpen(officeRequest(office, openRequest)) ? openRequest : null;
    assert.equal(claim, claims.get(serial) ?? null, `${serial} is claimed wrongly`);
  }
}

function officeRequest(office: Office, id: string): Request {
  const request = office.requests.get(id);
  assert(request !== undefined, `${id} is no request`);
  return request;
}

/** Commitments whose charges were added up. */
const added = new WeakSet<Commitment>();

/** 48 charges from the month of first service on, at the rate that was locked; none for what is only on its way. */
function checkCommitments(office: Office): void {
  for (const { serial, status, origin, orderedBy, openRequest } of office.devices.values()) {
    const commitment = office.commitments.get(serial);
    const served = office.firstServed.get(serial) ?? null;
    const isKept = status === 'disaster reserve' && origin === 'line of service';
    const isComing = orderedBy !== null && orderedBy === openRequest;
    if (served !== null || isKept) assert(commitment !== undefined, `${serial} is leased without a commitment`);
    if (isComing || origin !== 'line of service') assert(commitment === undefined, `${serial} is charged too early`);
    if (commitment === undefined) continue;
    assert.equal(commitment.firstMonth, served, `${serial} is charged from another month`);
    // What another agency pays is checked with it; what has not changed since was right before.
    if (passedOn(commitment) !== null || added.has(commitment)) continue;
    added.add(commitment);
    const last = addMonths(served ?? '2030-01', 47);
    assert.equal(paidBy(commitment, last).owedCents, served === null ? 48 * commitment.rateCents : 0);
    if (served !== null) assert.equal(paidBy(commitment, addMonths(last, -1)).owedCents, commitment.rateCents);
  }
}

/** Replaying the journal gives the requests. */
function checkReplay(office: Office): void {
  for (const [id, request] of office.requests) {
    let replayed: Request | undefined;
    for (const events of office.journal.get(id) ?? []) replayed = evolve(replayed, events);
    assert.deepEqual(replayed, request);
  }
}

/** Once all is done: the support count has changed by the net counts, less what was cancelled of them (Rule 13). */
function checkNetCounts(office: Office, before: number): void {
  let expected = before;
  for (const request of office.requests.values()) {
    assert(!isOpen(request));
    const changed = request.units
      .filter((unit) => isFinished(unit) || isTaken(office, request, unit))
      .map((unit) => changeBy(office, request, unit));
    expected += changed.reduce((sum, change) => sum + change, 0);
    if (request.children.some(({ kind }) => kind === 'loss')) continue;
    const children = request.children.map(({ request }) => officeRequest(office, request));
    // What was lost on the way is counted by its report.
    if ([request, ...children].some((one) => one.units.some((unit) => isTaken(office, one, unit)))) continue;
    if (request.status !== 'closed' && request.status !== 'cancelled') continue;
    // What EUC has cancelled of what an order opened: those old devices stay, with the new ones.
    const stay = children.flatMap((child) => child.units.filter(({ cancelled }) => cancelled));
    const kept = stay.filter(({ counts }) => counts === -1).length;
    const ofChildren = children.flatMap((child) => {
      return child.units.filter(isFinished).map((unit) => changeBy(office, child, unit));
    });
    const { netCount } = remaining(request, ({ cancelled }) => cancelled);
    if (request.units.every(({ cancelled }) => !cancelled)) assert.equal(netCount, request.quote.netCount);
    const now = [...changed, ...ofChildren].reduce((sum, change) => sum + change, 0);
    assert.equal(now, (netCount ?? 0) + kept, `${request.id}: the net count did not come true`);
  }
  assert.equal(supportCount(office), expected);
}

/** What one finished unit has done to the support count. */
function changeBy(office: Office, { id, quote, toAgency }: Request, unit: Request['units'][number]): number {
  const serial = unit.serial ?? '';
  const wasOn = office.onSupport.get(id)?.has(serial) ?? false;
  if (unit.lost !== undefined) return -Number(wasOn);
  if (unit.cancelled) {
    const [report = ''] = lossesOf(office, serial, id);
    return isOrdered(unit) ? 0 : Number(office.onSupport.get(report)?.has(serial)) - Number(wasOn);
  }
  if (isOrdered(unit)) {
    const line = quote.lines.find(({ item }) => item === unit.item);
    return unit.becomes === null && line?.countsForSupport ? 1 : 0;
  }
  // A correction changes what is said of a device and nothing else (Rule 6).
  if (unit.plan.includes('update')) return 0;
  const before = office.onSupport.get(id)?.has(unit.serial ?? '') ?? false;
  const counts = office.devices.get(unit.serial ?? '')?.countsForSupport ?? false;
  return Number(unit.becomes === null && toAgency === null && counts) - Number(before);
}

/** The reports that took a device out of a request. */
function lossesOf(office: Office, serial: string, from: string): string[] {
  const isIt = ({ units }: Request) => units.some((unit) => unit.serial === serial && unit.lost?.takenFrom === from);
  return [...office.requests.values()].filter(isIt).map(({ id }) => id);
}

/** Whether a unit ended because its device was lost: what was done to it until then counts. */
function isTaken(office: Office, { id }: Request, { serial, cancelled }: Request['units'][number]): boolean {
  return cancelled && serial !== null && lossesOf(office, serial, id).length > 0;
}

function supportCount(office: Office): number {
  return [...office.devices.values()].filter(isSupported).length;
}

function byNumber(one: number, other: number): number {
  return one - other;
}

function assertDistinct(texts: readonly string[]): void {
  assert.equal(new Set(texts).size, texts.length, `not distinct: ${texts}`);
}

/** Fewer where the tests are run for one mutant after the other. */
const RUNS = Number(process.env.LIFECYCLE_RUNS ?? 20_000);

/** How far the runs came before they were finished, so that a generator that never gets anywhere is noticed. */
const reached = new Map<string, number>();

function note(office: Office): void {
  for (const event of [...office.journal.values()].flat(2)) {
    const what = event.type === 'worked' ? event.step : event.type;
    reached.set(what, (reached.get(what) ?? 0) + 1);
  }
  for (const { status, commits, cancellations, units, children } of office.requests.values()) {
    if (cancellations.length > 0 && units.some(isFinished)) reached.set('a part', (reached.get('a part') ?? 0) + 1);
    if (children.length > 1) reached.set('two children', (reached.get('two children') ?? 0) + 1);
    if (units.some(({ lost }) => lost?.takenFrom != null)) reached.set('taken out', 1);
    reached.set(`${status} after ${Math.min(commits, 3)}`, 1);
  }
  const decisions = [...office.requests.values()].flatMap(({ approvals }) => approvals);
  if (decisions.some(({ for: away }) => away !== undefined)) reached.set('for another', 1);
  if (office.there.commitments.size > 0) reached.set('taken over', (reached.get('taken over') ?? 0) + 1);
  if (office.cameFor.size > 0) reached.set('swapped', (reached.get('swapped') ?? 0) + 1);
  for (const { serial, status, origin } of office.devices.values()) {
    const fresh = status === 'disaster reserve' && serial.startsWith('SER');
    if (fresh) reached.set('reserve', (reached.get('reserve') ?? 0) + 1);
    const isBack = office.wasLost.has(serial) && status !== 'lost';
    if (isBack) reached.set(serial.startsWith('SER') ? 'stock again' : 'found', 1);
    if (origin === 'purchased' && status === 'in service') reached.set('bought', (reached.get('bought') ?? 0) + 1);
    if (serial === '7BLUE04' && status === 'in service') reached.set('served', (reached.get('served') ?? 0) + 1);
  }
}

const EVERYTHING = [
  ...[
    'submitted',
    'approved',
    'returned',
    'rejected',
    'units cancelled',
    'cancelled',
    'closed',
    'children opened',
    'tagged',
  ],
  ...[
    'procure',
    'receive',
    'image',
    'stage',
    'dispatch',
    'deploy',
    'pick up',
    're-image',
    'collect',
    'sanitize',
    'place',
    'hand over',
    'mark lost',
    'bring back',
  ],
  ...['for another', 'a part', 'reserve', 'served', 'two children', 'taken over', 'taken out', 'stock again', 'bought'],
  ...['found', 'swapped'],
];

test('whatever people try, in whatever order, what must always hold holds, and all of it can be finished', () => {
  fc.assert(
    fc.property(turns, (taken) => {
      const office = new Office();
      const before = supportCount(office);
      for (const turn of taken) if (office.act(...turn)) check(office);
      note(office);
      office.finish();
      check(office);
      checkNetCounts(office, before);
      checkReplay(office);
    }),
    { numRuns: RUNS },
  );
  expect(EVERYTHING.filter((what) => !reached.has(what))).toEqual([]);
}, 120_000);
