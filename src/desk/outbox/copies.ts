import { readAll } from '../directory.ts';
import type { Store, Stored } from '../ports/store.ts';

/** Every message that shows a request. */
export function copiesOf(store: Store, request: string): Promise<Stored<'copy'>[]> {
  return readAll(store, { type: 'copy', where: [{ field: 'request', is: request }], orderBy: { field: 'activity' } });
}
