import { isDeepStrictEqual } from 'node:util';
import type { ErrorObject } from 'ajv';
import type { Clock } from '../core/clock.js';
import { type Answer, type Refusal, refusalAnswer, type Stamp, successInfo } from './answers.js';
import { forecastFor, reasonsFor, recordOfferLines } from './api-defaults.js';
import type { PortfolioItem } from './catalogue.js';
import type { ContractFile } from './contract-file.js';
import type { LeadStore } from './lead-store.js';
import { viewLead } from './lead-view.js';
import { type OperationId, operations } from './operations.js';
import { readPage } from './portfolio-page.js';
import type { CreateBody, RecordedLead, UpdateBody } from './recorded-lead.js';
import { hasDateComplaint, schemaComplaint } from './schema-complaint.js';
import { type EmptySearchForm, emptySearchData, searchLeads, searchRefusal } from './search-leads.js';
import { customerId, leadId } from './seeded-values.js';

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

/** An answer, and what it did to the server's leads. */
export interface Response {
  readonly answer: Answer;
  readonly saved: 'created' | 'updated' | 'nothing';
}

type Responder = (call: Call, desk: Desk) => Response;

/** One function per operation kind. */
const responders = { create, update, get, search, portfolio } as const satisfies Record<
  (typeof operations)[OperationId]['kind'],
  Responder
>;

/** Does what an operation asks and answers as the API would. */
export function respond(call: Call, desk: Desk): Response {
  return responders[operations[call.operationId].kind](call, desk);
}

function create(call: Call, desk: Desk): Response {
  const verdict = desk.contract.create[operations[call.operationId].version](call.body);
  if (!verdict.ok) return refuse(call, bodyRefusal(call.body, verdict.errors));
  const refusal = createRefusal(verdict.body, desk);
  if (refusal !== null) return refuse(call, refusal);
  const lead = newLead(verdict.body, desk);
  desk.store.put(lead);
  return {
    saved: 'created',
    answer: {
      status: 201,
      // Flat, unlike the update's answer (published).
      body: {
        ...idsOf(lead),
        action: 'create',
        info: successInfo(call.operationId, call.stamp),
        error: null,
      },
    },
  };
}

/** The sandbox's own small table beside the schema: what a create must not hold. */
function createRefusal(body: CreateBody, desk: Desk): Refusal | null {
  const partnerLeadId = body.leadOpportunity.partnerLeadOpportunityId;
  if (partnerLeadId === '') return missing('leadOpportunity.partnerLeadOpportunityId');
  const blank = ['name', 'city', 'country'].find((key) => (body.customerLegalEntity[key] ?? '') === '');
  if (blank !== undefined) return missing(`customerLegalEntity.${blank}`);
  if (isForeign(body.partnerId, desk)) return { code: 'ERR803' };
  if (!desk.allowDuplicates && desk.store.idsOf(partnerLeadId).length > 0) return { code: 'ERR801' };
  return null;
}

function missing(place: string): Refusal {
  return { code: 'ERR802', message: `${place}: must not be empty in a create.` };
}

function isForeign(partnerId: string, desk: Desk): boolean {
  return desk.partnerId !== null && desk.partnerId !== partnerId;
}

function newLead(body: CreateBody, { store, seed, clock, primarySalesManager }: Desk): RecordedLead {
  const { leadOpportunity, customerLegalEntity } = body;
  const { name, city, country } = customerLegalEntity;
  const now = new Date(clock.now()).toISOString();
  return {
    dsLeadOpportunityId: leadId(seed, store.size),
    partnerId: body.partnerId,
    leadOpportunity: {
      ...leadOpportunity,
      dsOwnerEmail: leadOpportunity.dsOwnerEmail || primarySalesManager,
      forecastCategory: forecastFor(leadOpportunity.status, leadOpportunity.forecastCategory),
      ...reasonsFor(leadOpportunity.status, leadOpportunity),
    },
    readOnly: { approvalStatus: 'PRE_APPROVED' },
    offerLines: recordOfferLines(body.offerLines),
    customerLegalEntity: {
      ...customerLegalEntity,
      id: customerLegalEntity['id'] || customerId(name ?? '', city ?? '', country ?? ''),
    },
    customerContacts: body.customerContacts ?? [],
    partnerContacts: body.partnerContacts ?? [],
    createdDate: now,
    modifiedDate: now,
  };
}

function update(call: Call, desk: Desk): Response {
  const verdict = desk.contract.update[operations[call.operationId].version](call.body);
  if (!verdict.ok) return refuse(call, bodyRefusal(call.body, verdict.errors));
  const before = desk.store.find(call.id);
  if (before === undefined) return refuse(call, { code: 'ERR804' });
  const refusal = updateRefusal(verdict.body, before, desk);
  if (refusal !== null) return refuse(call, refusal);
  const after = patchedLead(before, verdict.body);
  const changes = !isDeepStrictEqual(before, after);
  if (changes) desk.store.put({ ...after, modifiedDate: new Date(desk.clock.now()).toISOString() });
  return {
    saved: changes ? 'updated' : 'nothing',
    answer: {
      status: 200,
      body: {
        data: { ...idsOf(after), action: 'update' },
        info: successInfo(call.operationId, call.stamp),
        error: null,
      },
    },
  };
}

/** A lead without partner id takes the one that is sent (a reading of "typically updated by the partner"). */
function updateRefusal(body: UpdateBody, before: RecordedLead, desk: Desk): Refusal | null {
  if (isForeign(body.partnerId, desk)) return { code: 'ERR803' };
  const held = before.leadOpportunity.partnerLeadOpportunityId;
  const sent = body.leadOpportunity.partnerLeadOpportunityId;
  if (sent === held) return null;
  if (held !== '') return { code: 'ERR806' };
  return desk.store.idsOf(sent).length > 0 ? { code: 'ERR801' } : null;
}

/** Attributes singly, the customer merged, offer lines and contacts as whole lists: the sandbox's own reading of PATCH. */
function patchedLead(before: RecordedLead, body: UpdateBody): RecordedLead {
  const attributes = { ...before.leadOpportunity, ...body.leadOpportunity };
  return {
    ...before,
    leadOpportunity: {
      ...attributes,
      forecastCategory: forecastFor(attributes.status, attributes.forecastCategory),
    },
    offerLines: body.offerLines === undefined ? before.offerLines : recordOfferLines(body.offerLines),
    customerLegalEntity: { ...before.customerLegalEntity, ...body.customerLegalEntity },
    customerContacts: body.customerContacts ?? before.customerContacts,
    partnerContacts: body.partnerContacts ?? before.partnerContacts,
  };
}

function get(call: Call, { store, echo }: Desk): Response {
  const lead = store.find(call.id);
  if (lead === undefined) return refuse(call, { code: 'ERROR_048' });
  const { version } = operations[call.operationId];
  return read(call, { data: { leadOpportunity: viewLead(lead, { version, echo }) }, error: null });
}

function search(call: Call, desk: Desk): Response {
  const verdict = desk.contract.search(call.body);
  const refusal = searchRefusal(call.body, verdict, desk.maxSearchIds);
  if (!verdict.ok || refusal !== null) return refuse(call, refusal ?? { code: 'ERR802' });
  const ids = searchLeads(desk.store, verdict.body);
  const data = ids.length === 0 ? emptySearchData[desk.emptySearch] : [{ dsLeadOpportunityId: ids }];
  return read(call, { data, error: null });
}

function portfolio(call: Call, { catalogue }: Desk): Response {
  const page = readPage(call.query);
  const { at: timeStamp } = call.stamp;
  const estimatedSearchCount = catalogue.length;
  if (!page.ok) {
    const answer = refusalAnswer('portfolio', page.refusal, { timeStamp, estimatedSearchCount });
    return { answer, saved: 'nothing' };
  }
  const data = catalogue.slice(page.skip, page.skip + page.top);
  const info = { ...successInfo(call.operationId, call.stamp), estimatedSearchCount };
  return { answer: { status: 200, body: { data, info } }, saved: 'nothing' };
}

function read(call: Call, parts: Readonly<Record<string, unknown>>): Response {
  const body = { ...parts, info: successInfo(call.operationId, call.stamp) };
  return { answer: { status: 200, body }, saved: 'nothing' };
}

function refuse({ operationId, stamp }: Call, refusal: Refusal): Response {
  const infoParts = { timeStamp: stamp.at, traceId: stamp.traceId };
  return { answer: refusalAnswer(operations[operationId].kind, refusal, infoParts), saved: 'nothing' };
}

function bodyRefusal(body: unknown, errors: readonly ErrorObject[]): Refusal {
  if (hasDateComplaint(errors)) return { code: 'ERR805' };
  return { code: 'ERR802', message: schemaComplaint(body, errors) };
}

function idsOf(lead: RecordedLead): { partnerLeadOpportunityId: string; dsLeadOpportunityId: string } {
  return {
    partnerLeadOpportunityId: lead.leadOpportunity.partnerLeadOpportunityId,
    dsLeadOpportunityId: lead.dsLeadOpportunityId,
  };
}
