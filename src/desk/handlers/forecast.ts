import { type Forecasting, forecasting, isDueSoon } from '../../domain/billing/forecast.ts';
import type { Commitment } from '../../domain/commitment.ts';
import { type Month, monthOf } from '../../domain/months.ts';
import { type Agency, may, type Person } from '../../domain/people.ts';
import { commitmentsOf, dueOf, paidElsewhere } from '../billing/due.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { ForecastView } from '../views/forecast.ts';
import type { View } from '../views.ts';
import { maySeeMonths } from '../who-sees.ts';

/** What is still owed, by fiscal year, and what is to be replaced when: of one's agency, or for billing of any or all. */
export async function openForecast(house: House, person: Person, text: string): Promise<View> {
  if (!may(person, 'see bills', person.agency)) {
    return refusal(
      'Not yours to see',
      'Forecasts are for the approvers of an agency, and for billing. Ask an approver of yours.',
    );
  }
  const code = text.trim().toUpperCase();
  const all = code === '' && maySeeMonths(person);
  const agency = all ? undefined : await house.directory.agency(code === '' ? person.agency : code);
  if (!all && (agency === undefined || !may(person, 'see bills', agency.code))) {
    return refusal(
      'Not found',
      `There is no agency ${code.slice(0, 12)} whose forecast you can see. Type forecast for your own.`,
    );
  }
  const codes = agency === undefined ? await house.directory.agencyCodes() : [agency.code];
  const count = agency === undefined ? {} : { pk: agency.code };
  if ((await house.store.count({ type: 'commitment', where: [], ...count })) > house.patience.forecast) {
    return tooLarge(agency?.code);
  }
  const sum = await summed(house, codes, agency);
  const due =
    agency === undefined
      ? { rows: [], total: 0, unseen: 0, orderSerials: [] }
      : await dueOf(house.store, agency.code, sum.soon, person);
  const agencies = agency === undefined ? sum.agencies.filter(({ totalCents }) => totalCents > 0) : [];
  const { month, forecast } = sum;
  return { card: 'forecast', agency: agency ?? null, month, forecast, due, agencies, now: house.clock.now() };
}

/** What stands in the commitments of some agencies: all they owe together and each alone, and what is soon to be replaced. */
interface Sum extends Pick<ForecastView, 'month' | 'forecast' | 'agencies'> {
  soon: Commitment[];
}

/** Adds them up; for one agency, with what it pays of devices elsewhere among what is to be replaced. */
async function summed(house: House, codes: readonly string[], only: Agency | undefined): Promise<Sum> {
  const month = monthOf(house.clock.now().day);
  const whole = forecasting(month);
  const agencies: ForecastView['agencies'] = [];
  const soon: Commitment[] = [];
  for (const pk of codes) {
    const one = await ofAgency(house, pk, month, whole, soon);
    agencies.push({ agency: pk, totalCents: one.forecast().totalCents });
  }
  if (only !== undefined) {
    soon.push(...(await paidElsewhere(house.store, only.code)).filter((one) => isDueSoon(one, month)));
  }
  return { month, forecast: whole.forecast(), agencies, soon };
}

function tooLarge(code: string | undefined): View {
  return refusal(
    'Too large for a chat',
    code === undefined
      ? 'There are too many commitments to go through here. Ask for one agency: forecast and its code.'
      : `${code} has too many commitments to go through here. Type bill for what it pays a month, or ask an administrator for the file of all commitments: npm run export.`,
  );
}

async function ofAgency(
  house: House,
  pk: string,
  month: Month,
  whole: Forecasting,
  soon: Commitment[],
): Promise<Forecasting> {
  const one = forecasting(month);
  for await (const commitment of commitmentsOf(house.store, pk)) {
    one.add(commitment);
    whole.add(commitment);
    if (isDueSoon(commitment, month)) soon.push(commitment);
  }
  return one;
}
