import { readAll } from '../../desk/directory.ts';
import type { Store } from '../../desk/ports/store.ts';
import { paidBy } from '../../domain/commitment.ts';
import { deviceStatusSchema } from '../../domain/device.ts';
import { type Day, monthOf } from '../../domain/months.ts';
import { type Request, termsOf } from '../../domain/request/state.ts';

/** Where nothing is billed to any more but what is still owed. */
const GONE = ['surplus', 'transferred', 'retired', 'lost'];

/** A billing code, and what is billed to it. */
interface Use {
  code: string;
  by: string;
}

/** What is still billed to one of some codes of an agency: the first that is found; undefined when nothing is. */
export async function useOf(
  store: Store,
  agency: string,
  codes: readonly string[],
  today: Day,
): Promise<Use | undefined> {
  if (codes.length === 0) return undefined;
  return (
    (await deviceUse(store, agency, codes)) ??
    (await requestUse(store, agency, codes)) ??
    (await commitmentUse(store, agency, codes, today))
  );
}

async function deviceUse(store: Store, agency: string, codes: readonly string[]): Promise<Use | undefined> {
  const status = { field: 'status', oneOf: deviceStatusSchema.options.filter((one) => !GONE.includes(one)) };
  const where = [status, { field: 'billingCode', oneOf: codes }];
  const { items } = await store.query({ type: 'device', pk: agency, where, orderBy: { field: 'serial' }, limit: 1 });
  const [device] = items.map(({ body }) => body);
  return device && { code: device.billingCode, by: device.serial };
}

/** Open requests of the agency, and those that bring it a device. */
async function requestUse(store: Store, agency: string, codes: readonly string[]): Promise<Use | undefined> {
  const status = { field: 'status', oneOf: ['awaiting approval', 'returned', 'in work'] };
  const where = [status, { either: [[{ pk: agency }], [{ field: 'toAgency', is: agency }]] }];
  const found = await readAll(store, { type: 'request', where, orderBy: { field: 'submittedAt' } });
  for (const { body } of found) {
    const code = codesOf(body, agency).find((one) => codes.includes(one));
    if (code !== undefined) return { code, by: body.id };
  }
  return undefined;
}

function codesOf(request: Request, agency: string): string[] {
  if (request.agency !== agency) return [termsOf(request)?.billingCode ?? ''];
  const corrects = request.units.flatMap((unit) => unit.corrects ?? []);
  return [request.billingCode, ...corrects.flatMap(({ field, to }) => (field === 'billingCode' ? [to] : []))];
}

/** Rule 42: what is owed on a device goes on when the device is gone. */
async function commitmentUse(
  store: Store,
  agency: string,
  codes: readonly string[],
  today: Day,
): Promise<Use | undefined> {
  const where = [{ field: 'billingCode', oneOf: codes }];
  const found = await readAll(store, { type: 'commitment', pk: agency, where, orderBy: { field: 'serial' } });
  const owed = found.find(({ body }) => paidBy(body, monthOf(today)).monthsOwed > 0)?.body;
  return owed && { code: owed.billingCode, by: `what is still owed on ${owed.serial}` };
}
