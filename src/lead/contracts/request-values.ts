import { z } from 'zod';
import { type EnumerationName, enumerations } from '../enumerations.js';
import { type ApiVersion, enumerationOf, type Field, type FieldType, type Part } from '../field-catalogue.js';
import type { FieldValue } from '../lead.js';

type ValueContract = z.ZodType<FieldValue>;

const text = z.string();

/** What a request may carry in a field of each type. Fields of the type `timestamp` are only ever answered. */
const valueContracts = {
  text: () => text,
  id: () => text,
  email: () => text,
  phone: () => text,
  url: () => text,
  country: () => text,
  currency: () => z.string().regex(/^[A-Z]{3}$/),
  date: () => z.iso.datetime({ offset: true }),
  day: () => z.iso.date(),
  timestamp: () => z.never(),
  amount: () => z.number(),
  enumeration: (field, version) => z.enum(codesOf(field, version)),
  enumerationList: (field, version) => z.array(z.enum(codesOf(field, version))),
  textList: () => z.array(z.string()),
} as const satisfies Record<FieldType, (field: Field, version: ApiVersion) => ValueContract>;

/** The strict contract of one field in a request. Only the customer's fields may be null (CustomerLegalEntity). */
export function requestValue(field: Field, version: ApiVersion): ValueContract {
  const value = valueContracts[field.type](field, version);
  const nullable: Readonly<Partial<Record<Part, true>>> = { customerLegalEntity: true };
  return nullable[field.part] === true ? value.nullable() : value;
}

function codesOf(field: Field, version: ApiVersion): string[] {
  const name: EnumerationName | null = enumerationOf(field, version);
  return name === null ? [] : Object.keys(enumerations[name]);
}
