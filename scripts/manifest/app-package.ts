import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { z } from 'zod';

const FOLDER = path.join(import.meta.dirname, '../../manifest');

/** Stands for an id that is not known yet; Teams refuses a package that contains it. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** What the package needs to know about an installation; the names are those of the environment variables. */
const Settings = z.object({
  /** The bot's application id, the same the bot runs with. */
  MicrosoftAppId: z.guid().default(NO_ID),
  /** The id of the Teams app; the bot's when nothing else is said. */
  TEAMS_APP_ID: z.guid().optional(),
  /** The host the bot answers at, without https. */
  BOT_DOMAIN: z.hostname().default('device-desk.example.com'),
  PUBLISHER_NAME: z.string().min(1).max(32).default('Office of Technology Services'),
  /** Pages about the app: this one, and `privacy` and `terms` below it. */
  PUBLISHER_URL: z
    .url({ protocol: /^https$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://device-desk.example.com'),
});

/** A Teams app package, checked. */
export interface AppPackage {
  readonly manifest: z.infer<typeof Manifest>;
  readonly zip: Uint8Array;
}

/** A package that Teams would refuse; the message has one line for each reason. */
export class PackageError extends Error {}

const Manifest = z.looseObject({ id: z.string(), bots: z.array(z.looseObject({ botId: z.string() })) });

/**
 * Fills in the manifest in `manifest/` and packs it with its icons.
 * @throws PackageError when a setting, the manifest or an icon would be refused.
 */
export async function appPackage(
  environment: Readonly<Record<string, string | undefined>>,
  version: string,
): Promise<AppPackage> {
  const values = placeholders(environment, version);
  const text = readFileSync(path.join(FOLDER, 'manifest.json'), 'utf8').replaceAll(
    /\$\{\{(\w+)\}\}/g,
    (placeholder, name: string) => JSON.stringify(values.get(name) ?? placeholder).slice(1, -1),
  );
  const unknown = text.match(/\$\{\{\w+\}\}/);
  if (unknown) throw new PackageError(`manifest.json has ${unknown[0]}, for which there is no setting.`);
  const json: unknown = JSON.parse(text);
  await refuseInvalid(json);
  const files = {
    'manifest.json': new TextEncoder().encode(text),
    'color.png': icon('color.png', 192),
    'outline.png': icon('outline.png', 32),
  };
  // The same input gives the same bytes, whenever it is packed; ZIP knows no date before 1980.
  const zip = zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) });
  return { manifest: Manifest.parse(json), zip };
}

function placeholders(environment: Readonly<Record<string, string | undefined>>, version: string) {
  const isSet = ([, value]: [string, string | undefined]) => value !== '';
  const parsed = Settings.safeParse(Object.fromEntries(Object.entries(environment).filter(isSet)));
  if (!parsed.success) {
    throw new PackageError(parsed.error.issues.map(({ path: name, message }) => `${name}: ${message}`).join('\n'));
  }
  const { MicrosoftAppId, TEAMS_APP_ID = MicrosoftAppId, ...others } = parsed.data;
  return new Map(Object.entries({ ...others, BOT_ID: MicrosoftAppId, TEAMS_APP_ID, VERSION: version }));
}

/** Against the schema the manifest names, of which the package brings a copy. */
async function refuseInvalid(json: unknown): Promise<void> {
  const manifest = TeamsManifestConverter.jsonToManifest(JSON.stringify(json));
  const faults = await AppManifestUtils.validateAgainstSchema(manifest);
  if (faults.length > 0) throw new PackageError(faults.join('\n'));
}

/** The schema says nothing about what is in an icon, but Teams does. */
function icon(file: string, size: number): Uint8Array {
  return checkIcon(file, readFileSync(path.join(FOLDER, file)), size);
}

/**
 * Passes a PNG that is square and as large as it should be.
 * @throws PackageError for anything else.
 */
export function checkIcon(file: string, bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452;
  if (!isPng) throw new PackageError(`${file} is not a PNG picture.`);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === size && height === size) return bytes;
  throw new PackageError(`${file} is ${width}×${height} pixels; Teams wants ${size}×${size}.`);
}
