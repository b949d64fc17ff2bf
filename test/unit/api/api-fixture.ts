import { onTestFinished } from 'vitest';
import { createLeadApi, type LeadApiOptions } from '../../../src/api/lead-api-client.js';
import type { LeadParts } from '../../../src/lead/lead.js';
import type { LeadApi } from '../../../src/lead/lead-api.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { type LoopbackServer, type Reply, startLoopbackServer } from './loopback-server.js';

export const apiKey = 'a-key-that-nobody-may-see';
export const dsId = 'QK7P-2ZT9MA';

export const lead: LeadParts = {
  partnerLeadOpportunityId: 'BERGMANN-2041',
  leadOpportunity: { name: 'MBSE pilot', status: 'LEAD_OPEN', closeDate: '2026-09-30', currency: 'EUR' },
  customerLegalEntity: { name: 'Bergmann', city: 'Stockach', country: 'Germany' },
  offerLines: [{ offerNameId: 'CLASS1', amount: 13800 }],
  customerContacts: null,
  partnerContacts: null,
};

export const info = {
  success: true,
  statusCode: 200,
  timestamp: '2026-02-13T15:44:44.453Z',
  traceId: '4e58705b',
};
export const ids = { partnerLeadOpportunityId: 'BERGMANN-2041', dsLeadOpportunityId: dsId };
export const created = { ...ids, action: 'create', info, error: null };
export const updated = { data: { ...ids, action: 'update' }, info, error: null };
export const found = { data: { leadOpportunity: { ...ids, name: 'MBSE pilot' } }, info };

/** A client of one server, closed when the test ends. Its waits take no time. */
export function clientOf(baseUrl: string, options: Partial<LeadApiOptions> = {}): LeadApi {
  const api = createLeadApi({
    baseUrl,
    apiKey,
    context: { partnerId: '200000000014442', apiVersion: 'v1' },
    clock: createFakeClock({ jumps: true }),
    rps: 1000,
    timeoutMs: 5000,
    maxWaitMs: 900_000,
    userAgent: 'leadferry/test',
    env: {},
    random: () => 0,
    ...options,
  });
  onTestFinished(() => api.close());
  return api;
}

/** A server with these replies, and its client. Both are gone when the test ends. */
export async function serverAndClient(
  replies: readonly Reply[],
  options: Partial<LeadApiOptions> = {},
): Promise<{ server: LoopbackServer; api: LeadApi }> {
  const server = await startLoopbackServer(...replies);
  onTestFinished(() => server.close());
  return { server, api: clientOf(server.origin, options) };
}

/** A promise that is resolved from outside. */
export function signalled<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle(value) };
}
