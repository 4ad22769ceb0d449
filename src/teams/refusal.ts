import { z } from 'zod';
import type { Incoming } from './activity.ts';

/** Whom the bot answers, and where it sends its answers to. */
export interface Rules {
  /** Without credentials: only this machine, over plain http. */
  local: boolean;
  /** Lower-case GUID. */
  tenant: string;
  serviceHosts: readonly string[];
  /** Hosts that files may be put on; a host stands for its subdomains too. */
  uploadHosts: readonly string[];
}

const guid = z.guid();

/**
 * Why an activity is not answered, as words for the log; null when it is. A valid token says nothing of the tenant, and
 * an activity can be sent to any address that the service URL names.
 */
export function refusalOf(activity: Incoming, rules: Rules): string | null {
  if (activity.channelId !== 'msteams') return 'another channel';
  if (!isServiceUrl(activity.serviceUrl, rules)) return 'a service URL that is not on the list';
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id];
  if (!tenants.every((tenant) => tenant?.toLowerCase() === rules.tenant)) return 'another tenant';
  return null;
}

/** The person who speaks, as a lower-case Entra object id; null when the activity does not say. */
export function personOf(activity: Incoming): string | null {
  const parsed = guid.safeParse(activity.from.aadObjectId?.toLowerCase());
  return parsed.success ? parsed.data : null;
}

/** Whether answers, and with them the bot's token, may be sent there. */
export function isServiceUrl(url: string, { local, serviceHosts }: Rules): boolean {
  return isOneOf(url, serviceHosts, local);
}

/** Whether a file, which somebody may not be meant to see, may be put there: their OneDrive, which is SharePoint. */
export function isUploadUrl(url: string, { local, uploadHosts }: Rules): boolean {
  return isOneOf(url, uploadHosts, local);
}

function isOneOf(url: string, hosts: readonly string[], local: boolean): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false;
  const host = parsed.hostname.toLowerCase();
  if (local) return parsed.protocol === 'http:' && isLoopback(host);
  return (
    parsed.protocol === 'https:' &&
    parsed.port === '' &&
    hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`))
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
