import { z } from 'zod';

/** A document as Cosmos DB keeps it, next to properties of its own. */
export const itemSchema = z.object({
  id: z.string(),
  pk: z.string(),
  type: z.string(),
  version: z.number(),
  body: z.unknown(),
  _etag: z.string(),
});
export type Item = z.infer<typeof itemSchema>;

/** Characters no id may hold there, and the one that stands for them. */
const FORBIDDEN = /[/\\?#%~]/g;

/** An id as Cosmos DB takes it. */
export function itemIdOf(id: string): string {
  return id.replace(FORBIDDEN, (sign) => `~${sign.charCodeAt(0).toString(16)}`);
}

/** The id of the desk that was made into one for Cosmos DB. */
export function idOf(itemId: string): string {
  return itemId.replace(/~([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
