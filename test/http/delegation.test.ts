import { nowAt } from '../../src/desk/clock.ts';
import { addDays } from '../../src/domain/business-days.ts';
import { textOf } from './card.ts';
import { FILLED, type HttpOffice, openOffice, requestOn, titlesOf, until } from './office.ts';
import type { Person } from './person.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'nora', 'ravi', 'ed');
});

afterEach(() => office.stop());

const today = () => nowAt(new Date(), 'America/Chicago').day;

/** Nora orders, so that nobody at PARKS but Max can approve it. */
async function ordered(): Promise<string> {
  const nora = office.person('nora');
  await nora.say('order');
  const id = requestOn(await nora.press('Submit', FILLED));
  await until(office.person('max'), office.connector, id);
  return id;
}

/** Max delegates to Rita from today on. */
async function delegated(max: Person): Promise<void> {
  await max.say('Delegate');
  const card = await max.press('Submit', {
    'Delegate *': 'Rita Reyes',
    'From *': today(),
    'Until *': addDays(today(), 3),
  });
  expect(textOf(card)).toContain('✓ Rita Reyes decides for you');
}

describe('Rule 21: an approver delegates, over HTTP', () => {
  test('the delegate is told, gets the card that waits already, decides, and every card says for whom', async () => {
    const [max, rita, nora] = [office.person('max'), office.person('rita'), office.person('nora')];
    const id = await ordered();
    await max.say('delegate');
    const wrong = await max.press('Submit', {
      'Delegate *': 'Rita Reyes',
      'From *': addDays(today(), 2),
      'Until *': today(),
    });
    expect(textOf(wrong)).toContain('⚠ Choose the first day or a later one.');
    await delegated(max);
    await until(rita, office.connector, 'You decide for Max Moreau');
    await until(rita, office.connector, `${id} · Order`);
    expect(textOf(await rita.say('approvals'))).toContain(id);
    const approved = textOf(await rita.press(`Details of ${id}`).then(() => rita.press('Approve')));
    expect(approved).toContain('Approved by Rita Reyes for Max Moreau');
    await until(max, office.connector, 'Approved by Rita Reyes for Max Moreau');
    await until(office.person('ed'), office.connector, 'Agency approval by Rita Reyes for Max Moreau');
    expect(textOf(await nora.say(id))).toContain('Rita Reyes for Max Moreau');
    expect(textOf(await nora.press('History'))).toContain('Agency approved for Max Moreau');
  });

  test('ended, the card that is still there says so and decides nothing; sent once more it is ended once', async () => {
    const [max, rita] = [office.person('max'), office.person('rita')];
    const id = await ordered();
    await delegated(max);
    await until(rita, office.connector, `${id} · Order`);
    const ended = textOf(await max.press('End delegation'));
    expect(ended).toContain('Ended: Rita Reyes no longer decides for you.');
    const again = await max.redeliver();
    expect(textOf(again.card ?? {})).toContain('That delegation is over already.');
    const card = await rita.press('Approve');
    expect(textOf(card)).toContain('You no longer decide for Max Moreau: that delegation is over.');
    expect(titlesOf(card)).not.toContain('Approve');
    expect(textOf(await rita.say('approvals'))).toContain('Nothing waits for your decision.');
    expect(textOf(await office.person('nora').say(id))).toContain('Waiting for agency approval');
  });

  test('Rule 56: another one’s form delegates nothing and ends nothing, whatever its data say', async () => {
    const [max, rita, ravi, nora] = (['max', 'rita', 'ravi', 'nora'] as const).map((name) => office.person(name));
    if (max === undefined || rita === undefined || ravi === undefined || nora === undefined) throw new Error('nobody');
    const id = await ordered();
    const form = { approver: max.id, delegate: rita.id, from: today(), until: today(), find: '' };
    for (const forger of [rita, ravi, nora]) {
      const answer = await (await forger.send(forger.invocation('delegation.submit', form))).text();
      expect(answer).toContain('This is somebody else’s form');
    }
    const own = { ...form, approver: rita.id, delegate: nora.id };
    expect(await (await rita.send(rita.invocation('delegation.submit', own))).text()).toContain(
      'Only approvers delegate',
    );
    await delegated(max);
    await until(rita, office.connector, `${id} · Order`);
    const end = { approver: max.id, delegate: rita.id, from: today() };
    for (const forger of [rita, ravi, nora]) {
      const answer = await (await forger.send(forger.invocation('delegation.end', end))).text();
      expect(answer).toContain('This is somebody else’s form');
    }
    // Rita’s card, clicked by somebody else.
    const decision = {
      request: id,
      step: 'agency',
      revision: 1,
      for: max.id,
      standsInFor: [{ person: max.id, over: false }],
    };
    expect(await (await ravi.send(ravi.invocation('request.approve', decision))).text()).toContain('Not found');
    expect(await (await nora.send(nora.invocation('request.approve', decision))).text()).toContain(
      'You asked for this yourself',
    );
    expect(textOf(await rita.press('Approve'))).toContain('Approved by Rita Reyes for Max Moreau');
  });
});
