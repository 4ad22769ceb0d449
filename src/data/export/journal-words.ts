import type { JournalEntry } from '../../desk/documents.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import type { Decision } from '../../domain/request/state.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';

/** What a commit did, in a few words: "Deployed 3 · Closed". */
export function inWords({ events, devices, inventory }: JournalEntry): string {
  if (inventory !== undefined) return `Inventory of FY ${inventory.year}: ${inventory.did}`;
  if (events.length > 0) return events.map(eventInWords).join(' · ');
  return devices.some(({ before }) => before === null) ? 'Recorded' : 'Released';
}

function decisionInWords({ step, verdict, for: away }: Decision): string {
  return away === undefined ? `${step}: ${verdict}` : `${step}: ${verdict} for ${away.name}`;
}

function eventInWords(event: RequestEvent): string {
  switch (event.type) {
    case 'worked':
      return `${WORK_STEPS[event.step].done} ${event.units.length}`;
    case 'approved':
    case 'returned':
    case 'rejected':
      return decisionInWords(event.decision);
    case 'tagged':
      return `Tagged ${event.units.length}`;
    case 'units cancelled':
      return `${event.units.length} cancelled`;
    case 'children opened':
      return `Opened ${event.children.map(({ request }) => request).join(', ')}`;
    case 'submitted':
    case 'cancelled':
    case 'closed':
      return event.type.charAt(0).toUpperCase() + event.type.slice(1);
  }
}
