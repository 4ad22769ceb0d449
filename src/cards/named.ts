import type { NamedView } from '../desk/views/named.ts';
import { isSamePerson, type Who } from '../domain/people.ts';
import type { Certificate } from '../domain/sanitization.ts';
import type { Dates } from './dates.ts';
import { band, head, LONGEST, sentAgain } from './parts.ts';
import type { CardData } from './template.ts';
import { capital, dotted, listed, shortened } from './text.ts';
import { DESTINATIONS } from './wording.ts';

/** Tells somebody what it means for them that they, or a device they have, stand in a request. */
export function named(view: NamedView, dates: Dates): CardData {
  const { request, about, rows, total } = view;
  const rest = total - rows.length;
  const serial = total === 1 ? (rows[0]?.serial ?? '') : '';
  const isValidator = about.as === 'validator';
  return {
    ...(about.as === 'validator' ? validatorData(view, about.certificate, dates) : userData(view, about.requester)),
    rows: rows.map(({ serial, name, location, unit }, index) => ({
      serial,
      line: dotted(name, shortened(location, LONGEST.place)),
      right: isValidator ? '' : goesTo(view, unit),
      separator: index > 0,
    })),
    more: rest > 0 ? `And ${rest} more.` : '',
    request,
    serial,
    hasDevice: !isValidator && total === 1,
    hasCertificate: isValidator && total === 1,
    hasCertificates: isValidator && total > 1,
    showDesk: true,
  };
}

/** "7BLUE01", "7BLUE01 and 7BLUE02", "7BLUE01 and 3 more". */
function titleOf({ rows, total }: Pick<NamedView, 'rows' | 'total'>): string {
  const serials = rows.map(({ serial }) => serial);
  return listed(total <= 2 ? serials : [serials[0] ?? '', `${total - 1} more`]);
}

/** Rule 44: whoever is named answers for it too. */
function validatorData(view: NamedView, certificate: Certificate, dates: Dates): CardData {
  const { request, agency, again, now } = view;
  const { performer, method, technique, tool, toolVersion, verification, date } = certificate;
  const how = `${capital(method)}, by ${technique}, with ${shortened(`${tool} ${toolVersion}`, LONGEST.name)}`;
  const papers = view.total === 1 ? 'the certificate' : 'the certificates';
  return {
    ...band('accent', 'You are named as validator', dates.day(date, now.day), sentAgain(again)),
    ...head(
      dotted(request, agency),
      `Sanitization of ${titleOf(view)}`,
      `${how}. Verified: ${shortened(verification, LONGEST.place)}.`,
    ),
    text: `${performer.name} named you as validator, so your name stands on ${papers}. If you did not check this, tell EUC’s asset manager or the service desk.`,
  };
}

/** Who has the device gets to know that it is collected, and what to do before. */
function userData({ request, rows, total, again }: NamedView, requester: Who): CardData {
  const [it, its] = total === 1 ? ['it', 'its'] : ['them', 'their'];
  const isWiped = rows.some(({ unit }) => unit.plan.includes('sanitize') || unit.plan.includes('re-image'));
  const wiped = isWiped ? ` Save what you need before: ${its} data are removed.` : '';
  return {
    ...band('warning', `EUC will collect ${total === 1 ? 'a device' : 'devices'} from you`, '', sentAgain(again)),
    ...head(dotted(request, `asked for by ${requester.name}`), titleOf({ rows, total }), ''),
    text: `EUC field operations come for ${it}.${wiped}`,
  };
}

/** "to be removed from service", "goes to Nora Nash", "comes back to you". */
function goesTo({ about }: NamedView, { becomes, insteadOf, assignedUser }: NamedView['rows'][number]['unit']): string {
  if (about.as !== 'user') return '';
  const end = insteadOf ?? becomes;
  if (end !== null) return DESTINATIONS[end].toBe;
  if (about.toAgency !== null) return `goes to ${about.toAgency}`;
  if (assignedUser === null || isSamePerson(assignedUser, about.to)) return 'comes back to you';
  return `goes to ${shortened(assignedUser.name, LONGEST.name)}`;
}
