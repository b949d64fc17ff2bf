import { createLatencyHistogram, type LatencyHistogram } from './latency-histogram.js';
import { createRateCounter, type RateOverTime } from './rate-over-time.js';
import type { RequestLog } from './request-log.js';
import type { OperationKind } from './response-policy.js';

/** The requests of one session in figures. */
export interface RequestSummary {
  /** Requests that had their turn, each try counted. */
  readonly total: number;
  /** Tries after the first of the same request. */
  readonly retries: number;
  /** Answers 429 and 503: the server asked to wait. */
  readonly refusedForRate: number;
  /** Requests without a whole answer. */
  readonly unanswered: number;
  /** Seconds by which the server's clock is ahead of this machine's, negative where it is behind; null where no answer had a Date. */
  readonly serverClockAheadSeconds: number | null;
  /** Of the answers, by operation; operations that were not used are left out. */
  readonly latencyMs: Readonly<Partial<Record<OperationKind, LatencySummary>>>;
  readonly rate: RateOverTime;
}

export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Adds requests up as they end, in memory that does not grow with their number. */
export interface RequestFigures extends RequestLog {
  summary(): RequestSummary;
}

/** `monotonic` gives milliseconds. */
export function createRequestFigures({ monotonic }: { readonly monotonic: () => number }): RequestFigures {
  const latencies = new Map<OperationKind, LatencyHistogram>();
  const rate = createRateCounter();
  let total = 0;
  let retries = 0;
  let refusedForRate = 0;
  let unanswered = 0;
  let clockAheadMs: number | null = null;

  function latencyOf(operation: OperationKind): LatencyHistogram {
    const known = latencies.get(operation);
    if (known !== undefined) return known;
    const added = createLatencyHistogram();
    latencies.set(operation, added);
    return added;
  }

  return {
    record({ operation, status, ms, attempt, ...request }) {
      total += 1;
      if (attempt > 1) retries += 1;
      if (status === 429 || status === 503) refusedForRate += 1;
      if (status === null) unanswered += 1;
      else latencyOf(operation).add(ms);
      clockAheadMs = request.clockAheadMs ?? clockAheadMs;
      rate.add(monotonic() - ms);
    },
    summary: () => ({
      total,
      retries,
      refusedForRate,
      unanswered,
      // Math.round gives -0 as well.
      serverClockAheadSeconds: clockAheadMs === null ? null : Math.round(clockAheadMs / 1000) || 0,
      latencyMs: Object.fromEntries([...latencies].map(([operation, all]) => [operation, summaryOf(all)])),
      rate: rate.result(),
    }),
  };
}

function summaryOf(latency: LatencyHistogram): LatencySummary {
  return {
    count: latency.count,
    p50: latency.quantile(0.5),
    p95: latency.quantile(0.95),
    p99: latency.quantile(0.99),
  };
}
