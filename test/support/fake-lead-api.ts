import type { Clock } from '../../src/core/clock.js';
import { type ErrorCode, LeadferryError } from '../../src/core/error.js';
import type { LeadParts, PartValues, RemoteLead } from '../../src/lead/lead.js';
import type { Delivery, LeadApi, ReadAnswer, Refusal } from '../../src/lead/lead-api.js';

/**
 * What happens to one request that changes something.
 * lost-before: no answer, nothing saved. lost-after: saved, no answer. late: no answer, saved `lateMs` later. exists: ERR801 whatever there is.
 * An error code is thrown, with no effect at 3DS.
 */
export type Fault = 'none' | 'lost-before' | 'lost-after' | 'late' | 'refused' | 'exists' | ErrorCode;

export interface WriteCall {
  readonly kind: 'create' | 'update';
  readonly partnerLeadOpportunityId: string;
  /** How many writing requests came before it. */
  readonly index: number;
}

export interface FakeLeadApiOptions {
  readonly clock: Clock;
  readonly fault?: (call: WriteCall) => Fault;
  readonly lateMs?: number;
  /** A new lead is found by search only after so long. */
  readonly searchLagMs?: number;
  /** True: a second create of an id makes a second lead, so that a double create shows. False: it answers ERR801. */
  readonly allowDuplicates?: boolean;
  /** Overrides the answer to a GET. */
  readonly readAs?: (dsLeadOpportunityId: string) => ReadAnswer | null;
  /** Thrown by a search, where it gives an error. */
  readonly searchError?: () => LeadferryError | null;
}

interface Saved {
  readonly parts: LeadParts;
  readonly dsLeadOpportunityId: string;
  readonly partnerLeadOpportunityId: string | null;
  readonly savedAtMs: number;
}

export interface FakeLeadApi extends LeadApi {
  /** Every writing request that arrived, in order. */
  readonly writes: readonly (WriteCall & { readonly parts: LeadParts })[];
  /** Searches and GETs that arrived. */
  readonly lookUps: { readonly searches: number; readonly reads: number };
  /** The 3DS ids that carry a partner lead id, by now. */
  idsOf(partnerLeadOpportunityId: string): readonly string[];
  /** Puts a lead there without a request. Returns its 3DS id. */
  plant(parts: LeadParts, ids?: { partner?: string | null; ds?: string }): string;
}

const refusal: Refusal = {
  status: 400,
  code: 'ERR805',
  message: 'The offer is not orderable',
  traceId: 'trace-1',
};
const noAnswer: Refusal = { status: null, code: 'TIMEOUT', message: 'no answer within 30 s', traceId: null };
const exists: Refusal = { status: 400, code: 'ERR801', message: 'it exists already', traceId: 'trace-2' };

/** 3DS in memory: it answers GET with the customer's id only, and fails as it is told. */
export function createFakeLeadApi(options: FakeLeadApiOptions): FakeLeadApi {
  const { clock } = options;
  const saved: Saved[] = [];
  const writes: (WriteCall & { parts: LeadParts })[] = [];
  const lookUps = { searches: 0, reads: 0 };

  const now = () => saved.filter(({ savedAtMs }) => savedAtMs <= clock.now());
  const carrying = (id: string) => now().filter((lead) => lead.partnerLeadOpportunityId === id);

  function arrive(kind: WriteCall['kind'], parts: LeadParts): Fault {
    const call = { kind, partnerLeadOpportunityId: parts.partnerLeadOpportunityId, index: writes.length };
    writes.push({ ...call, parts });
    return options.fault?.(call) ?? 'none';
  }

  function deliver(fault: Fault, save: (delayMs: number) => string): Delivery {
    switch (fault) {
      case 'none':
        return { kind: 'proven', dsLeadOpportunityId: save(0), traceId: null };
      case 'refused':
        return { kind: 'refused', ...refusal };
      case 'exists':
        return { kind: 'exists', ...exists };
      case 'lost-before':
        return { kind: 'unknown', ...noAnswer };
      case 'lost-after':
        save(0);
        return { kind: 'unknown', ...noAnswer };
      case 'late':
        save(options.lateMs ?? 0);
        return { kind: 'unknown', ...noAnswer };
      default:
        throw new LeadferryError(fault, `the server said ${fault}`);
    }
  }

  function insert(
    parts: LeadParts,
    delayMs: number,
    ids: { partner?: string | null; ds?: string } = {},
  ): string {
    const dsLeadOpportunityId = ids.ds ?? `DS-${saved.length + 1}`;
    const partner = ids.partner === undefined ? parts.partnerLeadOpportunityId : ids.partner;
    const savedAtMs = clock.now() + delayMs;
    saved.push({ parts, dsLeadOpportunityId, partnerLeadOpportunityId: partner, savedAtMs });
    return dsLeadOpportunityId;
  }

  function change(id: string, parts: LeadParts): string {
    const index = saved.findIndex((lead) => lead.dsLeadOpportunityId === id);
    const before = saved[index];
    if (before === undefined) throw new Error(`no lead ${id}`);
    saved[index] = { ...before, parts: merged(before.parts, parts) };
    return id;
  }

  return {
    writes,
    lookUps,
    idsOf: (id) => carrying(id).map((lead) => lead.dsLeadOpportunityId),
    plant: (parts, ids = {}) => insert(parts, -1_000_000, ids),
    create: async (parts) => {
      await turn();
      const fault = arrive('create', parts);
      const isThere = carrying(parts.partnerLeadOpportunityId).length > 0;
      if (isThere && options.allowDuplicates !== true && fault === 'none')
        return { kind: 'exists', ...exists };
      return deliver(fault, (delayMs) => insert(parts, delayMs));
    },
    update: async (id, parts) => {
      await turn();
      return deliver(arrive('update', parts), () => change(id, parts));
    },
    read: async (id) => {
      await turn();
      lookUps.reads += 1;
      const lead = now().find((candidate) => candidate.dsLeadOpportunityId === id);
      const answer = options.readAs?.(id) ?? null;
      if (answer !== null) return answer;
      if (lead !== undefined) return { kind: 'found', lead: asRemote(lead), traceId: null };
      return {
        kind: 'out-of-scope',
        status: 500,
        code: 'ERROR_048',
        message: 'out of scope',
        traceId: 'trace-3',
      };
    },
    search: async ({ partnerIds }) => {
      await turn();
      lookUps.searches += 1;
      const error = options.searchError?.() ?? null;
      if (error !== null) throw error;
      const found = now().filter(({ savedAtMs }) => savedAtMs + (options.searchLagMs ?? 0) <= clock.now());
      if (partnerIds === '') {
        return found
          .filter((lead) => lead.partnerLeadOpportunityId === null)
          .map((lead) => lead.dsLeadOpportunityId);
      }
      const wanted = partnerIds ?? [];
      return found
        .filter(({ parts }) => wanted.includes(parts.partnerLeadOpportunityId))
        .map((lead) => lead.dsLeadOpportunityId);
    },
    portfolioPage: () => Promise.resolve({ items: [], estimatedTotal: 0 }),
    close: () => Promise.resolve(),
  };
}

function asRemote({ parts, dsLeadOpportunityId, partnerLeadOpportunityId }: Saved): RemoteLead {
  const { leadOpportunity, offerLines, customerContacts, partnerContacts } = parts;
  return {
    dsLeadOpportunityId,
    partnerLeadOpportunityId,
    leadOpportunity: { ...leadOpportunity, createdDate: '2026-01-01T00:00:00.000Z' },
    customerLegalEntity: { id: '200000000781999', name: null, city: null, country: null },
    offerLines,
    customerContacts,
    partnerContacts,
  };
}

function merged(before: LeadParts, change: LeadParts): LeadParts {
  const customer: PartValues | null =
    change.customerLegalEntity === null
      ? before.customerLegalEntity
      : { ...before.customerLegalEntity, ...change.customerLegalEntity };
  return {
    ...before,
    leadOpportunity: { ...before.leadOpportunity, ...change.leadOpportunity },
    customerLegalEntity: customer,
    offerLines: change.offerLines ?? before.offerLines,
    customerContacts: change.customerContacts ?? before.customerContacts,
    partnerContacts: change.partnerContacts ?? before.partnerContacts,
  };
}

/** Lets others act between a request and its answer, as a network does. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
