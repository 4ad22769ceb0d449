import { isUploadUrl, type Rules } from './refusal.ts';

/** Milliseconds for one try. */
const DEADLINE = 30_000;
/** What one request may carry to an upload session, in bytes. */
const LARGEST = 60 * 1024 * 1024;

/**
 * Puts a whole file where Teams has said it may be put, in a session that carries its own permission: no token of the bot
 * goes along, and no redirect is followed. Tried twice, which is harmless with the same bytes. Throws when it is not there.
 */
export async function upload(url: string, bytes: Uint8Array, contentType: string, rules: Rules): Promise<void> {
  if (!isUploadUrl(url, rules)) throw new Error('The upload URL is not one of a host on the list.');
  if (bytes.length === 0 || bytes.length > LARGEST)
    throw new Error(`${bytes.length} bytes cannot be uploaded at once.`);
  const first = await put(url, bytes, contentType);
  const status = first >= 500 || first === 429 || first === 0 ? await put(url, bytes, contentType) : first;
  if (status !== 200 && status !== 201) throw new Error(`The upload was answered with ${status}.`);
}

/** The status; 0 when there was no answer in time. */
async function put(url: string, bytes: Uint8Array, contentType: string): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'Content-Type': contentType, 'Content-Range': `bytes 0-${bytes.length - 1}/${bytes.length}` },
      body: Buffer.from(bytes),
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
