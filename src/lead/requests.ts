import type { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import {
  type CreateRequest,
  createRequest,
  requestFields,
  type UpdateRequest,
  updateRequest,
  type WriteKind,
} from './contracts/write-requests.js';
import { type ApiVersion, type Field, fieldsOf, type Part } from './field-catalogue.js';
import type { FieldValue, LeadParts, PartValues, RequestContext } from './lead.js';

interface BuildContext {
  readonly kind: WriteKind;
  readonly version: ApiVersion;
}

/**
 * The JSON of a create: partnerId and partnerLeadOpportunityId always; calendar days in the API's form; null values and null parts are
 * left out, and so are read-only fields and those that the API version lacks.
 * @throws LeadferryError REQUEST_INVALID when the contract would not take it; it names the fields, never their values.
 */
export function createBody(lead: LeadParts, context: RequestContext): CreateRequest {
  return checked(createRequest[context.apiVersion], body(lead, context, 'create'), lead);
}

/**
 * The JSON of an update: like createBody, but null values of the customer stay, they empty the field.
 * @throws LeadferryError REQUEST_INVALID when the contract would not take it; it names the fields, never their values.
 */
export function updateBody(changes: LeadParts, context: RequestContext): UpdateRequest {
  return checked(updateRequest[context.apiVersion], body(changes, context, 'update'), changes);
}

function body(lead: LeadParts, context: RequestContext, kind: WriteKind): Readonly<Record<string, unknown>> {
  const build = { kind, version: context.apiVersion };
  const parts = {
    offerLines: lead.offerLines?.map((item) => partBody('offerLines', item, build)),
    customerLegalEntity:
      lead.customerLegalEntity === null
        ? undefined
        : partBody('customerLegalEntity', lead.customerLegalEntity, build),
    customerContacts: lead.customerContacts?.map((item) => partBody('customerContacts', item, build)),
    partnerContacts: lead.partnerContacts?.map((item) => partBody('partnerContacts', item, build)),
  };
  return {
    partnerId: context.partnerId,
    leadOpportunity: {
      ...partBody('leadOpportunity', lead.leadOpportunity, build),
      partnerLeadOpportunityId: lead.partnerLeadOpportunityId,
    },
    ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
  };
}

function partBody(part: BodyPart, values: PartValues, { kind, version }: BuildContext): PartValues {
  const body: Record<string, FieldValue> = {};
  for (const field of carriedFields[version][part]) {
    if (!Object.hasOwn(values, field.name)) continue;
    const value = sentValue(field, values[field.name] ?? null);
    if (kind === 'update' || value !== null) body[field.name] = value;
  }
  // Keys that the catalogue does not have are kept, so that the contract refuses them instead of losing them.
  const unknown = Object.entries(values).filter(([name]) => !knownNames[part].has(name));
  return unknown.length === 0 ? body : { ...Object.fromEntries(unknown), ...body };
}

/** The parts of a lead that a request has. */
type BodyPart = Exclude<Part, 'identity'>;

function byPart<T>(of: (part: BodyPart) => T): Readonly<Record<BodyPart, T>> {
  return {
    leadOpportunity: of('leadOpportunity'),
    customerLegalEntity: of('customerLegalEntity'),
    offerLines: of('offerLines'),
    customerContacts: of('customerContacts'),
    partnerContacts: of('partnerContacts'),
  };
}

const knownNames = byPart((part) => new Set(fieldsOf(part).map((field) => field.name)));
const carriedFields = {
  v0: byPart((part) => requestFields(part, 'v0')),
  v1: byPart((part) => requestFields(part, 'v1')),
} as const satisfies Record<ApiVersion, Readonly<Record<BodyPart, readonly Field[]>>>;

function sentValue(field: Field, value: FieldValue): FieldValue {
  // A calendar day never moves by a time zone: midnight UTC of the same day.
  return field.type === 'date' && typeof value === 'string' ? `${value}T00:00:00.000Z` : value;
}

function checked<T>(contract: z.ZodType<T>, candidate: unknown, lead: LeadParts): T {
  const parsed = contract.safeParse(candidate);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(issuePath))].join(', ');
  throw new LeadferryError(
    'REQUEST_INVALID',
    `Lead ${lead.partnerLeadOpportunityId}: a request that 3DS takes was expected, but these are missing or not valid: ${fields}.`,
  );
}

function issuePath(issue: z.core.$ZodIssue): string {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return [...issue.path, ...keys].join('.');
}
