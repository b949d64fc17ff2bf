import type { FieldChange } from '../core/outcome.js';
import { compareLists, type ListRule } from './compare-lists.js';
import { closedStages, leadStages } from './enumerations.js';
import type { ApiVersion, Field, ListPart } from './field-catalogue.js';
import { fieldsOf, listParts } from './field-catalogue.js';
import type { FieldValue, LeadParts, PartValues, RemoteLead, SheetLead } from './lead.js';
import { isAbsent, sameValue } from './same-value.js';

export interface Comparison {
  /** Every difference, old and new. Empty where nothing has to be sent. */
  readonly changes: readonly FieldChange[];
  /** What an update has to carry; null where nothing has to be sent or the lead is blocked. */
  readonly update: LeadParts | null;
  /** Why the lead must not be sent although it differs. */
  readonly blocked: { readonly code: string; readonly message: string } | null;
  /** Paths of which the sheet has a value that 3DS does not show and that leadferry never sent. */
  readonly notComparable: readonly string[];
}

export interface CompareInput {
  readonly sheet: SheetLead;
  readonly remote: RemoteLead;
  /** What leadferry last sent of each field, as far as it knows; stands in for what GET does not echo. */
  readonly lastSent: LeadParts | null;
  readonly lists: ListRule;
  readonly apiVersion: ApiVersion;
}

/** What one part contributes: its differences, and what an update would carry of it. */
interface PartComparison<Values> {
  readonly changes: readonly FieldChange[];
  readonly values: Values | null;
  readonly notComparable: readonly string[];
  readonly blocked: Comparison['blocked'];
}

/**
 * Compares what a sheet says of a lead with what 3DS holds, field by field. What the sheet leaves blank is not compared.
 * null, `''` and EMPTY equal absent; a value that the answer does not echo equals what was last sent, and where nothing was
 * ever sent it is not comparable and no change (DESIGN, "Uploading").
 */
export function compareLead(input: CompareInput): Comparison {
  const attributes = compareAttributes(input);
  const customer = compareCustomer(input);
  const lists = { ...noLists };
  const parts: PartComparison<unknown>[] = [attributes, customer];
  for (const part of listParts) {
    const compared = compareListPart(input, part);
    lists[part] = compared.values;
    parts.push(compared);
  }
  const changes = parts.flatMap((part) => part.changes);
  const blocked = parts.find((part) => part.blocked !== null)?.blocked ?? null;
  const notComparable = parts.flatMap((part) => part.notComparable);
  if (changes.length === 0 || blocked !== null) return { changes, update: null, blocked, notComparable };
  return {
    changes,
    update: {
      partnerLeadOpportunityId: input.sheet.partnerLeadOpportunityId,
      leadOpportunity: attributes.values ?? {},
      customerLegalEntity: customer.values,
      ...lists,
    },
    blocked,
    notComparable,
  };
}

const noLists: Record<ListPart, readonly PartValues[] | null> = {
  offerLines: null,
  customerContacts: null,
  partnerContacts: null,
};

function compareAttributes(input: CompareInput): PartComparison<PartValues> {
  const { sheet, remote, lastSent } = input;
  const values: Record<string, FieldValue> = {};
  const changes: FieldChange[] = [];
  const notComparable: string[] = [];
  for (const field of fieldsOf('leadOpportunity')) {
    const to = sheet.leadOpportunity[field.name];
    if (to === undefined || field.readOnly || isSetByTheSystem(field, input)) continue;
    const echoed = field.name in remote.leadOpportunity;
    const difference = compareValue(field, {
      to,
      now: remote.leadOpportunity[field.name],
      sent: lastSent?.leadOpportunity[field.name],
      echoed,
    });
    if (difference === 'not comparable') notComparable.push(field.path);
    else if (difference !== null) {
      changes.push(difference);
      values[field.name] = to;
    }
  }
  return { changes, values, notComparable, blocked: null };
}

/** 3DS ignores the forecast of lead stages and sets that of closed ones itself, so a difference there is none. */
function isSetByTheSystem(field: Field, { sheet, remote }: CompareInput): boolean {
  if (field.name !== 'forecastCategory') return false;
  const stage = sheet.leadOpportunity['status'] ?? remote.leadOpportunity['status'];
  return [...leadStages, ...closedStages].some((fixed) => fixed === stage);
}

function compareCustomer(input: CompareInput): PartComparison<PartValues> {
  const sheet = input.sheet.customerLegalEntity;
  if (sheet === null) return { changes: [], values: null, notComparable: [], blocked: null };
  const remote = input.remote.customerLegalEntity ?? {};
  const sent = input.lastSent?.customerLegalEntity ?? {};
  // GET often answers the customer's id and nothing else; then none of the other fields is echoed.
  const idOnly = Object.entries(remote).every(([name, value]) => name === 'id' || isAbsent(value));
  const values: Record<string, FieldValue> = {};
  const changes: FieldChange[] = [];
  const notComparable: string[] = [];
  for (const field of fieldsOf('customerLegalEntity')) {
    const to = sheet[field.name];
    if (to === undefined) continue;
    const echoed = !idOnly || (field.name === 'id' && field.name in remote);
    const difference = compareValue(field, { to, now: remote[field.name], sent: sent[field.name], echoed });
    if (difference === 'not comparable') notComparable.push(field.path);
    else if (difference !== null) {
      changes.push(difference);
      values[field.name] = to;
    }
  }
  if (changes.length === 0) return { changes, values: null, notComparable, blocked: null };
  const missing = addEntityFields(values, [sheet, remote, sent]);
  return {
    changes,
    values,
    notComparable,
    blocked: missing.length === 0 ? null : customerIncomplete(missing),
  };
}

/** 3DS wants name, city and country with every customer that is sent. Returns the labels of those that nobody knows. */
function addEntityFields(values: Record<string, FieldValue>, sources: readonly PartValues[]): string[] {
  const missing: string[] = [];
  for (const field of fieldsOf('customerLegalEntity')) {
    if (field.required !== 'entity') continue;
    const known = sources.map((source) => source[field.name]).find((value) => !isAbsent(value));
    if (known === undefined) missing.push(field.label);
    else values[field.name] = known;
  }
  return missing;
}

function customerIncomplete(missing: readonly string[]): Comparison['blocked'] {
  return {
    code: 'CUSTOMER_INCOMPLETE',
    message: `The customer changed, and 3DS takes a customer only with its name, city and country. Fill in: ${missing.join(', ')}.`,
  };
}

interface Compared {
  readonly to: FieldValue;
  readonly now: FieldValue | undefined;
  readonly sent: FieldValue | undefined;
  readonly echoed: boolean;
}

function compareValue(
  field: Field,
  { to, now, sent, echoed }: Compared,
): FieldChange | 'not comparable' | null {
  if (isAbsent(now) && sent === undefined && !echoed) return 'not comparable';
  const current = isAbsent(now) && sent !== undefined ? sent : now;
  return sameValue(field, to, current) ? null : { field: field.path, from: current ?? null, to };
}

function compareListPart(input: CompareInput, part: ListPart): PartComparison<readonly PartValues[]> {
  const none = { changes: [], values: null, notComparable: [], blocked: null };
  const sheet = input.sheet[part];
  if (sheet === null) return none;
  const answered = input.remote[part];
  const remote = answered === null || answered.length === 0 ? (input.lastSent?.[part] ?? []) : answered;
  const compared = compareLists({ part, sheet, remote, rule: input.lists, apiVersion: input.apiVersion });
  if (compared.unsendable === null) return { ...none, changes: compared.changes, values: compared.list };
  return {
    ...none,
    changes: compared.changes,
    blocked: {
      code: 'REVENUE_TYPE_BLOCKED',
      message: `Its offer lines differ, and their list holds ${compared.unsendable}, which only 3DS may set. Change these lines in MySalesPipeline.`,
    },
  };
}
