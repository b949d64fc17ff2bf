import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLatencyHistogram } from '../../../src/api/latency-histogram.js';
import { createRateCounter } from '../../../src/api/rate-over-time.js';
import { createRequestFigures } from '../../../src/api/request-figures.js';
import { pathTemplate, type RequestRecord } from '../../../src/api/request-log.js';

const record: RequestRecord = {
  operation: 'create',
  method: 'POST',
  path: '/sales/api4partners/v1/leads-opportunities',
  status: 201,
  code: null,
  ms: 40,
  attempt: 1,
  traceId: null,
  clockAheadMs: null,
};

describe('a histogram of latencies', () => {
  it('is at most 5 % above the true quantile and never below it', () => {
    const latencies = fc.array(fc.double({ min: 0.5, max: 86_000_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(latencies, fc.constantFrom(0.5, 0.95, 0.99, 1), (all, share) => {
        const histogram = createLatencyHistogram();
        for (const ms of all) histogram.add(ms);
        const sorted = all.toSorted((one, other) => one - other);
        const exact = sorted[Math.ceil(all.length * share) - 1] ?? 0;
        const found = histogram.quantile(share);
        expect(found).toBeGreaterThanOrEqual(exact - 0.05 - exact * 1e-9);
        expect(found).toBeLessThanOrEqual(exact * 1.05 + 0.05);
      }),
    );
  });

  it('is 0 where there was none, and holds what is beyond its last class', () => {
    const histogram = createLatencyHistogram();
    expect(histogram.quantile(0.5)).toBe(0);
    histogram.add(1e12);
    expect([histogram.count, histogram.quantile(0.5) > 86_400_000]).toEqual([1, true]);
  });
});

describe('the rate over time', () => {
  it('is counted in stretches of 10 s, also where nothing was sent', () => {
    const rate = createRateCounter();
    for (const atMs of [5000, 5001, 14_999, 36_000, 1000]) rate.add(atMs);
    expect(rate.result()).toEqual({ seconds: 10, requests: [4, 0, 0, 1] });
  });

  it('stays as small after a day, and loses no request', () => {
    const rate = createRateCounter();
    for (let second = 0; second < 86_400; second += 1) rate.add(second * 1000);
    const { seconds, requests } = rate.result();
    expect(seconds).toBe(320);
    expect(requests).toHaveLength(270);
    expect(new Set(requests)).toEqual(new Set([320]));
  });

  it('is empty before the first request', () => {
    expect(createRateCounter().result()).toEqual({ seconds: 10, requests: [] });
  });
});

it('the figures add up what was recorded', () => {
  const figures = createRequestFigures({ monotonic: () => 60_000 });
  for (let ms = 1; ms <= 100; ms += 1) figures.record({ ...record, ms });
  figures.record({ ...record, operation: 'search', status: 429, attempt: 1, ms: 5, clockAheadMs: -400_400 });
  figures.record({ ...record, operation: 'search', status: 503, attempt: 2, ms: 5 });
  figures.record({ ...record, operation: 'search', status: null, attempt: 3, code: 'TIMEOUT', ms: 30_000 });
  const summary = figures.summary();
  expect(summary).toMatchObject({
    total: 103,
    retries: 2,
    refusedForRate: 2,
    unanswered: 1,
    serverClockAheadSeconds: -400,
    latencyMs: { create: { count: 100 }, search: { count: 2, p50: 5, p99: 5 } },
    rate: { seconds: 10 },
  });
  expect(Object.keys(summary.latencyMs)).toEqual(['create', 'search']);
  const { p50 = 0, p95 = 0, p99 = 0 } = summary.latencyMs.create ?? {};
  expect([p50 >= 50 && p50 <= 52.5, p95 >= 95 && p95 <= 100, p99 >= 99 && p99 <= 100]).toEqual([
    true,
    true,
    true,
  ]);
});

it.each([
  ['/sales/api4partners/v1/leads-opportunities', '/sales/api4partners/v1/leads-opportunities'],
  ['/sales/api4partners/v1/leads-opportunities/9YEL-Y3', '/sales/api4partners/v1/leads-opportunities/{id}'],
  ['/sales/api4partners/v0/leads-opportunities/search', '/sales/api4partners/v0/leads-opportunities/search'],
  ['/sales/api4partners/v0/portfolio-items/search?skip=0', '/sales/api4partners/v0/portfolio-items/search'],
])('the path %s is logged as %s', (path, template) => {
  expect(pathTemplate(path)).toBe(template);
});
