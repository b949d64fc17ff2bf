import { z } from 'zod';
import type { LeadStore } from './lead-store.js';
import { type OperationKind, operations } from './operations.js';
import type { ReceivedRequest } from './request-log.js';

/** Operations as faults and counts name them; `other` is what the contract does not know. */
export type RequestKind = 'create' | 'update' | 'read' | 'search' | 'portfolio' | 'other';

const kindWords = {
  create: 'create',
  update: 'update',
  get: 'read',
  search: 'search',
  portfolio: 'portfolio',
} as const satisfies Record<OperationKind, RequestKind>;

export function requestKindOf({ operationId }: Pick<ReceivedRequest, 'operationId'>): RequestKind {
  return operationId === null ? 'other' : kindWords[operations[operationId].kind];
}

const id = z.string();
const writeBody = z.object({ leadOpportunity: z.object({ partnerLeadOpportunityId: id }) });
const searchBody = z.object({
  data: z.array(z.object({ partnerLeadOpportunityId: z.union([id, z.array(id)]).optional() })),
});

/** The partner lead ids that a request is about, as far as it can be told. */
export function partnerLeadIdsOf(request: ReceivedRequest, store: LeadStore): readonly string[] {
  const kind = requestKindOf(request);
  if (kind === 'read') {
    const lead = store.find(lastSegment(request.path));
    return lead === undefined ? [] : [lead.leadOpportunity.partnerLeadOpportunityId];
  }
  if (kind === 'search') {
    const { data } = searchBody.safeParse(request.body);
    return data?.data.flatMap((criterion) => criterion.partnerLeadOpportunityId ?? []) ?? [];
  }
  const { data } = writeBody.safeParse(request.body);
  return data === undefined ? [] : [data.leadOpportunity.partnerLeadOpportunityId];
}

function lastSegment(path: string): string {
  const [place = ''] = path.split('?');
  const segment = place.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
