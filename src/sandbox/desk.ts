import type { ErrorObject } from 'ajv';
import type { Clock } from '../core/clock.js';
import { type Answer, type Refusal, refusalAnswer, type Stamp } from './answers.js';
import type { PortfolioItem } from './catalogue.js';
import type { ContractFile } from './contract-file.js';
import type { LeadStore } from './lead-store.js';
import { type OperationId, operations } from './operations.js';
import type { RecordedLead } from './recorded-lead.js';
import { hasDateComplaint, schemaComplaint } from './schema-complaint.js';
import type { EmptySearchForm } from './search-leads.js';

/** What the operations work on. */
export interface Desk {
  readonly clock: Clock;
  readonly contract: ContractFile;
  readonly store: LeadStore;
  readonly catalogue: readonly PortfolioItem[];
  readonly seed: number;
  readonly echo: boolean;
  readonly allowDuplicates: boolean;
  readonly maxSearchIds: number;
  readonly emptySearch: EmptySearchForm;
  /** When set, requests of another partner are refused. */
  readonly partnerId: string | null;
  readonly primarySalesManager: string;
}

/** A request whose route is known. */
export interface Call {
  readonly operationId: OperationId;
  /** `{id}` of the path, `''` where the path has none. */
  readonly id: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly stamp: Stamp;
}

/** A lead that a call created or changed, as it is now. */
export interface SavedLead {
  readonly kind: 'created' | 'updated';
  readonly lead: RecordedLead;
}

/** An answer, and what it did to the server's leads. */
export interface Response {
  readonly answer: Answer;
  /** Null where nothing changed. */
  readonly saved: SavedLead | null;
}

/** True where the sandbox stands for one partner and this is another. */
export function isForeign(partnerId: string, desk: Desk): boolean {
  return desk.partnerId !== null && desk.partnerId !== partnerId;
}

/** The answer to a refused call, in the shape of its operation. */
export function refuse({ operationId, stamp }: Call, refusal: Refusal): Response {
  const infoParts = { timeStamp: stamp.at, traceId: stamp.traceId };
  return { answer: refusalAnswer(operations[operationId].kind, refusal, infoParts), saved: null };
}

/** Why a body that its schema does not pass is refused: a date before all else. */
export function bodyRefusal(body: unknown, errors: readonly ErrorObject[]): Refusal {
  if (hasDateComplaint(errors)) return { code: 'ERR805' };
  return { code: 'ERR802', message: schemaComplaint(body, errors) };
}

/** The two ids that answers name a lead by. */
export function idsOf(lead: RecordedLead): { partnerLeadOpportunityId: string; dsLeadOpportunityId: string } {
  return {
    partnerLeadOpportunityId: lead.leadOpportunity.partnerLeadOpportunityId,
    dsLeadOpportunityId: lead.dsLeadOpportunityId,
  };
}
