import type { FieldChange } from '../core/outcome.js';
import { enumerations } from './enumerations.js';
import type { ApiVersion, Field, ListPart } from './field-catalogue.js';
import { enumerationOf, fieldsOf } from './field-catalogue.js';
import type { FieldValue, PartValues } from './lead.js';
import { isAbsent, sameValue } from './same-value.js';

/** keep: what 3DS holds in a list and the sheet lacks stays. replace: it is removed, and the plan says so. */
export type ListRule = 'keep' | 'replace';

export interface ListComparison {
  readonly changes: readonly FieldChange[];
  /** The whole list to send; null where nothing differs. */
  readonly list: readonly PartValues[] | null;
  /** The first value in the list that only 3DS may set, as `path value`; null where the list may be sent. */
  readonly unsendable: string | null;
}

interface ListInput {
  readonly part: ListPart;
  readonly sheet: readonly PartValues[];
  readonly remote: readonly PartValues[];
  readonly rule: ListRule;
  readonly apiVersion: ApiVersion;
}

/** The fields by which an item is known again: offer, revenue type and start date; the e-mail address of a contact. */
const keyFields = {
  offerLines: ['offerNameId', 'revenueType', 'startDate'],
  customerContacts: ['email'],
  partnerContacts: ['salesRepEmail'],
} as const satisfies Record<ListPart, readonly string[]>;

/** What 3DS takes a blank key field for: the revenue type of a request defaults to PxC, in v0 to UPFRONT. */
const keyDefaults: Readonly<Record<ApiVersion, Readonly<Record<string, string>>>> = {
  v0: { revenueType: 'UPFRONT' },
  v1: { revenueType: 'PxC' },
};

/**
 * Compares a list of a sheet with the one at 3DS by content, whatever the order of either.
 * An update replaces a list as a whole, so the list to send holds what 3DS has and the sheet lacks too, unless the rule is `replace`.
 */
export function compareLists(input: ListInput): ListComparison {
  const pairs = pairItems(input);
  const changes: FieldChange[] = [];
  const list: PartValues[] = [];
  for (const remote of input.remote) {
    const matched = pairs.byRemote.get(remote);
    if (matched !== undefined) {
      changes.push(...itemChanges(input.part, matched, remote));
      list.push({ ...sendable(input, remote), ...withoutNulls(matched.item) });
    } else if (input.rule === 'keep') {
      list.push(sendable(input, remote));
    } else {
      changes.push({ field: input.part, from: remote, to: null });
    }
  }
  for (const added of pairs.added) {
    changes.push({ field: `${input.part}.${added.number}`, from: null, to: withoutNulls(added.item) });
    list.push(withoutNulls(added.item));
  }
  if (changes.length === 0) return { changes, list: null, unsendable: null };
  return { changes, list, unsendable: firstUnsendable(input, [...input.remote, ...list]) };
}

export interface Numbered {
  readonly item: PartValues;
  /** Its place in the sheet, from 1. */
  readonly number: number;
}

/** Which items of a list at 3DS are which of the sheet's, and which of the sheet's are not there. */
export interface ItemPairs {
  readonly byRemote: ReadonlyMap<PartValues, Numbered>;
  readonly added: readonly Numbered[];
}

type PairInput = Pick<ListInput, 'part' | 'sheet' | 'remote' | 'apiVersion'>;

/** Pairs items in three rounds, the surest first, so that two lines of one offer find their own partner. */
export function pairItems(input: PairInput): ItemPairs {
  const byRemote = new Map<PartValues, Numbered>();
  let open: readonly Numbered[] = input.sheet.map((item, index) => ({ item, number: index + 1 }));
  const rounds = [isEqualItem, hasSameKey, hasCompatibleKey];
  for (const matches of rounds) {
    const left: Numbered[] = [];
    for (const candidate of open) {
      const remote = input.remote.find((item) => !byRemote.has(item) && matches(input, candidate.item, item));
      if (remote === undefined) left.push(candidate);
      else byRemote.set(remote, candidate);
    }
    open = left;
  }
  return { byRemote, added: open };
}

function isEqualItem(input: PairInput, sheet: PartValues, remote: PartValues): boolean {
  return (
    hasSameKey(input, sheet, remote) &&
    itemChanges(input.part, { item: sheet, number: 1 }, remote).length === 0
  );
}

function hasSameKey(input: Keyed, sheet: PartValues, remote: PartValues): boolean {
  return keys(input.part).every((field) =>
    sameValue(field, keyValue(input, sheet, field), keyValue(input, remote, field)),
  );
}

/** A key field that the sheet leaves blank says nothing about it, so it fits whatever 3DS has there. */
function hasCompatibleKey(input: Keyed, sheet: PartValues, remote: PartValues): boolean {
  return keys(input.part).every(
    (field) => isAbsent(sheet[field.name]) || sameValue(field, sheet[field.name], remote[field.name]),
  );
}

type Keyed = Pick<ListInput, 'part' | 'apiVersion'>;

/** True where two items of a list have the same key, taking a blank revenue type for the one of API v1. */
export function isSameItem(part: ListPart, one: PartValues, other: PartValues): boolean {
  return hasSameKey({ part, apiVersion: 'v1' }, one, other);
}

/** True where an item of a sheet has a value that the other item has not. */
export function itemDiffers(part: ListPart, item: PartValues, other: PartValues): boolean {
  return itemChanges(part, { item, number: 1 }, other).length > 0;
}

function keys(part: ListPart): readonly Field[] {
  const names: readonly string[] = keyFields[part];
  return fieldsOf(part).filter((field) => names.includes(field.name));
}

function keyValue(input: Keyed, item: PartValues, field: Field): FieldValue | undefined {
  const value = item[field.name];
  return isAbsent(value) ? keyDefaults[input.apiVersion][field.name] : value;
}

function itemChanges(part: ListPart, { item, number }: Numbered, remote: PartValues): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of fieldsOf(part)) {
    const to = item[field.name];
    if (to === undefined || sameValue(field, to, remote[field.name])) continue;
    if (isAbsent(remote[field.name]) && field.name === 'revenueType') continue;
    changes.push({ field: `${part}.${number}.${field.name}`, from: remote[field.name] ?? null, to });
  }
  return changes;
}

/** A 3DS item in the form of a request: unset values left out, since requests take no null. */
function sendable(input: ListInput, remote: PartValues): PartValues {
  const values: Record<string, FieldValue> = {};
  for (const field of fieldsOf(input.part)) {
    const value = remote[field.name];
    if (field.required === 'item') values[field.name] = value ?? '';
    else if (value !== undefined && !isAbsent(value)) values[field.name] = value;
  }
  return values;
}

function withoutNulls(item: PartValues): PartValues {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));
}

function firstUnsendable(input: ListInput, items: readonly PartValues[]): string | null {
  for (const field of fieldsOf(input.part)) {
    const name = enumerationOf(field, input.apiVersion);
    if (name === null) continue;
    for (const item of items) {
      const value = item[field.name];
      if (typeof value !== 'string' || isAbsent(value)) continue;
      if (!Object.hasOwn(enumerations[name], value)) return `${field.path} ${value}`;
    }
  }
  return null;
}
