import { setTimeout as pause } from 'node:timers/promises';
import { metrics, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Clock } from './desk/ports/clock.ts';
import type { Store } from './desk/ports/store.ts';
import type { MeteredCall } from './store/meter.ts';

const NAME = 'device-desk';

/** Traces and figures. Without a connection string nobody listens, and what is told costs next to nothing. */
export interface Telemetry {
  /** A part of what is done for somebody; parts of it are those begun within it. */
  during<R>(name: string, run: () => Promise<R>): Promise<R>;
  /** A call of the store that has ended, within the part that is under way. */
  called(useCase: string, call: MeteredCall): void;
  refused(useCase: string): void;
  /** From now on tells how long the oldest due entry of the outbox has waited, asking once a minute. */
  watchOutbox(store: Store, clock: Clock): void;
  /** Sends what was not sent yet, and gives up after a second: whoever stops the program does not wait for figures. */
  close(): Promise<void>;
}

/** Milliseconds for the last figures; the SDK would wait for half a minute when nobody answers. */
const SEND_WITHIN = 1_000;

/**
 * Starts sending to Application Insights, if there is a connection string; only then are its packages loaded. Nothing of
 * a person's is sent: names of use cases, figures, faults.
 */
export async function startTelemetry(connectionString: string | null): Promise<Telemetry> {
  const stop = connectionString === null ? async () => {} : await startSending(connectionString);
  const tracer = trace.getTracer(NAME);
  const meter = metrics.getMeter(NAME);
  const charge = meter.createCounter('desk.store.charge', { unit: 'RU', description: 'what the store has cost' });
  const faults = meter.createCounter('desk.store.faults', {
    description: 'calls of the store that failed, conflicts too',
  });
  const refusals = meter.createCounter('desk.refusals', { description: 'clicks and words that were refused' });
  const age = meter.createObservableGauge('desk.outbox.age', { unit: 's', description: 'how late the outbox is' });

  return {
    during: (name, run) => tracer.startActiveSpan(name, (span) => ended(span, run)),
    called(useCase, { kind, type, charge: units, milliseconds, fault }) {
      const now = Date.now();
      const attributes = { 'desk.charge': units, ...(fault === null ? {} : { 'desk.fault': fault }) };
      tracer.startSpan(`${kind} ${type}`, { startTime: now - milliseconds, attributes }).end(now);
      charge.add(units, { useCase, kind });
      if (fault !== null) faults.add(1, { useCase, fault });
    },
    refused: (useCase) => refusals.add(1, { useCase }),
    watchOutbox(store, clock) {
      age.addCallback(async (result) => result.observe(await lateness(store, clock)));
    },
    async close() {
      const waited = new AbortController();
      const late = pause(SEND_WITHIN, undefined, { signal: waited.signal }).then(() => {
        throw new Error(`The last figures were not taken within ${SEND_WITHIN} ms.`);
      });
      await Promise.race([stop(), late]).finally(() => waited.abort());
    },
  };
}

/** The SDK's own instrumentation of libraries stays off: it would send addresses, and with them ids of people and chats. */
async function startSending(connectionString: string): Promise<() => Promise<void>> {
  const { useAzureMonitor, shutdownAzureMonitor } = await import('@azure/monitor-opentelemetry');
  const off = { enabled: false };
  useAzureMonitor({
    azureMonitorExporterOptions: { connectionString },
    // Every click: by itself it would send five traces a second at most.
    tracesPerSecond: 0,
    samplingRatio: 1,
    instrumentationOptions: {
      http: off,
      azureSdk: off,
      mongoDb: off,
      mySql: off,
      postgreSql: off,
      redis: off,
      redis4: off,
    },
  });
  return shutdownAzureMonitor;
}

async function ended<R>(span: Span, run: () => Promise<R>): Promise<R> {
  try {
    return await run();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'broken' });
    throw error;
  } finally {
    span.end();
  }
}

/** Seconds that the oldest entry that could be worked on has waited; 0 when there is none. */
async function lateness(store: Store, clock: Clock): Promise<number> {
  const { at } = clock.now();
  const where = [{ field: 'state', oneOf: ['due', 'started'] } as const, { field: 'dueAt', atMost: at } as const];
  // What cannot be read is told in the log; it must not hide how late the others are.
  const query = { type: 'outbox', where, orderBy: { field: 'dueAt' }, limit: 50, broken: () => {} } as const;
  const { items } = await store.query(query);
  const [oldest] = items;
  return oldest === undefined ? 0 : (Date.parse(at) - Date.parse(oldest.body.dueAt)) / 1000;
}
