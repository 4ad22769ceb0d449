import { createDates } from '../../src/cards/dates.ts';
import { moveForm } from '../../src/cards/device-forms.ts';
import { as } from './desk-office.ts';
import { RITA, transferOffice } from './transfer-office.ts';

describe('what people write in their own words', () => {
  test.each([
    ['cancel my order', 'Cancel request'],
    ['where is my laptop?', 'type requests'],
    ['Please can I get a new computer', 'type order'],
    ['how do I order', 'type order'],
    ['my laptop is broken', 'service desk'],
    ['we want to give back two monitors', 'type decommission'],
    ['the tablet goes to another office', 'type move'],
    ['how much is a laptop', 'type catalog'],
    ['what do we pay', 'type bill'],
    ['what do we still owe', 'type forecast'],
    ['may it connect to the network', 'type admission'],
    ['who has the spares', 'type devices'],
    ['I must approve something', 'type approvals'],
  ])('“%s” is answered with the command for it', async (text, said) => {
    const desk = await transferOffice();
    expect(as(await desk.say(RITA, text), 'welcome').note).toContain(said);
  });

  test('what tells nothing is repeated, and help stands below', async () => {
    const desk = await transferOffice();
    expect(as(await desk.say(RITA, 'flurb'), 'welcome').note).toBe('I do not know what to do with “flurb”.');
    expect(as(await desk.say(RITA, 'thanks'), 'welcome').note).toBeNull();
  });
});

describe('the move form (Rules 34 and 37)', () => {
  test('says of a spare that user and place are needed, and of others that they may stay', async () => {
    const desk = await transferOffice();
    const dates = createDates('America/Chicago');
    const placeholder = async (text: string) =>
      moveForm(as(await desk.say(RITA, text), 'move form'), dates).newUserPlaceholder;
    expect(await placeholder('move 7BLUE03')).toBe('needed: nobody has it now');
    expect(await placeholder('move 7BLUE01')).toBe('leave it empty to keep it');
    expect(await placeholder('move')).toBe('leave it empty to keep it');
  });
});
