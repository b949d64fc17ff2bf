import type { FieldChange } from '../core/outcome.js';
import { compareLists } from '../lead/compare-lists.js';
import { emptiedValue } from '../lead/emptied-value.js';
import { enumerations } from '../lead/enumerations.js';
import {
  type ApiVersion,
  enumerationOf,
  type Field,
  fieldsOf,
  type ListPart,
  listParts,
} from '../lead/field-catalogue.js';
import type { FieldValue, LeadParts, PartValues, RemoteLead } from '../lead/lead.js';
import type { UndoLead } from '../lead/ledger.js';
import { isAbsent, sameValue } from '../lead/same-value.js';

/** Why a value is left as it is. */
type KeptBecause = 'UNDO_CONFLICT' | 'UNDO_IMPOSSIBLE';

/** What putting a lead back to where it was before a run takes. */
export interface UndoneLead {
  /** What is put back. */
  readonly changes: readonly FieldChange[];
  /** What the request carries; null where nothing can or has to be put back. */
  readonly update: LeadParts | null;
  /** What is left as it is. */
  readonly kept: readonly FieldChange[];
  /** Null where nothing is left. A change made since counts before one that cannot be put back. */
  readonly keptBecause: KeptBecause | null;
}

interface UndoInput {
  /** What the run did to the lead. */
  readonly original: UndoLead;
  /** The lead as 3DS holds it now. */
  readonly remote: RemoteLead;
  /** What leadferry last sent of each field; stands in for what GET does not echo. */
  readonly lastSent: LeadParts | null;
  readonly apiVersion: ApiVersion;
}

/**
 * Puts back what a run changed, field by field and list by list: only where 3DS still holds what the run sent. What holds another value
 * was changed since and is kept; what cannot be sent (a field that cannot be emptied) is kept as well.
 */
export function undoneLead(input: UndoInput): UndoneLead {
  const tally = new Tally();
  const { original, remote, lastSent } = input;
  const sent = { ...original.sent?.leadOpportunity, ...idOf(original.sent) };
  const leadOpportunity = undoFields(input, tally, {
    fields: fieldsOf('leadOpportunity'),
    sent,
    now: { ...lastSent?.leadOpportunity, ...remote.leadOpportunity, ...idOf(remote) },
  });
  const customerLegalEntity = undoCustomer(input, tally);
  const lists = { offerLines: noList, customerContacts: noList, partnerContacts: noList };
  for (const part of listParts) lists[part] = undoList(input, tally, part);
  const update = {
    partnerLeadOpportunityId: original.partnerLeadOpportunityId,
    leadOpportunity,
    customerLegalEntity,
    ...lists,
  };
  const { changes, kept, keptBecause } = tally;
  return { changes, kept, keptBecause, update: changes.length === 0 ? null : update };
}

/** The id that a claim gives; 3DS publishes no way to take it back, so that it is kept and named. */
function idOf(lead: Pick<RemoteLead, 'partnerLeadOpportunityId'> | null): PartValues {
  return { partnerLeadOpportunityId: lead?.partnerLeadOpportunityId ?? null };
}

const noList: readonly PartValues[] | null = null;

class Tally {
  readonly changes: FieldChange[] = [];
  readonly kept: FieldChange[] = [];
  keptBecause: KeptBecause | null = null;

  keep(change: FieldChange, because: KeptBecause): void {
    this.kept.push(change);
    if (this.keptBecause !== 'UNDO_CONFLICT') this.keptBecause = because;
  }
}

interface FieldsToUndo {
  readonly fields: readonly Field[];
  /** What the run sent. */
  readonly sent: PartValues;
  readonly now: PartValues;
}

function undoFields(
  { original, apiVersion }: UndoInput,
  tally: Tally,
  { fields, sent, now }: FieldsToUndo,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    const change = original.changes.find(({ field: path }) => path === field.path);
    if (change === undefined) continue;
    const before = asFieldValue(change.from);
    const current = now[field.name];
    if (sameValue(field, current, before)) continue;
    const put = { field: field.path, from: current ?? null, to: before };
    const value = isAbsent(before) ? emptiedValue(field) : before;
    if (!sameValue(field, current, sent[field.name])) tally.keep(put, 'UNDO_CONFLICT');
    else if (value === undefined || !isTaken(field, value, apiVersion)) tally.keep(put, 'UNDO_IMPOSSIBLE');
    else {
      tally.changes.push(put);
      values[field.name] = value;
    }
  }
  return values;
}

/** 3DS wants name, city and country with every customer that is sent. */
function undoCustomer(input: UndoInput, tally: Tally): PartValues | null {
  const { original, remote, lastSent } = input;
  const fields = fieldsOf('customerLegalEntity');
  const shown = Object.entries(remote.customerLegalEntity ?? {}).filter(([, value]) => !isAbsent(value));
  const now = { ...lastSent?.customerLegalEntity, ...Object.fromEntries(shown) };
  const sent = original.sent?.customerLegalEntity ?? {};
  const before = tally.changes.length;
  const values = undoFields(input, tally, { fields, sent, now });
  if (tally.changes.length === before) return null;
  for (const field of fields) {
    const known = values[field.name] ?? now[field.name];
    if (field.required !== 'entity') continue;
    if (isAbsent(known) || known === undefined) {
      for (const change of tally.changes.splice(before)) tally.keep(change, 'UNDO_IMPOSSIBLE');
      return null;
    }
    values[field.name] = known;
  }
  return values;
}

function undoList(input: UndoInput, tally: Tally, part: ListPart): readonly PartValues[] | null {
  const { original, remote, lastSent, apiVersion } = input;
  const sent = original.sent?.[part] ?? null;
  if (sent === null || !original.changes.some(({ field }) => isOf(field, part))) return null;
  const answered = remote[part];
  const now = answered === null || answered.length === 0 ? (lastSent?.[part] ?? []) : answered;
  const before = (original.before?.[part] ?? []).map(withoutAbsent);
  const differs = (list: readonly PartValues[]) =>
    compareLists({ part, sheet: list, remote: now, rule: 'replace', apiVersion });
  const back = differs(before);
  if (back.changes.length === 0 && before.length > 0) return null;
  const put = { field: part, from: now, to: before };
  if (differs(sent).changes.length > 0) tally.keep(put, 'UNDO_CONFLICT');
  else if (before.length === 0 || back.list === null || back.unsendable !== null) {
    tally.keep(put, 'UNDO_IMPOSSIBLE');
  } else {
    tally.changes.push(put);
    return before;
  }
  return null;
}

function isOf(path: string, part: ListPart): boolean {
  return path === part || path.startsWith(`${part}.`);
}

function withoutAbsent(item: PartValues): PartValues {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => !isAbsent(value)));
}

/** True where a request may carry the value: 3DS answers some enumeration values that it does not take. */
function isTaken(field: Field, value: FieldValue, apiVersion: ApiVersion): boolean {
  const name = enumerationOf(field, apiVersion);
  if (name === null || typeof value !== 'string' || value === 'EMPTY') return true;
  return Object.hasOwn(enumerations[name], value);
}

function asFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  return null;
}
