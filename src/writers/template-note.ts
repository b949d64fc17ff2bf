import type { Field, FieldType, Requirement } from '../lead/field-catalogue.js';

const requirementNotes = {
  always: 'Required in every row.',
  create: 'Required for a new lead.',
  entity: 'Required whenever something about the customer is sent.',
  item: 'Required wherever the offer line or contact is filled in.',
  never: null,
} as const satisfies Record<Requirement, string | null>;

const typeNotes = {
  text: null,
  id: 'Kept as text: leading zeros stay.',
  email: null,
  phone: null,
  url: null,
  country: null,
  currency: null,
  date: 'A date, such as 2027-03-31.',
  day: 'A date, such as 2027-03-31.',
  timestamp: null,
  amount: 'A number.',
  enumeration: 'Choose from the list; the codes on the sheet Lists are read too.',
  enumerationList: 'Labels or codes of the sheet Lists, several separated by semicolons.',
  textList: 'Several are separated by semicolons.',
} as const satisfies Record<FieldType, string | null>;

/** What the note on a field's header cell says: what the field is, whether it must be filled in, and how. */
export function templateNote({ help, required, type }: Field): string {
  return [help, requirementNotes[required], typeNotes[type]].filter((line) => line !== null).join('\n');
}
