import { activitySchema } from '../../src/teams/activity.ts';
import { wordsOf } from '../../src/teams/said.ts';

const BOT = { id: '28:desk', name: 'Device Desk' };

function words(text: string | null, mentions: [id: string, text: string][] = []): string {
  const entities = mentions.map(([id, its]) => ({ type: 'mention', text: its, mentioned: { id, name: 'any' } }));
  return wordsOf(
    activitySchema.parse({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/',
      from: { id: '29:rita' },
      recipient: BOT,
      conversation: { id: 'a:1' },
      text,
      entities: [{ type: 'clientInfo' }, null, 'odd', ...entities],
    }),
  );
}

test.each([
  ['help', 'help'],
  ['  help \n', 'help'],
  ['device&nbsp;7BLUE01', 'device 7BLUE01'],
  ['device\u00a07BLUE01', 'device 7BLUE01'],
  ['7BLUE01\r\n7BLUE02', '7BLUE01\n7BLUE02'],
  ['7BLUE01<br>7BLUE02<br/>', '7BLUE01\n7BLUE02'],
  ['Tom &amp; Ann &lt;3 &#39;x&#x27;', "Tom & Ann <3 'x'"],
  ['&amp;lt;', '&lt;'],
  ['&#0; &#x110000; &bogus;', '&#0; &#x110000; &bogus;'],
  ['a <b> b', 'a <b> b'],
  ['\u200bhelp\u200d', 'help'],
  ['', ''],
])('%j says %j', (text, said) => {
  expect(words(text)).toBe(said);
});

test('no text says nothing', () => {
  expect(words(null)).toBe('');
});

test('a mention of the bot is not part of what was said', () => {
  expect(words('<at>Device Desk</at> help', [[BOT.id, '<at>Device Desk</at>']])).toBe('help');
  expect(words('please <at id="0">Desk</at>&nbsp;help', [[BOT.id, '<at id="0">Desk</at>']])).toBe('please help');
});

test('nor is one that comes without its entity', () => {
  expect(words('<at>Device Desk</at> help')).toBe('help');
});

test('somebody else who is mentioned is a name', () => {
  expect(words('<at>Device Desk</at> order for <at>Max Moreau</at>', [['29:max', '<at>Max Moreau</at>']])).toBe(
    'order for Max Moreau',
  );
});

test('no tag of a mention gets through', () => {
  expect(words('<at>Max <at>Moreau</at> </at> <at> x')).not.toMatch(/<\/?at/);
  expect(words('&lt;at&gt;Max&lt;/at&gt;')).not.toMatch(/<\/?at/);
});

test('a text made to be slow is read at once, and not to its end', () => {
  const started = performance.now();
  expect(words('<at '.repeat(60_000)).length).toBeLessThanOrEqual(28_000);
  words('<at>'.repeat(60_000));
  words('&#1'.repeat(60_000));
  expect(performance.now() - started).toBeLessThan(500);
});
