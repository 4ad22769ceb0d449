import { readPdf } from '../print/pdf.ts';
import { type Card, linkOn, textOf } from './card.ts';
import { CERTIFICATE, type HttpOffice, openOffice, requestOn, titlesOf, until } from './office.ts';
import type { Person } from './person.ts';

let office: HttpOffice;

beforeEach(async () => {
  office = await openOffice('rita', 'max', 'ravi', 'mia', 'ed', 'eve', { ADMISSION_KEY: 'k'.repeat(32) });
});

afterEach(() => office.stop());

/** Rita asks to move 7BLUE01 to REV, and Max approves. Gives the request's id once Mia has its card. */
async function askedFor(mia: Person): Promise<string> {
  const rita = office.person('rita');
  await rita.say('move 7BLUE01');
  expect(textOf(await rita.press('Refresh', { 'New agency': 'REV' }))).toContain(
    'unless REV takes the commitment over',
  );
  const id = requestOn(await rita.press('Submit', { 'New agency': 'REV', 'Reason *': 'REV opens a new office.' }));
  const max = office.person('max');
  const card = textOf(await until(max, office.connector, '▼ −1'));
  for (const said of ['$625.48', '19 months still owed', 'unless REV takes it over']) {
    expect(card.replaceAll('\u00A0', ' ')).toContain(said);
  }
  await max.press('Approve');
  await until(mia, office.connector, `${id} · Move`);
  return id;
}

/** What EUC does: collect, sanitize, image, stage for Ravi, dispatch, deploy. */
async function delivered(id: string): Promise<void> {
  const eve = office.person('eve');
  await eve.say('queue');
  await eve.press(`Collect ${id}`);
  for (const step of ['Collect', 'Sanitize']) await eve.press(step);
  const weak = await eve.press('Sanitize', { ...CERTIFICATE, Method: 'Clear', Technique: 'Overwrite' });
  expect(textOf(weak)).toContain('Clear is not enough for a transfer: purge it.');
  await eve.press('Sanitize', { Method: 'Purge', Technique: 'Cryptographic erase' });
  for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
  const label = await fetch(linkOn(await eve.press('Print labels')));
  expect(readPdf(new Uint8Array(await label.arrayBuffer())).pages[0]?.lines.join(' ')).toContain('· REV');
  await eve.press('Back to staging');
  await eve.press('Stage', { label: 'true', 'Assigned user': 'Ravi Rao', Location: 'Revenue Services, room 5' });
  for (const step of ['Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
}

/** Waits until all three cards that Rita has of her request say that it is closed: what comes after is an answer to her. */
async function closedFor(rita: Person): Promise<Card> {
  const closed = () => rita.chat().filter(({ card }) => textOf(card).includes('✓ Closed'));
  await office.connector.until(() => closed().length === 3);
  return closed()[0]?.card ?? {};
}

describe('a device goes to another agency, over HTTP', () => {
  test('Rules 22 and 36: both approve, the receiver takes the commitment over, and it is theirs', async () => {
    const mia = office.person('mia');
    const id = await askedFor(mia);
    expect(textOf(await mia.say('approvals'))).toContain(id);
    await mia.press(`Details of ${id}`);
    const card = textOf(mia.card()).replaceAll('\u00A0', ' ');
    for (const said of [
      '▲ +1',
      '+$25.00',
      '7BLUE01',
      'Dell',
      '$625.48',
      '19 months still owed',
      'Take over the commitment',
    ]) {
      expect(card).toContain(said);
    }
    await mia.press('Approve', { 'Billing code *': 'REV-100', takesOver: 'true' });
    await delivered(id);
    const rita = office.person('rita');
    const closed = textOf(await closedFor(rita));
    for (const said of ['Agency approved', 'REV approved', 'takes over the commitment', 'Handed over to REV']) {
      expect(closed).toContain(said);
    }
    expect(closed).not.toMatch(/Ravi Rao|room 5|REV-100/);
    const gone = textOf(await rita.say('7BLUE01'));
    for (const said of ['Transferred to REV', 'Another agency pays its hardware since']) expect(gone).toContain(said);
    expect(gone).not.toMatch(/Ravi Rao|room 5|REV-100/);
    const ravi = office.person('ravi');
    const here = textOf(await ravi.say('7BLUE01'));
    for (const said of ['In service', 'Ravi Rao', 'billed to REV-100', 'From PARKS since', 'owed', 'Came from PARKS']) {
      expect(here).toContain(said);
    }
    expect(textOf(await office.person('eve').say('7BLUE01'))).toContain('REV Revenue Services');
    await until(mia, office.connector, '✓ Closed');
    expect(textOf(await mia.say(id))).toContain('billed to REV-100');
    for (const person of [mia, rita]) {
      await person.say(id);
      expect((await fetch(linkOn(await person.press('Certificate')))).status).toBe(200);
    }
    const address = `${new URL(office.endpoint).origin}/admission/7BLUE01`;
    const admission = await fetch(address, { headers: { authorization: `Bearer ${'k'.repeat(32)}` } });
    expect(await admission.json()).toMatchObject({ admit: true, reason: 'in service' });
  });

  test('Rule 36: left off, the commitment stays with the ordering agency', async () => {
    const mia = office.person('mia');
    const id = await askedFor(mia);
    await mia.press('Approve', { 'Billing code *': 'REV-100' });
    await delivered(id);
    const rita = office.person('rita');
    expect(textOf(await closedFor(rita))).toContain('PARKS keeps the commitment');
    expect(textOf(await rita.say('7BLUE01'))).toContain('28 of 48 months billed');
    expect(textOf(await office.person('ravi').say('7BLUE01'))).toContain(
      'The agency that had it before pays its hardware.',
    );
  });

  test('Rule 18: the receiver rejects with a reason, and an old card decides nothing any more', async () => {
    const mia = office.person('mia');
    const id = await askedFor(mia);
    const old = mia.chat().at(-1)?.id;
    await mia.say('approvals');
    await mia.press(`Details of ${id}`);
    await mia.press('Reject for good', { Reason: 'We have no budget.' });
    const rita = office.person('rita');
    expect(textOf(await until(rita, office.connector, '✗ Rejected'))).toContain('We have no budget.');
    await until(office.person('max'), office.connector, 'Rejected');
    const stale = mia.invocation(
      'request.approve',
      {
        request: id,
        step: 'receiving agency',
        revision: 1,
        billingCode: 'REV-100',
        takesOver: 'true',
      },
      old,
    );
    expect(await (await mia.send(stale)).text()).toContain('already rejected');
  });

  test('Rule 57: another agency, and one that is not concerned, find nothing', async () => {
    const mia = office.person('mia');
    const id = await askedFor(mia);
    const ed = office.person('ed');
    expect(textOf(await ed.say('approvals'))).not.toContain(id);
    const ravi = office.person('ravi');
    expect(textOf(await ravi.say(id))).toContain('Waiting for REV approval');
    expect(titlesOf(await ravi.say(id))).not.toContain('Approve');
    expect(textOf(await ravi.say('7BLUE01'))).toContain('Not found');
    expect(textOf(await mia.say('7BLUE01'))).toContain('Not found');
    const forged = ravi.invocation('request.approve', {
      request: id,
      step: 'receiving agency',
      revision: 1,
      billingCode: 'REV-100',
      takesOver: 'true',
    });
    expect(await (await ravi.send(forged)).text()).toContain('Only an approver of REV can decide this.');
  });
});
