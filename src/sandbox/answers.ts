import type { OperationId, OperationKind } from './operations.js';

/** What goes out: an HTTP status, a JSON body, and headers beside the content type. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every answer of the API carries anew. */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly traceId: string;
}

/** The published answers spell the time of `info` in two ways; nothing says which operation uses which. */
const timeKeyOfSuccess = {
  createLeadOpportunityV0: 'timestamp',
  updateLeadOpportunityV0: 'timeStamp',
  getLeadOpportunityV0: 'timestamp',
  searchLeadsOpportunities: 'timeStamp',
  createLeadOpportunityV1: 'timeStamp',
  updateLeadOpportunityV1: 'timestamp',
  getLeadOpportunityV1: 'timestamp',
  searchPortfolioItems: 'timeStamp',
} as const satisfies Record<OperationId, string>;

/** The `info` of a success. Its statusCode is 200 also inside a 201 (published). */
export function successInfo(operationId: OperationId, stamp: Stamp): Record<string, unknown> {
  return {
    success: true,
    statusCode: 200,
    [timeKeyOfSuccess[operationId]]: stamp.at,
    traceId: stamp.traceId,
  };
}

interface ApiErrorEntry {
  readonly status: number;
  readonly message: string;
  /** Published in the contract, or the sandbox's own invention where the contract names no code. */
  readonly source: 'contract' | 'sandbox';
}

/** Every error that the API itself (not its gateway) answers. */
export const apiErrors = {
  ERR801: {
    status: 400,
    message: 'Leverage with this Partner External ID DSLeadOpportunityID already exists.',
    source: 'contract',
  },
  ERR802: { status: 400, message: 'The request does not match the schema.', source: 'sandbox' },
  ERR803: { status: 400, message: 'The partnerId is not the one of this API key.', source: 'sandbox' },
  ERR804: { status: 400, message: 'There is no lead or opportunity with this id.', source: 'sandbox' },
  ERR805: {
    status: 406,
    message: 'Incorrect Close Date/next milestone date Format. Provide date in ISO8601 format.',
    source: 'contract',
  },
  ERR806: {
    status: 400,
    message: 'The partnerLeadOpportunityId is not the one of this lead.',
    source: 'sandbox',
  },
  ERR899: {
    status: 503,
    message: 'Service currently unavailable, please try again later.',
    source: 'contract',
  },
  ERROR_004: { status: 400, message: '#top should be a positive, non zero integer', source: 'contract' },
  ERROR_043: {
    status: 400,
    message: 'Both startDateTime and endDateTime must be passed as parameters',
    source: 'contract',
  },
  ERROR_044: { status: 400, message: 'Too many ids in one search.', source: 'sandbox' },
  ERROR_048: { status: 500, message: 'Leverage Id not in scope of requestor', source: 'contract' },
} as const satisfies Record<string, ApiErrorEntry>;

export type ApiErrorCode = keyof typeof apiErrors;

/** Why a request is refused. `message` replaces the table's text where there is more to say. */
export interface Refusal {
  readonly code: ApiErrorCode;
  readonly message?: string;
}

const noIds = { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null };

type ErrorShape = (error: { code: string; message: string }, info: Record<string, unknown>) => unknown;

/** Which keys a refused operation carries beside its `info` (published, ErrorBody). */
const errorShapes = {
  create: (error, info) => ({ info, error, data: noIds }),
  // `errors`, not `error`: published so.
  update: (error, info) => ({ info, errors: error, data: noIds }),
  get: (error, info) => ({ error, info, partnerId: null, data: null }),
  search: (error, info) => ({ info, error, data: null }),
  portfolio: (error, info) => ({ info, error }),
} as const satisfies Record<OperationKind, ErrorShape>;

/** The answer to a refused request. `infoParts` are further keys of its `info`. */
export function refusalAnswer(
  kind: OperationKind,
  refusal: Refusal,
  infoParts: Readonly<Record<string, unknown>>,
): Answer {
  const { status, message } = apiErrors[refusal.code];
  const error = { code: refusal.code, message: refusal.message ?? message };
  return { status, body: errorShapes[kind](error, { success: false, statusCode: status, ...infoParts }) };
}

/** The gateway in front of the API answers these with a message and nothing else (published). */
export const gatewayMessages = {
  401: 'Missing API key in request',
  403: 'API Consumer Not allowed',
  429: 'Too many requests, please try again later',
} as const satisfies Record<number, string>;

export function gatewayAnswer(
  status: keyof typeof gatewayMessages,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, body: { message: gatewayMessages[status] }, headers };
}

/** The published body of a failure that comes from the gateway or from maintenance; `''` for any other status. */
export function contractBody(status: number, { at, traceId }: Stamp): unknown {
  if (status === 503) {
    const { message } = apiErrors.ERR899;
    // Alone among the failures, this one spells `timestamp`.
    const info = { success: false, statusCode: status, timestamp: at, traceId };
    return { info, error: { code: 'ERR899', message }, data: noIds };
  }
  const message = new Map(Object.entries(gatewayMessages)).get(String(status));
  return message === undefined ? '' : { message };
}
