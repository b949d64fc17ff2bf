import type { RequestKind } from './request-target.js';
import type { SandboxCounts } from './sandbox-options.js';

/** Counts what the server did. */
export interface RequestCounts {
  countRequest(kind: RequestKind): void;
  countSaved(kind: 'created' | 'updated'): void;
  countFault(): void;
  /** A copy of the figures as they are now. */
  sofar(): SandboxCounts;
}

export function createRequestCounts(): RequestCounts {
  const requests = { create: 0, update: 0, read: 0, search: 0, portfolio: 0, other: 0 } satisfies Record<
    RequestKind,
    number
  >;
  const done = { created: 0, updated: 0, faults: 0 };
  return {
    countRequest(kind) {
      requests[kind] += 1;
    },
    countSaved(kind) {
      done[kind] += 1;
    },
    countFault() {
      done.faults += 1;
    },
    sofar: () => ({ requests: { ...requests }, ...done }),
  };
}
