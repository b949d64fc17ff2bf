import { loadContractFile } from '../../src/sandbox/contract-file.js';
import type { Desk } from '../../src/sandbox/desk.js';
import { createLeadStore } from '../../src/sandbox/lead-store.js';
import type { OperationId } from '../../src/sandbox/operations.js';
import { respond } from '../../src/sandbox/respond.js';
import { createFakeClock } from './fake-clock.js';

/** The sandbox's own handlers without a port: what it answers is what it would answer over HTTP. */
export interface SandboxDesk {
  /** The status and body of the answer. The body goes through JSON as it would on its way. */
  call(
    operationId: OperationId,
    parts: { readonly id?: string; readonly body?: unknown },
  ): { readonly status: number; readonly body: unknown };
}

/** A sandbox without leads that belongs to one partner. */
export async function openSandboxDesk(partnerId: string): Promise<SandboxDesk> {
  const desk: Desk = {
    clock: createFakeClock(),
    contract: await loadContractFile(),
    store: createLeadStore(),
    catalogue: [],
    seed: 1,
    echo: false,
    allowDuplicates: false,
    maxSearchIds: 100,
    emptySearch: 'no-data',
    partnerId,
    primarySalesManager: 'psm.dach@example.com',
  };
  const stamp = { at: '2026-11-21T08:00:00.000Z', traceId: '00000000' };
  return {
    call(operationId, { id = '', body }) {
      const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
      return respond({ operationId, id, query: {}, body: sent, stamp }, desk).answer;
    },
  };
}
