import { once } from 'node:events';
import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { createLog } from '../src/log.ts';
import { startTelemetry } from '../src/telemetry.ts';
import { createUseCases } from '../src/use-cases.ts';
import { selfSignedCertificate } from './store/cosmos/double/certificate.ts';
import { EchoDesk } from './teams/house.ts';

// The SDK would tell Microsoft how it is used.
process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';

const CALL = { kind: 'commit', type: 'request', charge: 12.5, milliseconds: 3, fault: null } as const;

test('a click is one trace from the card to the message, and what it cost is counted', async () => {
  let sent = '';
  const certificate = selfSignedCertificate();
  setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);
  const ingestion = createServer(certificate, async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    sent += `${request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body}\n`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"itemsReceived":1,"itemsAccepted":1,"errors":[]}');
  }).listen(0, '127.0.0.1');
  await once(ingestion, 'listening');
  const address = ingestion.address();
  const at = `https://localhost:${typeof address === 'object' ? address?.port : 0}`;
  const telemetry = await startTelemetry(
    `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=${at};LiveEndpoint=${at}`,
  );
  const lines: string[] = [];
  const useCases = createUseCases(createLog('info', { write: (line) => void lines.push(line) }), telemetry);
  const echo = new EchoDesk();
  const messenger = useCases.ofMessenger({ send: async () => 'm1', update: async () => {} });
  const desk = useCases.ofDesk({
    ...echo,
    say: async () => ({ card: 'notice', tone: 'refused', title: '', text: '', reference: null }),
    installed: async () => null,
    file: () => echo.file(),
    shown: async () => {},
    async act() {
      useCases.meter(CALL);
      useCases.meter({ ...CALL, fault: 'stale', charge: 1 });
      const view = await echo.say({ person: 'p', reference: null, personal: true }, 'x');
      await messenger.send(null, view);
      return view;
    },
  });
  const caller = { person: 'somebody-in-particular', reference: null, personal: true };
  await desk.act(caller, { verb: 'request.approve', data: { secret: 'what-somebody-typed' } });
  await desk.act(caller, { verb: 'a-verb-nobody-knows', data: {} });
  await desk.say(caller, 'what-somebody-typed');
  await telemetry.close();
  ingestion.close();

  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      useCase: 'request.approve',
      calls: 2,
      charge: 13.5,
      faults: ['stale'],
      msg: 'store use',
    }),
    expect.objectContaining({ useCase: 'unknown verb' }),
  ]);
  const spans = sent
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line)].flat()))
    .map(({ tags, data }) => ({ trace: tags['ai.operation.id'], name: data.baseData.name }));
  const approve = spans.find(({ name }) => name === 'request.approve');
  expect(approve).toBeDefined();
  const together = spans.filter(({ trace }) => trace === approve?.trace).map(({ name }) => name);
  expect(together.toSorted()).toEqual(['commit request', 'commit request', 'request.approve', 'send message']);
  for (const figure of ['desk.store.charge', 'desk.store.faults', 'desk.refusals']) expect(sent).toContain(figure);
  for (const secret of ['what-somebody-typed', 'somebody-in-particular', 'a-verb-nobody-knows']) {
    expect(sent).not.toContain(secret);
    expect(lines.join('')).not.toContain(secret);
  }
});
