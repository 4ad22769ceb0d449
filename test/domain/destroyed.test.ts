import { ada, commitment, ed, finn, leased, legacy, max, mia, Play, reasons, rita } from './office.ts';

const SHRED = { method: 'destroy', technique: 'shred' } as const;

describe('Rule 43: a device whose medium can only be destroyed', () => {
  test('is removed from service, whatever it was to become, and its request says so', () => {
    const play = new Play(legacy('5CG0000001'), legacy('5CG0000002'));
    play.ask(rita, 'decommission', { serials: '5CG0000001 5CG0000002', outcome: 'spare', reason: 'old' });
    play.work(finn, 'collect');
    expect(reasons(play.sanitize(finn, { ...SHRED, serials: ['5CG0000001'] }))).toBe('');
    play.sanitize(finn, { method: 'clear', technique: 'overwrite' });
    expect(play.certificates.map(({ method, destination }) => [method, destination])).toEqual([
      ['destroy', 'retired'],
      ['clear', 'spare'],
    ]);
    expect(play.request?.units).toMatchObject([{ becomes: 'retired', insteadOf: 'spare' }, { becomes: 'spare' }]);
    expect(play.request?.units[1]).not.toHaveProperty('insteadOf');
    play.work(ada, 'place', null, { location: 'store room' });
    expect(play.devices.get('5CG0000001')).toMatchObject({ status: 'retired', openRequest: null });
    expect(play.devices.get('5CG0000002')).toMatchObject({ status: 'spare' });
    expect(play.status()).toBe('closed');
  });

  test('goes on being paid (Rule 42)', () => {
    const play = new Play(leased('7BLUE01'));
    const before = commitment('7BLUE01', '2024-07');
    play.commitments.set('7BLUE01', before);
    play.ask(rita, 'decommission', { serials: '7BLUE01', outcome: 'disaster reserve', reason: 'old' });
    play.decide(max, 'approve', 'agency');
    play.work(finn, 'collect');
    play.sanitize(finn, SHRED);
    play.work(ada, 'place');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'retired' });
    expect(play.commitments.get('7BLUE01')).toEqual(before);
  });

  test('goes to surplus in pieces, where surplus was asked for', () => {
    const play = new Play(legacy('5CG0000001'));
    play.ask(rita, 'decommission', { serials: '5CG0000001', outcome: 'surplus', reason: 'old' });
    play.work(finn, 'collect');
    play.sanitize(finn, SHRED);
    expect(play.certificates).toMatchObject([{ destination: 'surplus' }]);
    expect(play.request?.units[0]).not.toHaveProperty('insteadOf');
  });

  test('cannot go to another agency, which is said before anything is destroyed', () => {
    const play = new Play(legacy('5CG0000001'));
    play.ask(rita, 'move', { serials: '5CG0000001', newAgency: 'REV', reason: 'They need it.' }, [mia]);
    play.decide(max, 'approve', 'agency');
    play.accept(mia);
    play.work(finn, 'collect');
    expect(reasons(play.sanitize(finn, SHRED))).toBe(
      'A destroyed device cannot go to REV. Purge it; if it cannot be purged, call the service desk first.',
    );
  });
});

test('what is under way cannot be cancelled, and the refusal names the way that there is', () => {
  const play = new Play(legacy('5CG0000001'));
  play.ask(rita, 'decommission', { serials: '5CG0000001', outcome: 'spare', reason: 'old' });
  play.work(finn, 'collect');
  expect(reasons(play.cancel(ed))).toMatch(
    /Have it finished; then the agency can ask for a move or a decommission to undo it\.$/,
  );
});
