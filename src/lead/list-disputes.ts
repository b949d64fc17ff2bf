import type { CompareInput } from './compare.js';
import { type ItemPairs, itemDiffers, pairItems } from './compare-lists.js';
import type { Dispute, FieldConflict } from './conflict.js';
import { type Field, fieldsOf, type ListPart } from './field-catalogue.js';
import type { FieldValue, PartValues, RemoteLead } from './lead.js';
import { sameValue } from './same-value.js';

export interface ListDisputes {
  readonly disputes: readonly Dispute[];
  /** The sheet's list without what is disputed, so that 3DS keeps it. */
  readonly rest: readonly PartValues[] | null;
}

type Input = CompareInput & { readonly lastSeen: RemoteLead };

/** A dispute about a value without what is held of it. */
export type OpenDispute = FieldConflict & Pick<Dispute, 'onlyTheirs'>;

interface Values {
  readonly path: string;
  readonly mine: FieldValue;
  readonly base: FieldValue | undefined;
  readonly theirs: FieldValue | undefined;
}

/** The dispute about one value, or null where 3DS did not change it or both sides agree. */
export function disputeAbout(field: Field, { path, mine, base, theirs }: Values): OpenDispute | null {
  if (sameValue(field, theirs, base) || sameValue(field, mine, theirs)) return null;
  return {
    field: path,
    mine,
    base: base ?? null,
    theirs: theirs ?? null,
    onlyTheirs: sameValue(field, mine, base),
  };
}

/**
 * What 3DS changed in a list since it was last seen and the sheet does not agree with: values of items that both have, items that it removed and
 * the sheet still has, and, where the sheet's list is to replace the one at 3DS, items that it added or changed.
 */
export function listDisputes(part: ListPart, input: Input): ListDisputes {
  const { sheet, remote, lastSeen, lastSent, apiVersion } = input;
  const mine = sheet[part];
  const theirs = remote[part] ?? [];
  // A list that 3DS does not show counts as last sent, which nobody changed there.
  if (mine === null || theirs.length === 0) return { disputes: [], rest: mine };
  const shown = lastSeen[part] ?? [];
  const base = shown.length > 0 ? shown : (lastSent?.[part] ?? []);
  const sides = {
    part,
    ofSheet: pairItems({ part, apiVersion, sheet: mine, remote: theirs }),
    ofBase: pairItems({ part, apiVersion, sheet: base, remote: theirs }),
  };
  const gone = pairItems({
    part,
    apiVersion,
    sheet: sides.ofBase.added.map(({ item }) => item),
    remote: sides.ofSheet.added.map(({ item }) => item),
  });
  const rest = new Map<PartValues, PartValues>(mine.map((item) => [item, item]));
  const values = valueDisputes(sides, rest);
  const goneItems = goneDisputes(sides, gone, rest);
  const removals = input.lists === 'replace' ? removalDisputes(theirs, sides, rest) : [];
  return {
    disputes: [...values, ...goneItems, ...removals],
    rest: [...rest.values(), ...removals.map(({ theirs: item }) => item)],
  };
}

interface ListSides {
  readonly part: ListPart;
  /** The items of 3DS that are the sheet's, and those that were last seen. */
  readonly ofSheet: ItemPairs;
  readonly ofBase: ItemPairs;
}

/** By an item of the sheet: what of it is not disputed. */
type Rest = Map<PartValues, PartValues>;

function valueDisputes({ part, ofSheet, ofBase }: ListSides, rest: Rest): readonly Dispute[] {
  return [...ofSheet.byRemote].flatMap(([item, { item: own, number }]) => {
    const before = ofBase.byRemote.get(item)?.item ?? {};
    const found = itemDisputes(part, { own, number, item, before });
    rest.set(own, without(own, new Set(found.map(({ name }) => name))));
    return found;
  });
}

/** Items of the sheet that 3DS had when it was last seen, and removed. */
function goneDisputes({ part, ofSheet }: ListSides, gone: ItemPairs, rest: Rest): readonly Dispute[] {
  return ofSheet.added.flatMap(({ item: own, number }): Dispute[] => {
    const before = gone.byRemote.get(own)?.item;
    if (before === undefined) return [];
    rest.delete(own);
    const sides = { field: `${part}.${number}`, mine: own, base: before, theirs: null };
    const onlyTheirs = !itemDiffers(part, own, before);
    return [{ ...sides, onlyTheirs, hold: { kind: 'item-gone', part, item: before } }];
  });
}

type Removal = Dispute & { readonly theirs: PartValues };

/**
 * Items of 3DS that the sheet lacks and that cannot just be removed. Where 3DS removed what the sheet has and the sheet what 3DS has,
 * the two removals together would leave a list empty that neither side emptied: then each removal is in dispute.
 */
function removalDisputes(
  theirs: readonly PartValues[],
  { part, ofSheet, ofBase }: ListSides,
  rest: Rest,
): readonly Removal[] {
  const lacking = theirs.filter((item) => !ofSheet.byRemote.has(item));
  const before = (item: PartValues) => ofBase.byRemote.get(item)?.item;
  const disputes = lacking.flatMap((item) => removalDispute(part, item, before(item)) ?? []);
  const isEmptied = rest.size === 0 && disputes.length === 0 && ofSheet.added.length > 0;
  return isEmptied ? lacking.map((item) => goneFromSheet(part, item, before(item) ?? item)) : disputes;
}

interface Matched {
  readonly own: PartValues;
  readonly number: number;
  readonly item: PartValues;
  readonly before: PartValues;
}

function itemDisputes(
  part: ListPart,
  { own, number, item, before }: Matched,
): readonly (Dispute & { readonly name: string })[] {
  return fieldsOf(part).flatMap((field) => {
    const { name } = field;
    const mine = own[name];
    if (mine === undefined) return [];
    const base = before[name];
    const path = `${part}.${number}.${name}`;
    const dispute = disputeAbout(field, { path, mine, base, theirs: item[name] });
    return dispute === null
      ? []
      : [{ ...dispute, name, hold: { kind: 'item-value', part, item, name, base } }];
  });
}

/** The sheet lacks an item of 3DS. Where that is as it was last seen, only the sheet changed; else 3DS added or changed it. */
function removalDispute(part: ListPart, item: PartValues, before: PartValues | undefined): Removal | null {
  if (before === undefined) {
    const hold = { kind: 'item-new', part, item } as const;
    return { field: part, mine: null, base: null, theirs: item, onlyTheirs: true, hold };
  }
  return itemDiffers(part, before, item) ? goneFromSheet(part, item, before) : null;
}

function goneFromSheet(part: ListPart, item: PartValues, before: PartValues): Removal {
  const hold = { kind: 'item-gone', part, item: before } as const;
  return { field: part, mine: null, base: before, theirs: item, onlyTheirs: false, hold };
}

function without(item: PartValues, names: ReadonlySet<string>): PartValues {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.has(name)));
}
