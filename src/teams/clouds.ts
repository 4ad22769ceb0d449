import type { Endpoints } from './authentication.ts';

/** Clouds that Teams and the Bot Framework are in. */
export type Cloud = 'public' | 'us-government';

/** Where the Bot Framework's own services are in each; the SDK knows those of the public cloud by itself. */
export const BOT_FRAMEWORK: Readonly<Record<Cloud, Partial<Endpoints>>> = {
  public: {},
  'us-government': {
    CallerId: 'urn:botframework:azureusgov',
    OAuthUrl: 'https://api.botframework.azure.us',
    ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    ToChannelFromBotOAuthScope: 'https://api.botframework.us',
  },
};
