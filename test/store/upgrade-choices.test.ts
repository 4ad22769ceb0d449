import { keys } from '../../src/desk/documents.ts';
import { documentForm } from '../../src/store/document-form.ts';
import { ed, leased, max, mia, Play, rita } from '../domain/office.ts';
import { journal } from './example-documents.ts';

const form = documentForm();

/** A decision as it was before approvers could name a user, and places to go to and to deliver to. */
function older(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value) => {
      if (key === 'deliverTo') return undefined;
      if (key !== 'terms' || value === null) return value;
      const { billingCode, takesOver } = value;
      return { billingCode, takesOver };
    }),
  );
}

function moved(): Play {
  const play = new Play(leased('7BLUE01'));
  play.ask(rita, 'move', { serials: '7BLUE01', newAgency: 'REV', reason: 'REV needs it more.' });
  play.decide(max, 'approve', 'agency');
  play.accept(mia, true);
  return play;
}

function rejected(): Play {
  const play = new Play(leased('7BLUE01'));
  play.submit(rita);
  play.decide(max, 'approve', 'agency');
  play.decide(ed, 'reject', 'EUC', 'Not now.');
  return play;
}

describe('documents from before approvers chose more than yes or no', () => {
  it.each([
    ['a move that was agreed', moved],
    ['an order that was rejected', rejected],
  ])('%s: nobody was named, and all is for the EUC warehouse (Rule 23)', (_, make) => {
    const play = make();
    const { request } = play;
    if (request === undefined) throw new Error('there is no request');
    const kept = { type: 'request', version: 4, body: older(request) };
    expect(JSON.stringify(kept)).not.toContain('deliverTo');
    expect(form.read(keys.request(request.id), kept)).toEqual(request);
    for (const events of play.journal) {
      const entry = journal({ request: request.id, events });
      const line = { type: 'journal', version: 5, body: older(entry) };
      expect(form.read(keys.journal(request.id, 1), line)).toEqual(entry);
    }
  });
});
