import { z } from 'zod';
import { type ApiVersion, type Field, fieldsOf, type Part, type Requirement } from '../field-catalogue.js';
import type { FieldValue } from '../lead.js';
import { requestValue } from './request-values.js';

export type WriteKind = 'create' | 'update';

/** Which required marks of the catalogue bind which request. */
const binding = {
  create: { always: true, create: true, item: true, entity: true, never: false },
  update: { always: true, create: false, item: true, entity: true, never: false },
} as const satisfies Record<WriteKind, Record<Requirement, boolean>>;

/** The fields of a part that requests of an API version may carry. */
export function requestFields(part: Part, version: ApiVersion): readonly Field[] {
  return fieldsOf(part).filter((field) => !field.readOnly && field.versions.includes(version));
}

function partContract(part: Part, kind: WriteKind, version: ApiVersion) {
  const shape: Record<string, z.ZodType<FieldValue>> = {};
  for (const field of requestFields(part, version)) {
    const value = requestValue(field, version);
    shape[field.name] = binding[kind][field.required] ? value : value.exactOptional();
  }
  return z.strictObject(shape);
}

function createContract(version: ApiVersion) {
  return z.strictObject({
    partnerId: z.string(),
    leadOpportunity: partContract('leadOpportunity', 'create', version),
    offerLines: z.array(partContract('offerLines', 'create', version)).min(1),
    customerLegalEntity: partContract('customerLegalEntity', 'create', version),
    customerContacts: z.array(partContract('customerContacts', 'create', version)).exactOptional(),
    partnerContacts: z.array(partContract('partnerContacts', 'create', version)).exactOptional(),
  });
}

function updateContract(version: ApiVersion) {
  return z.strictObject({
    partnerId: z.string(),
    leadOpportunity: partContract('leadOpportunity', 'update', version),
    offerLines: z.array(partContract('offerLines', 'update', version)).exactOptional(),
    customerLegalEntity: partContract('customerLegalEntity', 'update', version).exactOptional(),
    customerContacts: z.array(partContract('customerContacts', 'update', version)).exactOptional(),
    partnerContacts: z.array(partContract('partnerContacts', 'update', version)).exactOptional(),
  });
}

/** CreateRequestV0 and CreateRequestV1: strict, no unknown keys. Its fields are those of the field catalogue. */
export const createRequest = { v0: createContract('v0'), v1: createContract('v1') } as const;

/** UpdateRequestV0 and UpdateRequestV1: strict, no unknown keys; partnerId always (see UpdateRequestV0's note). */
export const updateRequest = { v0: updateContract('v0'), v1: updateContract('v1') } as const;

export type CreateRequest = z.infer<typeof createRequest.v1>;
export type UpdateRequest = z.infer<typeof updateRequest.v1>;
