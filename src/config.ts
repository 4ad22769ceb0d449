import { IANAZone } from 'luxon';
import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** The bot's identity in Entra. A managed identity has no password. */
export type BotCredentials =
  | { type: 'UserAssignedMSI'; appId: string }
  | { type: 'SingleTenant'; appId: string; password: string };

/** Everything that is set from outside, checked. */
export interface Config {
  /** Null in local mode: no credentials, the Playground instead of Teams, and nobody but this machine may call. */
  bot: BotCredentials | null;
  /** Which cloud Teams, the Bot Framework and the tenant are in; GCC is in the public one. */
  cloud: 'public' | 'us-government';
  /** The tenant whose people are served, as a lower-case GUID. */
  tenant: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /**
   * `file:` and the path of a SQLite file, absolute or relative to the working directory; or
   * `https://ACCOUNT.documents.azure.com/DATABASE`.
   */
  storeUrl: string;
  /** The key of an emulator of Cosmos DB; null: an identity is shown. */
  cosmosKey: string | null;
  /** IANA name; months and days are the state's. */
  timeZone: string;
  /** Days on which the state's offices are closed besides weekends, `YYYY-MM-DD`. */
  holidays: string[];
  /** Hosts of Teams that answers may be sent to; a host stands for its subdomains too. */
  serviceHosts: string[];
  /** Hosts of SharePoint, where people's OneDrives are and files may be put; a host stands for its subdomains too. */
  uploadHosts: string[];
  serviceDesk: { phones: string[]; portal: string | null };
  /** What access-control systems show to ask for admission; null: they cannot ask. */
  admissionKey: string | null;
  /** How people get files: by a link on this machine in local mode, through Teams otherwise. */
  files: 'link' | 'Teams';
  logLevel: LogLevel;
  /** The connection string of Application Insights; null: traces and figures go nowhere. */
  insights: string | null;
}

/** Settings that make no sense; the message has one line for each, however many of its entries are wrong. */
export class ConfigError extends Error {
  constructor(lines: readonly string[]) {
    super([...new Set(lines)].join('\n'));
    this.name = 'ConfigError';
  }
}

/** Teams in the public cloud and in GCC, and in GCC High and for the DoD, as Microsoft's own Teams SDK lists them. */
const TEAMS_HOSTS = {
  public: ['smba.trafficmanager.net', 'smba.onyx.prod.teams.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
  'us-government': ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
};
const SHAREPOINT_HOSTS = { public: ['sharepoint.com'], 'us-government': ['sharepoint.us', 'sharepoint-mil.us'] };
const LOCAL_TENANT = '00000000-0000-4000-8000-00000000aaaa';
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
/** Hosts of accounts, in every cloud. */
const AZURE = /\.documents\.azure\.(?:com|us|cn)(?=[/:])/i;
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

const list = z
  .string()
  .transform((text) => text.split(','))
  .transform((parts) => parts.map((part) => part.trim()).filter((part) => part !== ''));
const hosts = list.pipe(
  z.array(z.string().toLowerCase().regex(HOST_NAME, 'has an entry that is not the name of a host')).min(1),
);
const guid = z.guid('is not a GUID').transform((id) => id.toLowerCase());

const settingsSchema = z.object({
  PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, 'is not a port number, 0 to 65535')
    .transform(Number)
    .default(3978),
  HOST: z.string().optional(),
  STORE_URL: z
    .string()
    .regex(/^(?:file:|https?:)./i, 'is neither a file, such as file:data/desk.db, nor https://ACCOUNT/DATABASE')
    .refine((url) => !/^https?:/i.test(url) || isDatabase(url), 'is not https://ACCOUNT.documents.azure.com/DATABASE')
    .default('file:data/desk.db'),
  COSMOS_KEY: z.base64('is not the key of an emulator').optional(),
  TIME_ZONE: z
    .string()
    .default('America/Chicago')
    .refine(isTimeZone, 'is not the name of a time zone, such as America/Chicago'),
  HOLIDAYS: list.pipe(z.array(z.iso.date('has an entry that is not a day such as 2026-12-25'))).default([]),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppType: z
    .enum(['UserAssignedMSI', 'SingleTenant'], 'is neither UserAssignedMSI nor SingleTenant')
    .optional(),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  LOCAL_TENANT: guid.default(LOCAL_TENANT),
  CLOUD: z.enum(['public', 'us-government'], 'is neither public nor us-government').default('public'),
  SERVICE_HOSTS: hosts.optional(),
  UPLOAD_HOSTS: hosts.optional(),
  SERVICE_DESK_PHONES: list
    .pipe(z.array(z.string().regex(/^[\d+ ().-]{3,30}$/, 'has an entry that is not a phone number')).min(1))
    .default(['225.219.6900', '844.219.6900']),
  TICKET_PORTAL: z.url({ protocol: /^https?$/, error: 'is not a web address' }).optional(),
  ADMISSION_KEY: z.string().min(32, 'is too short to be a secret: 32 characters at least').optional(),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(/(?:^|;)InstrumentationKey=[0-9a-f-]{36}(?:;|$)/i, 'is not a connection string of Application Insights')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`).default('info'),
});
type Settings = z.infer<typeof settingsSchema>;

/** The name of every setting. */
export const SETTINGS: readonly string[] = Object.keys(settingsSchema.shape);

/** Reads the settings; an empty one counts as not set. Throws `ConfigError`, which names every wrong one. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    SETTINGS.flatMap((name) => {
      const text = environment[name]?.trim();
      return text === undefined || text === '' ? [] : [[name, text]];
    }),
  );
  const parsed = settingsSchema.safeParse(given);
  const wrong = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`)),
    ...contradictions(given),
    ...storeContradictions(given),
  ];
  if (!parsed.success || wrong.length > 0) throw new ConfigError(wrong);
  return configOf(parsed.data);
}

const CREDENTIALS = ['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword'];

/** What no setting has wrong by itself: half of the credentials, or an open port without any. */
function contradictions(given: Record<string, string>): string[] {
  const wanted = CREDENTIALS.filter(
    (name) => name !== 'MicrosoftAppPassword' || given.MicrosoftAppType === 'SingleTenant',
  );
  if (CREDENTIALS.some((name) => name in given)) {
    return [
      ...wanted
        .filter((name) => !(name in given))
        .map((name) => `${name} is missing: set it, or none of the MicrosoftApp settings to run locally.`),
      ...(given.MicrosoftAppType === 'UserAssignedMSI' && 'MicrosoftAppPassword' in given
        ? ['MicrosoftAppPassword is set, but a managed identity has none.']
        : []),
    ];
  }
  return given.HOST === undefined || LOOPBACK.includes(given.HOST)
    ? []
    : [`HOST is ${given.HOST}, but without the MicrosoftApp settings only this machine may call: use 127.0.0.1.`];
}

/** A key opens emulators only, and without one only https will do. */
function storeContradictions({ STORE_URL: url = '', COSMOS_KEY: key }: Record<string, string>): string[] {
  const isPlain = /^http:/i.test(url);
  if (key === undefined) return isPlain ? ['STORE_URL is http, which takes a COSMOS_KEY: an account is https.'] : [];
  if (!/^https?:/i.test(url)) return ['COSMOS_KEY is set, but STORE_URL names no account.'];
  if (AZURE.test(url)) return ['COSMOS_KEY is for emulators: an account of Azure is opened by identity.'];
  return isPlain && !LOOPBACK.includes(URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? '')
    ? ['STORE_URL is http: only an emulator on this machine may be.']
    : [];
}

/** An address with one name behind it, and nothing else in it. */
function isDatabase(url: string): boolean {
  const { pathname = '', search, username, hash } = URL.parse(url) ?? {};
  return /^\/[\w-]{1,255}$/.test(pathname) && search === '' && username === '' && hash === '';
}

function configOf(settings: Settings): Config {
  const bot = credentialsOf(settings);
  return {
    bot,
    cloud: settings.CLOUD,
    tenant: settings.MicrosoftAppTenantId ?? settings.LOCAL_TENANT,
    host: settings.HOST ?? (bot === null ? '127.0.0.1' : '0.0.0.0'),
    port: settings.PORT,
    storeUrl: settings.STORE_URL,
    cosmosKey: settings.COSMOS_KEY ?? null,
    timeZone: settings.TIME_ZONE,
    holidays: settings.HOLIDAYS,
    serviceHosts: settings.SERVICE_HOSTS ?? TEAMS_HOSTS[settings.CLOUD],
    uploadHosts: settings.UPLOAD_HOSTS ?? SHAREPOINT_HOSTS[settings.CLOUD],
    serviceDesk: { phones: settings.SERVICE_DESK_PHONES, portal: settings.TICKET_PORTAL ?? null },
    admissionKey: settings.ADMISSION_KEY ?? null,
    files: bot === null ? 'link' : 'Teams',
    logLevel: settings.LOG_LEVEL,
    insights: settings.APPLICATIONINSIGHTS_CONNECTION_STRING ?? null,
  };
}

function credentialsOf(settings: Settings): BotCredentials | null {
  const { MicrosoftAppId: appId, MicrosoftAppType: type, MicrosoftAppPassword: password } = settings;
  if (appId === undefined) return null;
  if (type === 'SingleTenant' && password !== undefined) return { type, appId, password };
  return { type: 'UserAssignedMSI', appId };
}

/** Not a bare offset such as +05:00, which knows no daylight saving time. */
function isTimeZone(name: string): boolean {
  return /^[A-Z]/i.test(name) && IANAZone.isValidZone(name);
}

/** Oldest Node that runs the packages the desk stands on. */
const OLDEST_NODE = [22, 18] as const;

/** A sentence when this Node is too old, null otherwise: npm falls back to the system's Node without a word. */
export function nodeTooOld(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
    ? null
    : `This is Node ${version}; Device Desk needs ${OLDEST_NODE.join('.')} or newer. Run it with npm, which brings its own.`;
}
