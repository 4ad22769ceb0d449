import assert from 'node:assert/strict';
import { readAll } from '../../src/desk/directory.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { evolve } from '../../src/domain/request/events.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { filledOrder } from '../desk/desk-office.ts';
import { textOf } from './card.ts';
import type { FakeConnector } from './fake-connector.ts';
import { type Name, personOf } from './office.ts';

/** The clicks of one order, in order; `n` makes its serials. */
export function clicksOf(request: string, n: number): [Name, string, Record<string, unknown>][] {
  const agency = { request, step: 'agency', revision: 1 };
  const serials = `KILL${n}A KILL${n}B`.replace(/KILL(\d)([AB])/g, 'KILL0$1$2');
  return [
    ['rita', 'order.submit', filledOrder(request)],
    ['max', 'request.approve', agency],
    ['ed', 'request.approve', { ...agency, step: 'EUC' }],
    ['eve', 'work.receive', { request, item: 'LT-STD', serials, model: 'Dell', warranty: '2099-11-23' }],
    ['eve', 'work.do', { request, step: 'image' }],
    ['eve', 'work.do', { request, step: 'stage', label: 'true' }],
    ['eve', 'work.do', { request, step: 'dispatch' }],
    ['eve', 'work.do', { request, step: 'deploy' }],
  ];
}

/** An order that was played to its end is what its history says, and each click was one commit. */
export async function checkOrder(store: Store, request: string, n: number): Promise<void> {
  const stored = await store.read({ type: 'request', pk: 'PARKS', id: `request:${request}` });
  assert.equal(stored?.body.status, 'closed', request);
  const where = [{ field: 'request', is: request } as const];
  const journal = await readAll(store, { type: 'journal', pk: 'PARKS', where, orderBy: { field: 'commit' } });
  let replayed: Request | undefined;
  for (const { body } of journal) replayed = evolve(replayed, body.events);
  assert.deepEqual(replayed, stored.body);
  assert.equal(journal.length, 8, 'one commit a click');
  for (const letter of ['A', 'B']) {
    const serial = `KILL0${n}${letter}`.slice(0, 7);
    const device = await store.read({ type: 'device', pk: 'PARKS', id: `device:${serial}` });
    assert.deepEqual([device?.body.status, device?.body.support.length], ['in service', 1], serial);
  }
}

/** Everyone who was to be asked has been, once, or the outbox still has it. */
export async function checkMessages(store: Store, connector: FakeConnector, orders: readonly string[]): Promise<void> {
  const pending = await readAll(store, { type: 'outbox', where: [], orderBy: { field: 'dueAt' } });
  for (const name of ['max', 'nora', 'ed', 'eve'] as const) {
    const person = personOf(name, connector, '');
    const posts = connector
      .callsOf('POST')
      .filter(({ path }) => decodeURIComponent(path).includes(person.conversation))
      .map(({ activity }) => textOf(activity?.attachments?.[0]?.content ?? {}))
      .filter((text) => text.startsWith('Waiting for your approval'));
    for (const request of orders) {
      const asked = posts.filter((text) => text.includes(request)).length;
      assert(asked <= 1, `${name} was asked ${asked} times about ${request}`);
      const open = pending.some(
        ({ body }) => body.request === request && body.to === person.id && body.state !== 'done',
      );
      const decided = pending.some(
        ({ body }) => body.request === request && body.to === person.id && body.state === 'done',
      );
      assert(
        asked === 1 || open || decided || wasDecidedFirst(pending, request),
        `${name} was never asked about ${request}`,
      );
    }
  }
}

/** Whether the step was decided before its approvers were asked, so that nobody was. */
function wasDecidedFirst(pending: Awaited<ReturnType<typeof readAll<'outbox'>>>, request: string): boolean {
  return pending
    .filter(({ body }) => body.request === request && body.task.do === 'ask for approval')
    .every(({ body }) => body.state === 'done' || body.state === 'started');
}
