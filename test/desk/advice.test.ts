import { createDates } from '../../src/cards/dates.ts';
import { moveForm } from '../../src/cards/device-forms.ts';
import { textsOf } from '../cards/card-json.ts';
import { sampleCards } from '../cards/sample-cards.ts';
import { as } from './desk-office.ts';
import { MAX, RITA, transferOffice } from './transfer-office.ts';

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
    ['may it connect to the network', 'type admission'],
  ])('“%s” is answered with the command for it', async (text, said) => {
    const desk = await transferOffice();
    expect(as(await desk.say(RITA, text), 'welcome').note).toContain(said);
  });

  test.each([
    ['who has the spares', 'type devices'],
    ['I must approve something', 'type approvals'],
    ['what do we pay', 'type bill'],
    ['what do we still owe', 'type forecast'],
  ])('“%s” is answered to an approver with the command for it', async (text, said) => {
    const desk = await transferOffice();
    expect(as(await desk.say(MAX, text), 'welcome').note).toContain(said);
    expect(as(await desk.say(RITA, text), 'welcome').note).toMatch(/^That is not yours to do here\./);
  });

  test('the list of devices is suggested to whom it is shown, and offered in help to the same', async () => {
    const desk = await transferOffice();
    let shown = 0;
    for (const number of ['01', '02', '04', '05', '06', '07', '08', '09', '0a', '0b', '0c', '0d']) {
      const isShown = (await desk.say(number, 'devices')).card === 'devices';
      const view = as(await desk.say(number, 'please list spares'), 'welcome');
      const isOffered = textsOf(sampleCards.render({ ...view, note: null })).includes('devices');
      expect([number, view.note?.includes('type devices'), isOffered]).toEqual([number, isShown, isShown]);
      shown += isShown ? 1 : 0;
    }
    expect(shown).toBeGreaterThan(8);
  });

  test('a command is suggested only to who is offered it in help', async () => {
    const desk = await transferOffice();
    const words = [
      'we cancel it',
      'we give it back',
      'please move it',
      'we approve it',
      'what is charged',
      'what is owed',
      'the prices',
      'the network',
      'where is it',
      'list the spares',
      'we need a new one',
    ];
    let suggested = 0;
    for (const number of ['01', '02', '04', '05', '06', '07', '08', '09', '0a', '0b', '0c', '0d']) {
      for (const text of words) {
        const view = as(await desk.say(number, text), 'welcome');
        const offered = textsOf(sampleCards.render({ ...view, note: null }));
        const [, command = 'help'] = /\btype ([a-z]+)\b(?! serial)/.exec(view.note ?? '') ?? [];
        if (command === 'its') continue;
        suggested += 1;
        expect([number, text, offered.some((word) => word.split(' ')[0] === command)]).toEqual([number, text, true]);
      }
    }
    expect(suggested).toBeGreaterThan(100);
    expect(as(await desk.say('07', 'we need a new one'), 'welcome').note).toMatch(/^That is not yours to do here\./);
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
