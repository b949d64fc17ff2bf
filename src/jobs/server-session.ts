import pLimit from 'p-limit';
import { createLeadApi } from '../api/lead-api-client.js';
import { createRequestFigures, type RequestFigures } from '../api/request-figures.js';
import { processEnvironment } from '../config/environment.js';
import { resolveSettings, type Settings } from '../config/settings.js';
import type { Limit } from '../core/async-iteration.js';
import { LeadferryError } from '../core/error.js';
import type { LeadApi } from '../lead/lead-api.js';
import type { Ledger } from '../lead/ledger.js';
import type { RateStore } from '../lead/rate-store.js';
import { openRateStore, type RateStoreOptions } from '../ledger/rate-store.js';
import type { JobOptions } from './job-options.js';
import { packageVersion, userAgent } from './package-version.js';
import { noSessionLog, type SessionLog } from './session-log.js';
import { openStateLedger } from './state-ledger.js';
import { systemClock } from './system-clock.js';

/** Everything that work with the server needs, opened together and closed together. */
export interface ServerSession {
  readonly settings: Settings;
  readonly api: LeadApi;
  readonly ledger: Ledger;
  /** Bounds the requests under way. */
  readonly limit: Limit;
  /** How many leads may be ahead of the one that was taken last. */
  readonly window: number;
  /** The session's requests so far, added up. */
  readonly figures: RequestFigures;
  readonly log: SessionLog;
}

/** Opens a session for the work and closes it afterwards, whatever happens. Throws what settings, key, log file and ledger throw. */
export async function withServerSession<T>(
  options: JobOptions,
  work: (session: ServerSession) => Promise<T>,
): Promise<T> {
  const settings = await resolveSettings(options, processEnvironment());
  return await withSessionLog(settings, options, (log, figures) =>
    withLedger(settings, { log, figures, onWait: options.onWait }, work),
  );
}

type Watched = Pick<ServerSession, 'log' | 'figures'> & Pick<JobOptions, 'onWait'>;

async function withSessionLog<T>(
  { logFile, origin }: Settings,
  { onWarning = () => undefined }: JobOptions,
  work: (log: SessionLog, figures: RequestFigures) => Promise<T>,
): Promise<T> {
  const log = logFile === null ? noSessionLog : await openedLog(logFile, onWarning);
  const figures = createRequestFigures(systemClock);
  log.started({ version: packageVersion, server: origin });
  try {
    const result = await work(log, figures);
    log.stopped(figures.summary(), null);
    return result;
  } catch (thrown) {
    log.stopped(figures.summary(), thrown instanceof LeadferryError ? thrown.code : 'UNEXPECTED');
    throw thrown;
  }
}

async function openedLog(logFile: string, onLost: (message: string) => void): Promise<SessionLog> {
  const { openLogFile } = await import('./log-file.js');
  return openLogFile(logFile, systemClock, onLost);
}

async function withLedger<T>(
  settings: Settings,
  watched: Watched,
  work: (session: ServerSession) => Promise<T>,
): Promise<T> {
  const ledger = openStateLedger(settings);
  try {
    const rateStore = openRateStore(placeOf(settings));
    try {
      const api = await openApi(settings, rateStore, watched);
      try {
        const limit = pLimit(settings.concurrency);
        const { log, figures } = watched;
        const window = settings.concurrency * 2;
        return await work({ settings, api, ledger, limit, window, log, figures });
      } finally {
        await api.close();
      }
    } finally {
      rateStore.close();
    }
  } finally {
    ledger.close();
  }
}

function placeOf({ stateDir, origin, partnerId }: Settings): RateStoreOptions {
  return { stateDir, scope: { origin, partnerId } };
}

async function openApi(
  settings: Settings,
  rateStore: RateStore,
  { log, figures, onWait }: Watched,
): Promise<LeadApi> {
  const { baseUrl, partnerId, apiVersion, rps, timeoutMs, maxWaitMs, proxies } = settings;
  return createLeadApi({
    baseUrl,
    apiKey: await settings.apiKey(),
    context: { partnerId, apiVersion },
    clock: systemClock,
    rps,
    rateStore,
    timeoutMs,
    maxWaitMs,
    userAgent,
    env: proxies,
    ca: await settings.ca(),
    onWait: (wait) => {
      log.waited(wait);
      onWait?.(wait);
    },
    log: {
      record(request) {
        figures.record(request);
        log.record(request);
      },
    },
  });
}
