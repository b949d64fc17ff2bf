/** Which version of the API an operation belongs to; it decides how revenue types are spelled. */
export type ApiVersion = 'v0' | 'v1';

/** What an operation does, which decides the shape of its answers. */
export type OperationKind = 'create' | 'update' | 'get' | 'search' | 'portfolio';

export interface Operation {
  readonly method: 'POST' | 'PATCH' | 'GET';
  /** As the OpenAPI file spells it, with `{id}`. */
  readonly path: string;
  readonly kind: OperationKind;
  readonly version: ApiVersion;
}

const base = '/sales/api4partners';

/** Every operation of the contract. A contract test compares this table with the OpenAPI file, both ways. */
export const operations = {
  createLeadOpportunityV0: {
    method: 'POST',
    path: `${base}/v0/leads-opportunities`,
    kind: 'create',
    version: 'v0',
  },
  updateLeadOpportunityV0: {
    method: 'PATCH',
    path: `${base}/v0/leads-opportunities/{id}`,
    kind: 'update',
    version: 'v0',
  },
  getLeadOpportunityV0: {
    method: 'GET',
    path: `${base}/v0/leads-opportunities/{id}`,
    kind: 'get',
    version: 'v0',
  },
  searchLeadsOpportunities: {
    method: 'POST',
    path: `${base}/v0/leads-opportunities/search`,
    kind: 'search',
    version: 'v0',
  },
  createLeadOpportunityV1: {
    method: 'POST',
    path: `${base}/v1/leads-opportunities`,
    kind: 'create',
    version: 'v1',
  },
  updateLeadOpportunityV1: {
    method: 'PATCH',
    path: `${base}/v1/leads-opportunities/{id}`,
    kind: 'update',
    version: 'v1',
  },
  getLeadOpportunityV1: {
    method: 'GET',
    path: `${base}/v1/leads-opportunities/{id}`,
    kind: 'get',
    version: 'v1',
  },
  searchPortfolioItems: {
    method: 'GET',
    path: `${base}/v0/portfolio-items/search`,
    kind: 'portfolio',
    version: 'v0',
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** The ids of all operations, in the table's order. */
export const operationIds: readonly OperationId[] = [
  'createLeadOpportunityV0',
  'updateLeadOpportunityV0',
  'getLeadOpportunityV0',
  'searchLeadsOpportunities',
  'createLeadOpportunityV1',
  'updateLeadOpportunityV1',
  'getLeadOpportunityV1',
  'searchPortfolioItems',
];
