import pLimit from 'p-limit';
import { createLeadApi } from '../api/lead-api-client.js';
import { processEnvironment } from '../config/environment.js';
import { resolveSettings, type Settings } from '../config/settings.js';
import type { Limit } from '../core/async-iteration.js';
import type { LeadApi } from '../lead/lead-api.js';
import type { Ledger } from '../lead/ledger.js';
import type { RateStore } from '../lead/rate-store.js';
import { openRateStore, type RateStoreOptions } from '../ledger/rate-store.js';
import type { JobOptions } from './job-options.js';
import { userAgent } from './package-version.js';
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
}

/** Opens a session for the work and closes it afterwards, whatever happens. Throws what settings, key and ledger throw. */
export async function withServerSession<T>(
  options: JobOptions,
  work: (session: ServerSession) => Promise<T>,
): Promise<T> {
  const settings = await resolveSettings(options, processEnvironment());
  const ledger = openStateLedger(settings);
  try {
    const rateStore = openRateStore(placeOf(settings));
    try {
      const api = await openApi(settings, rateStore);
      try {
        const limit = pLimit(settings.concurrency);
        return await work({ settings, api, ledger, limit, window: settings.concurrency * 2 });
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

async function openApi(settings: Settings, rateStore: RateStore): Promise<LeadApi> {
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
  });
}
