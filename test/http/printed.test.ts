import { type ReadPdf, readPdf } from '../print/pdf.ts';
import { type Card, linkOn, textOf } from './card.ts';
import { FILLED, type HttpOffice, openOffice, requestOn, sanitized, titlesOf, until } from './office.ts';
import type { Person } from './person.ts';

/** The PDF that a card links to. */
async function pdfBehind(card: Card): Promise<ReadPdf> {
  const response = await fetch(linkOn(card));
  return readPdf(new Uint8Array(await response.arrayBuffer()));
}

/** What a button with any data is answered with, as a forged or an old card would send it. */
async function answerTo(person: Person, asked: object): Promise<Card> {
  const response = await person.send(person.invocation('file.open', asked));
  const { value }: { value: Card } = JSON.parse(await response.text());
  return value;
}

describe('what is printed', () => {
  let office: HttpOffice;

  beforeEach(async () => {
    office = await openOffice('rita', 'max', 'ravi', 'ed', 'eve');
  });

  afterEach(() => office.stop());

  /** Has two laptops ordered, approved, received and imaged; gives the order. */
  async function readyToStage(): Promise<string> {
    const rita = office.person('rita');
    await rita.say('order');
    const id = requestOn(await rita.press('Submit', FILLED));
    for (const name of ['max', 'ed'] as const) {
      await until(office.person(name), office.connector, `${id} · Order`);
      await office.person(name).press('Approve');
    }
    const eve = office.person('eve');
    await eve.say('queue');
    await eve.press(`Receive ${id}`);
    const box = { 'Serial numbers': '8KLM2X3 8KLM2X4', Model: 'Dell Latitude 5450', 'Warranty until': '2099-11-23' };
    await eve.press('Receive', box);
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    return id;
  }

  /** Has Rita ask for a spare, Max agree and Eve bring it back into service. */
  async function servesAgain(serial: string): Promise<void> {
    const [rita, max, eve] = [office.person('rita'), office.person('max'), office.person('eve')];
    await rita.say(`move ${serial}`);
    const assignment = { 'New assigned user': 'Nora Nash', 'New location': 'Room 9', 'Reason *': 'Needed again.' };
    const id = requestOn(await rita.press('Submit', assignment));
    await until(max, office.connector, `${id} · Move`);
    await max.press('Approve');
    await eve.say('queue');
    for (const step of ['Image', 'Image', 'Stage']) await eve.press(step);
    await eve.press('Stage');
    for (const step of ['Dispatch', 'Dispatch', 'Deploy', 'Deploy']) await eve.press(step);
  }

  test('Rule 25: the labels of all units that wait to be staged, and of one device', async () => {
    const id = await readyToStage();
    const eve = office.person('eve');
    const offered = await eve.press('Print labels');
    expect(textOf(offered)).toContain('2 leased-device labels');
    const { pages } = await pdfBehind(offered);
    expect(pages.map(({ barcodes }) => [...barcodes].sort())).toEqual([['8KLM2X3', '8KLM2X4']]);
    expect(pages[0]?.lines).toContain('Service desk 225.219.6900 / 844.219.6900');
    expect(textOf(await eve.press('Back to staging'))).toContain('Stage 2 devices');
    const named = await pdfBehind(await eve.press('Print labels', { 'Serial numbers': '8KLM2X3', label: 'true' }));
    expect(named.pages.map(({ barcodes }) => barcodes)).toEqual([['8KLM2X3']]);
    await eve.press('Back to staging');
    await eve.press('Stage');
    await eve.say(`request ${id}`);
    await eve.press(`Stage ${id}`);
    const left = await pdfBehind(await eve.press('Print labels'));
    expect(left.pages.map(({ barcodes }) => barcodes)).toEqual([['8KLM2X4']]);
    await eve.press('Back to staging');
    await eve.press('Stage', { label: 'true' });
    const none = await answerTo(eve, { file: 'labels', request: id });
    expect(textOf(none)).toContain(`No device of ${id} waits to be staged.`);
    await eve.say('8KLM2X3');
    const one = await pdfBehind(await eve.press('Label'));
    expect(one.pages).toMatchObject([{ width: 189, height: 72, barcodes: ['8KLM2X3'] }]);
  });

  test('Rule 25: labels are for EUC, and for leased devices alone', async () => {
    const [eve, max, ravi] = [office.person('eve'), office.person('max'), office.person('ravi')];
    expect(titlesOf(await max.say('7BLUE01'))).not.toContain('Label');
    expect(titlesOf(await eve.say('7BLUE01'))).toContain('Label');
    expect(titlesOf(await eve.say('5CG0000001'))).not.toContain('Label');
    const ask = (person: Person, serial: string) => answerTo(person, { file: 'label', serial });
    expect(textOf(await ask(max, '7BLUE01'))).toContain('Leased-device labels are printed by EUC.');
    expect(textOf(await ask(ravi, '7BLUE01'))).toContain('There is no device 7BLUE01 that you can see.');
    expect(textOf(await ask(eve, '5CG0000001'))).toContain('it bears no leased-device label');
    const labels = { file: 'labels', request: 'PARKS-000000' };
    expect(textOf(await answerTo(ravi, labels))).toContain('Not found');
  });

  test('Rule 44: a certificate is void once its device has served again, and its request still has it', async () => {
    const id = await sanitized(office, '5CG0000001', 'Keep as spare');
    const [eve, rita] = [office.person('eve'), office.person('rita')];
    await eve.say(`request ${id}`);
    await eve.press('Place');
    await eve.press('Place', { 'Location *': 'Store room' });
    await rita.say('5CG0000001');
    const before = await pdfBehind(await rita.press('Certificate'));
    expect(before.pages[0]?.lines).toEqual(expect.arrayContaining(['VALID', '5CG0000001', 'Eve Ellis', 'Vera Vance']));
    await servesAgain('5CG0000001');
    expect(titlesOf(await rita.say('5CG0000001'))).not.toContain('Certificate');
    await rita.say(`request ${id}`);
    const after = await pdfBehind(await rita.press('Certificate'));
    expect(after.pages[0]?.lines).toEqual(expect.arrayContaining(['VOID', '5CG0000001', id]));
    expect(after.pages[0]?.lines.join(' ')).toContain('The device has been in service again since.');
  });
});
