import { createRequire } from 'node:module';
import { z } from 'zod';
import { BOT_FRAMEWORK } from '../../src/teams/clouds.ts';

/** The SDK's own, which it does not export. */
const sdk = createRequire(createRequire(import.meta.filename).resolve('botbuilder'));
const constants = z.object({ GovernmentConstants: z.record(z.string(), z.string()) });

test('a government’s Bot Framework is where the SDK says, with every setting it wants', () => {
  const { GovernmentConstants: government } = constants.parse(sdk('botframework-connector'));
  const { CallerId, ...endpoints } = BOT_FRAMEWORK['us-government'];
  expect(CallerId).toBe(sdk('botbuilder-core').CallerIdConstants.USGovChannel);
  for (const [name, url] of Object.entries(endpoints)) expect([name, url]).toEqual([name, government[name]]);
  const wanted = Object.keys(government).filter((name) => /^(?:OAuthUrl|To.*(?:Url|Scope|Issuer))$/.test(name));
  expect(Object.keys(endpoints).toSorted()).toEqual(wanted.toSorted());
});
