/**
 * `npm run manifest`: writes out/device-desk.zip, the package to upload to Teams. Environment variables:
 *   MicrosoftAppId   the bot's application id; without it the package can be looked at, but not uploaded
 *   TEAMS_APP_ID     the id of the Teams app (default: MicrosoftAppId)
 *   BOT_DOMAIN       the host the bot answers at (default: device-desk.example.com)
 *   PUBLISHER_NAME   who runs it (default: Office of Technology Services)
 *   PUBLISHER_URL    its page, with /privacy and /terms below it (default: https://device-desk.example.com)
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { appPackage, NO_ID, PackageError } from './manifest/app-package.ts';

const ROOT = path.join(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'out');

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));

try {
  const { manifest, zip } = await appPackage(process.env, version);
  mkdirSync(OUT, { recursive: true });
  writeFileSync(path.join(OUT, 'device-desk.zip'), zip);
  console.log(`out/device-desk.zip: Device Desk ${version} for the bot ${manifest.bots[0]?.botId}`);
  if (manifest.id === NO_ID) console.log('Set MicrosoftAppId to get a package that Teams accepts.');
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
