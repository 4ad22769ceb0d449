import type { DocumentType } from '../../desk/documents.ts';
import type { Page, Query, Store, Stored } from '../../desk/ports/store.ts';

/** Documents a page; only one page is in memory at a time. */
const A_PAGE = 100;

/** The pages of everything that meets a query, one after the other. */
export async function* pagesOf<T extends DocumentType>(
  store: Store,
  query: Omit<Query<T>, 'limit' | 'after'>,
): AsyncGenerator<Stored<T>[]> {
  let after: string | null = null;
  do {
    const page: Page<T> = await store.query({ ...query, limit: A_PAGE, ...(after === null ? {} : { after }) });
    yield page.items;
    after = page.next;
  } while (after !== null);
}
