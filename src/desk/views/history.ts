/** One line of a device's or a request's history. */
export interface HistoryRow {
  /** UTC. */
  at: string;
  what: string;
  by: string;
  role: string | null;
  request: string | null;
}
