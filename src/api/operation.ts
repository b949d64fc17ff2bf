import type { SearchRequest } from '../lead/contracts/search-request.js';
import type { LeadParts, RequestContext } from '../lead/lead.js';
import type { PortfolioPage } from '../lead/lead-api.js';
import { createBody, updateBody } from '../lead/requests.js';
import type { ApiRequest } from './exchange.js';
import {
  provenCreate,
  provenPortfolioPage,
  provenRead,
  provenSearch,
  provenUpdate,
  type ReadLead,
  type SavedLead,
} from './proofs.js';
import type { OperationKind } from './response-policy.js';

/** One request of the API together with what proves that it worked. */
export interface Operation<T> extends Pick<ApiRequest, 'method' | 'path' | 'body' | 'maxBytes' | 'mayBeCut'> {
  readonly kind: OperationKind;
  /** What a 2xx body proves; null for nothing. */
  readonly prove: (body: unknown) => T | null;
}

const base = '/sales/api4partners';
const megabyte = 1024 * 1024;
const maxBytes = 2 * megabyte;
const maxPortfolioBytes = 16 * megabyte;

/** @throws LeadferryError REQUEST_INVALID */
export function createOperation(lead: LeadParts, context: RequestContext): Operation<SavedLead> {
  return {
    kind: 'create',
    method: 'POST',
    path: leadsPath(context),
    body: JSON.stringify(createBody(lead, context)),
    maxBytes,
    mayBeCut: false,
    prove: (body) => provenCreate(body, lead.partnerLeadOpportunityId),
  };
}

/** @throws LeadferryError REQUEST_INVALID */
export function updateOperation(
  id: string,
  changes: LeadParts,
  context: RequestContext,
): Operation<SavedLead> {
  return {
    kind: 'update',
    method: 'PATCH',
    path: `${leadsPath(context)}/${encodeURIComponent(id)}`,
    body: JSON.stringify(updateBody(changes, context)),
    maxBytes,
    mayBeCut: false,
    prove: (body) => provenUpdate(body, id),
  };
}

export function readOperation(id: string, context: RequestContext): Operation<ReadLead> {
  return {
    kind: 'read',
    method: 'GET',
    path: `${leadsPath(context)}/${encodeURIComponent(id)}`,
    body: null,
    maxBytes,
    mayBeCut: true,
    prove: (body) => provenRead(body, id),
  };
}

/** The search exists in v0 only. */
export function searchOperation(request: SearchRequest): Operation<readonly string[]> {
  return {
    kind: 'search',
    method: 'POST',
    path: `${base}/v0/leads-opportunities/search`,
    body: JSON.stringify(request),
    maxBytes: maxPortfolioBytes,
    mayBeCut: true,
    prove: provenSearch,
  };
}

/** The portfolio exists in v0 only. */
export function portfolioOperation({ skip, top }: { skip: number; top: number }): Operation<PortfolioPage> {
  return {
    kind: 'portfolio',
    method: 'GET',
    path: `${base}/v0/portfolio-items/search?skip=${skip}&top=${top}`,
    body: null,
    maxBytes: maxPortfolioBytes,
    mayBeCut: true,
    prove: provenPortfolioPage,
  };
}

/** An id that would not address one lead: the path of an empty one is the collection's, and `.` and `..` are folded away. */
export function isAddressable(dsLeadOpportunityId: string): boolean {
  return dsLeadOpportunityId.trim() !== '' && dsLeadOpportunityId !== '.' && dsLeadOpportunityId !== '..';
}

function leadsPath({ apiVersion }: RequestContext): string {
  return `${base}/${apiVersion}/leads-opportunities`;
}
