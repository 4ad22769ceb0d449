import { groupsOf, nextChildId, openedChild } from '../../src/desk/outbox/child-requests.ts';
import { tasksAfter } from '../../src/desk/tasks.ts';
import { isDelivered, isWorkedOff, stillToOpen } from '../../src/domain/request/ending.ts';
import { evolve } from '../../src/domain/request/events.ts';
import type { Outcome } from '../../src/domain/request/outcome.ts';
import { stepsOf, timeline } from '../../src/domain/request/timeline.ts';
import { chosenUnits, readUnits, unitsToCount } from '../../src/domain/request/which-units.ts';
import { ed, eve, finn, form, legacy, max, Play, reasons, rita, wanda, world } from './office.ts';

/** Cancels what a text names, as the card of this moment would have it read. */
function cancelNamed(play: Play, text: string, reason = 'Not needed.', shown = numbersShown(play)): Outcome {
  if (play.request === undefined) throw new Error('nothing was submitted');
  const { units, problems } = readUnits(play.request, text, shown);
  if (problems.length > 0) return { ...play.cancel(ed, reason, []), problems };
  return play.cancel(ed, reason, units);
}

function numbersShown({ request }: Play): number[] {
  return request === undefined ? [] : unitsToCount(request).map(({ no }) => no);
}

/** Three laptops for Sam Stone and one for reserve; the first is in the warehouse. */
function ordered(): Play {
  const lines = [
    { item: 'LT-STD', quantity: '3' },
    { item: 'LT-STD', quantity: '1', reserve: true },
    { item: 'MN-24', quantity: '2' },
  ];
  const play = new Play().approved(form({ lines }));
  play.receive(wanda, ['8KLM2X3']);
  return play;
}

function cancelled(play: Play): number[] {
  return (play.request?.units ?? []).filter((unit) => unit.cancelled).map(({ no }) => no);
}

describe('Rule 20: cancelling some units', () => {
  test.each([
    ['a serial', '8klm2x3', [1]],
    ['a serial with blanks', '8klm 2x3', [1]],
    ['how many of an item, from the last on', '2 standard laptops', [2, 3]],
    ['an item by its name', '1 of Standard laptop', [3]],
    ['an item by its code', '1 x LT-STD', [3]],
    ['an item by what it is', '2 monitors', [5, 6]],
    ['those for reserve', '1 standard laptop for disaster reserve', [4]],
    ['what is typed with many blanks', ' 1   standard\u00a0 laptop  for   disaster  reserve ', [4]],
    ['several at once', '8KLM2X3, 1 monitor\n1 laptop', [1, 3, 6]],
    ['the same item twice', '1 laptop, 1 laptop', [2, 3]],
  ])('names %s', (_how, text, wanted) => {
    const play = ordered();
    expect(reasons(cancelNamed(play, text))).toBe('');
    expect(cancelled(play)).toEqual(wanted);
    expect(play.status()).toBe('in work');
  });

  test.each([
    ['all', '', null, ''],
    ['all', '1 laptop', [], 'You chose all and named some. Choose “Only these”, or empty the field.'],
    ['', '1 laptop', [], 'Choose what to cancel: all that can be, or only some.'],
    ['', '', [], 'Choose what to cancel: all that can be, or only some.'],
    ['some', ' ', [], 'Name those to cancel. Write serials, or how many of an item: 1 standard laptop.'],
    ['some', '1 laptop', [3], ''],
  ])('choosing “%s” and naming “%s” means %j', (what, which, units, why) => {
    const { request } = ordered();
    if (request === undefined) throw new Error('nothing was ordered');
    const chosen = chosenUnits(request, { what, which }, [2, 3]);
    expect([chosen.units, chosen.problems.map(({ text }) => text).join(' ')]).toEqual([units, why]);
  });

  test('all that can be', () => {
    const play = ordered();
    play.cancel(ed);
    expect(play.status()).toBe('cancelled');
  });

  test.each([
    ['', 'Say in a sentence why it is cancelled.'],
    ['  \n', 'Say in a sentence why it is cancelled.'],
    ['x'.repeat(501), 'Make it shorter: 500 characters at most.'],
  ])('takes a reason that everybody can read', (reason, why) => {
    const play = ordered();
    expect(reasons(cancelNamed(play, '1 laptop', reason))).toBe(why);
    expect(reasons(play.cancel(ed, reason))).toBe(why);
    expect([cancelled(play), play.status()]).toEqual([[], 'in work']);
  });

  test('serials are pasted as everywhere, and the wrong one among them is named', () => {
    const play = ordered();
    play.receive(wanda, ['8KLM2X4']);
    expect(reasons(cancelNamed(play, '8KLM2X3 8KLM2X9'))).toMatch(/^8KLM2X9 is not a device of/);
    expect(reasons(cancelNamed(play, '8KLM2X3\t8klm-2x4'))).toBe('');
    expect(cancelled(play)).toEqual([1, 2]);
  });

  test.each([
    ['9KLM2X9', '9KLM2X9 is not a device of PARKS-7K3M9Q. Write serials, or how many of an item: 1 standard laptop.'],
    ['4 standard laptops', 'Only 3 standard laptops for users can still be cancelled.'],
    ['0 monitors', 'Say how many 24-inch monitors: 1 or more.'],
    ['2 docking stations', '“2 docking stations” is no item of PARKS-7K3M9Q and no serial.'],
    [' - ,', 'That names no device. Write serials, or how many of an item: 1 standard laptop.'],
    ['2 laptops for disaster reserve', 'Only 1 standard laptop for disaster reserve can still be cancelled.'],
  ])('%s is refused with a sentence, and nothing is cancelled, nor what else is named', (text, why) => {
    const play = ordered();
    const said = reasons(cancelNamed(play, `${text}, 1 monitor`.replace(/^ - ,, 1 monitor$/, ' - ,')));
    expect(said).toBe(why);
    expect(cancelled(play)).toEqual([]);
  });

  test.each([
    ['between two words', `1 a${' '.repeat(99_000)}b`],
    ['before what it is for', `1 laptop${' '.repeat(99_000)}for reserve and more`],
    ['between a number and a word', `1${' '.repeat(99_000)}a b`],
  ])('a long row of blanks %s keeps nobody waiting', (_where, text) => {
    const play = ordered();
    const before = process.cpuUsage();
    expect(reasons(cancelNamed(play, text))).toMatch(/is no item of PARKS-7K3M9Q and no serial\.$/);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
  });

  test('an item that could be two is asked for again', () => {
    const lines = [
      { item: 'LT-STD', quantity: '1' },
      { item: 'LT-PWR', quantity: '1' },
    ];
    const play = new Play().approved(form({ lines }));
    expect(reasons(cancelNamed(play, '1 laptop'))).toBe('Say which: 1 standard laptop or 1 power laptop.');
  });

  test.each([
    ['1 laptop', [2]],
    ['2 laptops', [1, 2]],
    ['1 of laptop', [2]],
    ['1 power laptop', [3]],
    ['1 power laptop, 1 laptop', [2, 3]],
  ])('“%s” is the item of that name, though the name of another ends so', (text, wanted) => {
    const lines = [
      { item: 'LT-STD', quantity: '2' },
      { item: 'LT-PWR', quantity: '1' },
    ];
    const { request } = new Play().approved(form({ lines }));
    if (request === undefined) throw new Error('nothing was ordered');
    const renamed = request.quote.lines.map((line) => {
      return line.item === 'LT-STD' ? { ...line, name: 'Laptop', plural: 'laptops' } : line;
    });
    const plain = { ...request, quote: { ...request.quote, lines: renamed } };
    const { units, problems } = readUnits(plain, text, [1, 2, 3]);
    expect([units?.toSorted(), problems]).toEqual([wanted, []]);
  });

  test('what is deployed is the agency’s for 48 months', () => {
    const play = ordered();
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    const before = play.request;
    const outcome = cancelNamed(play, '8KLM2X3, 1 laptop');
    expect(reasons(outcome)).toBe(
      '8KLM2X3 is deployed and stays for its 48 months. To give it back, the agency asks for a decommission.',
    );
    expect(play.request).toBe(before);
  });

  test('a device that is moved or given back, and has been picked up, is finished first', () => {
    const play = new Play(legacy('5CG0000003'), legacy('5CG0000004'));
    play.ask(rita, 'decommission', { serials: '5CG0000003 5CG0000004', outcome: 'surplus', reason: 'Old.' });
    play.work(eve, 'collect', ['5CG0000003']);
    expect(reasons(cancelNamed(play, '5CG0000003'))).toMatch(/^5CG0000003 is collected already\. Have it finished/);
    cancelNamed(play, '5CG0000004');
    expect(cancelled(play)).toEqual([2]);
    expect(play.devices.get('5CG0000004')).toMatchObject({ status: 'in service', openRequest: null });
    expect(play.devices.get('5CG0000003')?.openRequest).toBe('PARKS-7K3M9Q');
    const all = play.cancel(ed);
    expect(reasons(all)).toMatch(
      /nothing can be cancelled. Have it finished; then the agency can ask for a move or a decommission to undo it/,
    );
  });

  test('doing it twice is doing it once, whatever has come in since', () => {
    const play = ordered();
    const shown = numbersShown(play);
    cancelNamed(play, '1 laptop, 8KLM2X3', 'Too many.', shown);
    const before = play.request;
    expect(cancelNamed(play, '1 laptop, 8KLM2X3', 'Too many.', shown).already).toMatch(/cancelled already/);
    expect(play.request).toBe(before);
    play.receive(wanda, ['8KLM2X5']);
    expect(cancelNamed(play, '2 laptops', 'Too many.', shown).already).toMatch(/cancelled already/);
    expect(cancelled(play)).toEqual([1, 3]);
  });

  /** Four laptops: the first deployed, the second staged, the third received, the last still to come. */
  function atMixedSteps(): Play {
    const play = new Play().approved(form({ lines: [{ item: 'LT-STD', quantity: '4' }] }));
    play.receive(wanda, ['8KLM2X3', '8KLM2X4', '8KLM2X5']);
    play.work(eve, 'image', ['8KLM2X3', '8KLM2X4']);
    play.work(eve, 'stage', ['8KLM2X3', '8KLM2X4']);
    play.work(eve, 'dispatch', ['8KLM2X3']);
    play.work(eve, 'deploy', ['8KLM2X3']);
    return play;
  }

  test.each([
    ['1 laptop', [4]],
    ['2 standard laptops', [3, 4]],
    ['3 standard laptops', [2, 3, 4]],
    ['8KLM2X5, 1 laptop', [3, 4]],
    ['2 laptops, 8KLM2X5', [2, 3, 4]],
  ])('%s are those that can still be cancelled, the least advanced first', (text, wanted) => {
    const play = atMixedSteps();
    const shown = numbersShown(play);
    expect(reasons(cancelNamed(play, text))).toBe('');
    expect(cancelled(play)).toEqual(wanted);
    expect(cancelNamed(play, text, 'Not needed.', shown).already).toMatch(/cancelled already/);
    expect(cancelled(play)).toEqual(wanted);
  });

  test('more than can still be cancelled is refused', () => {
    const play = atMixedSteps();
    expect(reasons(cancelNamed(play, '4 laptops'))).toBe('Only 3 standard laptops can still be cancelled.');
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    play.receive(wanda, ['8KLM2X6']);
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step, ['8KLM2X6']);
    expect(play.status()).toBe('closed');
  });

  test('what a later card counts are those that are still to come then', () => {
    const play = ordered();
    cancelNamed(play, '1 laptop');
    cancelNamed(play, '1 laptop');
    expect(cancelled(play)).toEqual([2, 3]);
  });

  test('before it is approved only all of it can be cancelled', () => {
    const play = new Play();
    play.submit(rita);
    expect(reasons(play.cancel(rita, 'Less.', [1]))).toMatch(
      /only all of it can be cancelled. To ask for less, have it/,
    );
    expect(play.status()).toBe('awaiting approval');
  });

  test('after EUC has approved only an EUC approver can', () => {
    const play = ordered();
    expect(reasons(play.cancel(max, 'Less.', [1]))).toMatch(/only an EUC approver can cancel/);
    expect(cancelled(play)).toEqual([]);
  });

  test('the reason is kept and told, with who and how many', () => {
    const play = ordered();
    cancelNamed(play, '1 laptop', ' Sam shares one. ');
    cancelNamed(play, '1 monitor', 'Sam shares one.');
    cancelNamed(play, '8KLM2X3', 'It is broken.');
    const rows = (play.request && timeline(play.request)) ?? [];
    expect(rows.filter(({ state }) => state === 'cancelled')).toEqual([
      expect.objectContaining({
        label: '2 devices cancelled',
        note: 'Sam shares one.',
        by: { id: ed.id, name: ed.name },
      }),
      expect.objectContaining({ label: '1 device cancelled', note: 'It is broken.' }),
    ]);
    play.cancel(ed, 'All of it.');
    const end = (play.request && timeline(play.request)) ?? [];
    expect(end.slice(-3).map(({ label, note }) => [label, note])).toEqual([
      ['2 devices cancelled', 'Sam shares one.'],
      ['1 device cancelled', 'It is broken.'],
      ['Cancelled', 'All of it.'],
    ]);
  });

  test('the steps that only cancelled units take are no steps any more', () => {
    const play = ordered();
    expect(play.request && stepsOf(play.request)).toContain('place');
    cancelNamed(play, '1 laptop for reserve');
    expect(play.request && stepsOf(play.request)).not.toContain('place');
  });
});

describe('Rules 13, 15 and 20: the replaced devices of an order that is cancelled in part', () => {
  function replacing(): Play {
    const play = new Play(legacy('5CG0000003'), legacy('5CG0000004'));
    play.submit(rita, form({ replaces: '5CG0000003 5CG0000004', additional: false, becomes: 'decommission' }));
    play.decide(max, 'approve', 'agency');
    play.decide(ed, 'approve', 'EUC');
    play.receive(wanda, ['8KLM2X3']);
    for (const step of ['image', 'stage', 'dispatch'] as const) play.work(eve, step);
    return play;
  }

  test('once the rest is deployed, a request for each is still to be opened', () => {
    const play = replacing();
    cancelNamed(play, '1 laptop');
    expect(play.request?.quote.netCount).toBe(0);
    play.work(eve, 'deploy');
    expect(play.status()).toBe('in work');
    expect(play.request && stillToOpen(play.request).map(({ serial }) => serial)).toEqual(['5CG0000003', '5CG0000004']);
  });

  test('what an order has opened is EUC’s to cancel, not the requester’s', () => {
    const play = replacing();
    play.work(eve, 'deploy');
    cancelNamed(play, '1 laptop');
    const parent = play.request;
    const [group] = parent === undefined ? [] : groupsOf(stillToOpen(parent));
    if (parent === undefined || group === undefined) throw new Error('nothing was replaced');
    const opened = openedChild(parent, group, world({ id: nextChildId(parent), devices: play.devices }));
    const child = new Play(...(opened?.child.devices ?? []));
    child.request = evolve(undefined, opened?.child.events ?? []);
    expect(reasons(child.cancel(rita))).toMatch(/only an EUC approver can cancel/);
    expect(reasons(child.cancel(max))).toMatch(/only an EUC approver can cancel/);
    child.cancel(ed);
    expect(child.status()).toBe('cancelled');
  });

  test('the same when the rest was deployed before', () => {
    const play = replacing();
    play.work(eve, 'deploy');
    cancelNamed(play, '1 laptop');
    expect(play.status()).toBe('in work');
    expect(play.request && stillToOpen(play.request)).toHaveLength(2);
  });

  test('where nothing was deployed the order ends, and the old devices are let go', () => {
    const play = replacing();
    cancelNamed(play, '1 laptop', 'One less.');
    cancelNamed(play, '8KLM2X3', 'None at all.');
    expect(play.request && stillToOpen(play.request)).toEqual([]);
    play.work(finn, 'bring back');
    expect(play.request).toMatchObject({ status: 'cancelled', reason: 'None at all.' });
    expect(play.devices.get('8KLM2X3')).toMatchObject({ status: 'received', openRequest: null });
  });

  test('what is still to be brought back does not keep them waiting', () => {
    const play = new Play(legacy('5CG0000003'));
    play.submit(rita, form({ replaces: '5CG0000003', additional: false, becomes: 'decommission' }));
    play.decide(max, 'approve', 'agency');
    play.decide(ed, 'approve', 'EUC');
    play.receive(wanda, ['8KLM2X3', '8KLM2X4']);
    for (const step of ['image', 'stage', 'dispatch'] as const) play.work(eve, step);
    cancelNamed(play, '8KLM2X4');
    play.work(finn, 'deploy');
    const { request } = play;
    if (request === undefined) throw new Error('nothing was ordered');
    expect([isDelivered(request), isWorkedOff(request)]).toEqual([true, false]);
    expect(tasksAfter(undefined, request, '').map(({ name }) => name)).toContain('children');
  });
});
