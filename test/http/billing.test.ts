import { unzipSync } from 'fflate';
import { type Card, linkOn, textOf } from './card.ts';
import { type HttpOffice, openOffice, titlesOf } from './office.ts';

/** The bill's month, as its buttons name it. */
function monthOn(card: Card): string {
  const month = /"month":"(\d{4}-\d{2})"/.exec(JSON.stringify(card))?.[1];
  if (month === undefined) throw new Error(`no month on the card: ${textOf(card)}`);
  return month;
}

async function fileBehind(card: Card): Promise<{ response: Response; bytes: Uint8Array }> {
  const response = await fetch(linkOn(card));
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

describe('a bill as a file', () => {
  let office: HttpOffice;

  beforeEach(async () => {
    office = await openOffice('max', 'mia', 'rita', 'bill');
  });

  afterEach(() => office.stop());

  test('Rule 49: has every line, as a workbook and as CSV, from the buttons of the bill', async () => {
    for (const [name, said] of [
      ['max', 'bill'],
      ['bill', 'bill PARKS'],
    ] as const) {
      const person = office.person(name);
      const month = monthOn(await person.say(said));
      const excel = await person.press('Excel');
      expect(textOf(excel)).toContain(`PARKS · ${month}`);
      const workbook = await fileBehind(excel);
      expect(workbook.response.headers.get('content-type')).toBe(
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      );
      expect(workbook.response.headers.get('content-disposition')).toContain(`"bill-PARKS-${month}-preview.xlsx"`);
      expect(Object.keys(unzipSync(workbook.bytes))).toContain('xl/worksheets/sheet1.xml');

      await person.press('Back to the bill');
      const csv = await fileBehind(await person.press('CSV'));
      expect(csv.response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const lines = new TextDecoder().decode(csv.bytes).trim().split('\r\n');
      expect(lines).toHaveLength(1 + 15);
      expect(lines.filter((line) => line.includes('7BLUE03,'))).toHaveLength(1);
    }
  });

  test('Rule 57: is not for requesters nor for other agencies, whatever a forged button names', async () => {
    const month = monthOn(await office.person('max').say('bill'));
    const asked = { file: 'bill', agency: 'PARKS', month, format: 'csv' };
    for (const [name, text] of [
      ['mia', 'There is no agency PARKS whose bills you can see.'],
      ['rita', 'Bills are for the approvers of an agency'],
    ] as const) {
      const person = office.person(name);
      const response = await person.send(person.invocation('file.open', asked));
      const answered: { value: Card } = JSON.parse(await response.text());
      expect(textOf(answered.value)).toContain(text);
      expect(JSON.stringify(answered.value)).not.toContain('/files/');
    }
    const max = office.person('max');
    const answers = [];
    for (const forged of [
      { ...asked, month: '2026-13' },
      { ...asked, format: 'exe' },
    ]) {
      const response = await max.send(max.invocation('file.open', forged));
      const answered: { value: Card } = JSON.parse(await response.text());
      answers.push(textOf(answered.value));
    }
    expect(answers[0]).toContain('“2026-13” is not a month.');
    expect(answers[1]).toContain('That did not work');
    expect(titlesOf(await office.person('rita').say('help'))).not.toContain('Bill');
  });
});
