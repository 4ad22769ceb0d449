import { correctionsBetween, partsOf, wordsOfCorrections } from '../../src/domain/corrections.ts';
import type { Device } from '../../src/domain/device.ts';
import type { Person } from '../../src/domain/people.ts';
import { correction } from '../../src/kinds/correction/correction.ts';
import type { CorrectionForm } from '../../src/kinds/correction/form.ts';
import {
  ada,
  byKey,
  commitment,
  everyone,
  finn,
  leased,
  legacy,
  max,
  Play,
  reasons,
  rita,
  world,
} from '../domain/office.ts';

const OLD = legacy('5CG0000001');
const NEW = leased('7BLUE01', { billingCode: 'PARKS-200' });
const SPARE = leased('7BLUE03', { status: 'spare', assignedUser: null });

function form(device: Device, change: Partial<CorrectionForm> = {}): CorrectionForm {
  const was = partsOf(device);
  return { serial: device.serial, ...was, was, reason: 'It was mistyped.', ...change };
}

function prepare(device: Device, change: Partial<CorrectionForm> = {}, actor = ada) {
  return correction.prepare(form(device, change), world({ actor, devices: byKey(OLD, NEW, SPARE) }));
}

function submit(play: Play, device: Device, change: Partial<CorrectionForm>, actor: Person = ada) {
  const { devices, commitments } = play;
  const { draft } = correction.prepare(form(device, change), world({ actor, devices, commitments }));
  if (draft === null) throw new Error('the form has problems');
  const permission = 'ask for a correction';
  return play.act(actor, { type: 'submit', draft, claimed: [device], approvers: everyone, permission });
}

describe('Rule 6: the form of a correction', () => {
  test('counts what was changed and is different from the record', () => {
    const { draft } = prepare(NEW, { location: 'Room 3.01', model: '  Dell Latitude  5455 ' });
    expect(draft).toMatchObject({
      title: '7BLUE01 to correct',
      route: [],
      units: [
        {
          plan: ['update'],
          corrects: [
            { field: 'location', from: NEW.location, to: 'Room 3.01' },
            { field: 'model', from: NEW.model, to: 'Dell Latitude 5455' },
          ],
        },
      ],
      quote: { netCount: 0, monthlyCents: 0 },
    });
  });

  test('leaves alone what its person has not touched, whatever the record says by now', () => {
    const opened = form(NEW, { location: 'Room 3.01' });
    const since = leased('7BLUE01', { billingCode: 'PARKS-100', assignedUser: { id: null, name: 'Tom Tran' } });
    const { draft } = correction.prepare(opened, world({ actor: ada, devices: byKey(since) }));
    expect(draft?.units[0]?.corrects?.map(({ field }) => field)).toEqual(['location']);
  });

  test('takes a box that was not sent for unchanged', () => {
    expect(NEW.labelled).toBe(true);
    const { draft } = prepare(NEW, { labelled: '', location: 'Room 3.01' });
    expect(draft?.units[0]?.corrects?.map(({ field }) => field)).toEqual(['location']);
  });

  test('that changes nothing is refused', () => {
    expect(prepare(NEW).problems).toEqual([
      { field: null, text: 'Nothing here is different from the record. Change what is wrong with it.' },
    ]);
  });

  test.each([
    ['assignedUser', '\u200b', 'A device in service has a user. Say who.'],
    ['location', '  ', 'Say where it is.'],
    ['model', '', 'Say which model it is.'],
    ['warrantyUntil', '', 'Choose the last day of the warranty.'],
    ['warrantyUntil', '2027-02-30', 'Choose the last day of the warranty.'],
    ['billingCode', 'REV-100', 'That is not a billing code of PARKS. Choose one that is.'],
    ['location', 'x'.repeat(121), 'Make it shorter: 120 characters at most.'],
    ['reason', '', 'Say in a sentence why the record is wrong.'],
  ])('Rule 28: %s is never %j', (field, typed, text) => {
    const { draft, problems } = prepare(NEW, { location: 'Room 3.01', [field]: typed });
    expect(draft).toBeNull();
    expect(problems).toContainEqual({ field, text });
  });

  test('gives a spare device to nobody, and no label to one that was never leased', () => {
    expect(prepare(SPARE, { assignedUser: 'Nora Nash' }).problems[0]?.text).toMatch('is spare, so nobody is assigned');
    expect(prepare(SPARE, { location: 'Store 2' }).draft).not.toBeNull();
    expect(prepare(OLD, { labelled: 'true' }).problems[0]?.text).toMatch('it bears no leased-device label');
    expect(prepare(NEW, { labelled: 'false' }).draft?.forWhom).toBe('the record: leased-device label');
  });

  test('Rule 12: of a device in another open request is refused, naming it', () => {
    const asked = world({
      actor: ada,
      devices: byKey(NEW),
      busy: new Map([['7BLUE01', { request: 'PARKS-OTHER1', kind: 'move' }]]),
    });
    const { draft, problems } = correction.prepare(form(NEW, { location: 'Room 3.01' }), asked);
    expect(draft).toBeNull();
    expect(problems[0]?.text).toMatch('is already part of PARKS-OTHER1 (move)');
  });

  test('Rule 57: of another agency’s device says no more than of none', () => {
    const { problems } = correction.prepare(form(leased('8REDX01')), world({ actor: max }));
    expect(problems).toEqual([
      { field: null, text: '8REDX01 is not a device of PARKS. Check the label, or take it out.' },
    ]);
  });
});

describe('Rule 6: a correction', () => {
  test('by the asset manager is made as it is submitted, in one commit, and twice is once', () => {
    const play = new Play(NEW);
    submit(play, NEW, { location: 'Room 3.01' });
    expect(play.request).toMatchObject({ status: 'closed', commits: 1, units: [{ done: 1 }] });
    expect(play.devices.get('7BLUE01')).toEqual({ ...NEW, location: 'Room 3.01' });
    expect(submit(play, NEW, { location: 'Room 3.02' })).toMatchObject({ events: [], problems: [] });
    expect(play.devices.get('7BLUE01')?.location).toBe('Room 3.01');
  });

  test('that an approver asks for waits for the asset manager, and holds the device meanwhile', () => {
    const play = new Play(OLD);
    submit(play, OLD, { assignedUser: 'Tom Tran' }, max);
    expect(play.request).toMatchObject({ status: 'in work', units: [{ done: 0 }] });
    expect(play.devices.get('5CG0000001')).toEqual({ ...OLD, openRequest: play.request?.id });
    expect(reasons(play.work(finn, 'update'))).toMatch('the asset manager does it');
    play.work(ada, 'update');
    expect(play.request?.status).toBe('closed');
    expect(play.devices.get('5CG0000001')).toEqual({ ...OLD, assignedUser: { id: null, name: 'Tom Tran' } });
    expect(play.last?.events[0]).toMatchObject({ step: 'update', role: 'asset manager', reason: 'It was mistyped.' });
    expect(play.work(ada, 'update').events).toEqual([]);
  });

  test('is turned down by the asset manager, or taken back by who asked for it', () => {
    for (const person of [ada, max]) {
      const play = new Play(OLD);
      submit(play, OLD, { assignedUser: 'Tom Tran' }, max);
      play.cancel(person, 'It is right as it is.');
      expect(play.request?.status).toBe('cancelled');
      expect(play.devices.get('5CG0000001')).toEqual(OLD);
    }
  });

  test('is not for requesters', () => {
    expect(reasons(submit(new Play(OLD), OLD, { location: 'Room 1' }, rita))).toBe(
      'You cannot make requests for PARKS.',
    );
  });

  test('Rules 35, 42 and 50: a billing code pays from this month on, for device and commitment; nothing else changes', () => {
    const play = new Play(NEW);
    play.commitments.set('7BLUE01', commitment('7BLUE01', '2024-07'));
    submit(play, NEW, { billingCode: 'PARKS-100' });
    const billed = { billingCode: 'PARKS-100', earlierCodes: [{ before: '2026-11', billingCode: 'PARKS-200' }] };
    expect(play.devices.get('7BLUE01')).toEqual({ ...NEW, ...billed });
    expect(play.commitments.get('7BLUE01')).toEqual({ ...commitment('7BLUE01', '2024-07'), ...billed });
  });

  test('Rule 31: what changed can be told from the records before and after', () => {
    const after = { ...NEW, location: 'Room 3.01', warrantyUntil: '2028-01-31' };
    expect(wordsOfCorrections(correctionsBetween(NEW, after))).toBe(
      `Location: ${NEW.location} → Room 3.01; Warranty until: ${NEW.warrantyUntil} → 2028-01-31`,
    );
  });
});
