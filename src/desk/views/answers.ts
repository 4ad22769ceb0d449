import type { Catalog, CatalogItem } from '../../domain/catalog.ts';
import type { Agency, Person } from '../../domain/people.ts';

/** Hello and help in one: what this person can do, as rows with a button, and the commands. */
export interface WelcomeView {
  card: 'welcome';
  person: Person;
  agency: Agency;
  can: {
    order: boolean;
    purchase: boolean;
    approve: boolean;
    delegate: boolean;
    work: boolean;
    list: boolean;
    report: boolean;
    swap: boolean;
    bill: boolean;
    correct: boolean;
    inventory: boolean;
  };
  /** Set where somebody wrote what the desk did not understand. */
  note: string | null;
}

/** What can be ordered, with its monthly rates in cents (Rule 2). */
export interface CatalogView {
  card: 'catalog';
  catalog: Catalog;
  items: CatalogItem[];
  canOrder: boolean;
}

/** A sentence: something was refused, not found, or broke. */
export interface NoticeView {
  card: 'notice';
  tone: 'refused' | 'fine' | 'broken';
  title: string;
  text: string;
  /** For the service desk to find what broke in the log. */
  reference: string | null;
  /** What to do instead, where there is something. */
  button?: { title: string; verb: string };
}
