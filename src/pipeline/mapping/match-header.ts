import {
  type Field,
  fieldAt,
  fieldCatalogue,
  fieldsOf,
  type ListPart,
  listParts,
} from '../../lead/field-catalogue.js';
import type { LabelLanguage } from '../../lead/field-labels.js';
import { allPartNames } from '../../lead/sheet-names.js';
import { sheetWords } from '../../lead/sheet-words.js';
import { generalMeaning, isGeneralName } from './general-names.js';
import { headerKey } from './header-key.js';
import { plainHeader } from './plain-header.js';
import type { SheetKind } from './sheet-kind.js';
import { matchTokens } from './token-match.js';

/** Which columns a sheet may have: those of whole leads, or those of one joined part (layout 3). */
export type Scope = 'leads' | ListPart;

export type MatchReason =
  | 'mapping file'
  | 'preset'
  | 'label'
  | 'api name'
  | 'path'
  | 'alias'
  | 'German label'
  | 'French label'
  | 'Japanese label'
  | 'words';

/**
 * How close a match is. given: the mapping file or a preset says so. exact: one of the field's own names. general: a name that gives
 * way to a closer one. words: all words of the header are explained, which is a guess.
 */
export type MatchTier = 'given' | 'exact' | 'general' | 'words';

export interface HeaderMatch {
  readonly field: Field;
  /** The number of a repeated part (`Offer 2 amount`), null where the header has none. */
  readonly item: number | null;
  readonly reason: MatchReason;
  readonly tier: MatchTier;
  /** 1 for the field's own names, less for other names. */
  readonly score: number;
}

interface Hit {
  readonly field: Field;
  readonly reason: MatchReason;
  /** True for what leadferry's own templates in other languages call the field. */
  readonly own?: true;
}

interface NumberedKey {
  /** As the header has it: `offer`, `offerlines`. */
  readonly prefix: string;
  readonly part: ListPart;
  readonly item: number;
  /** What stands behind the number. */
  readonly rest: string;
}

type HeaderIndex = ReadonlyMap<string, Hit>;

/** How sure each kind of name is; a general name is 0.15 less sure. */
export const scores = {
  'mapping file': 1,
  preset: 0.98,
  label: 1,
  'api name': 1,
  path: 1,
  alias: 0.95,
  'German label': 0.95,
  'French label': 0.95,
  'Japanese label': 0.95,
  words: 0.85,
} as const satisfies Record<MatchReason, number>;
const generalPenalty = 0.15;

const labelReasons = {
  de: 'German label',
  fr: 'French label',
  ja: 'Japanese label',
} as const satisfies Record<LabelLanguage, MatchReason>;

const partByPrefix: ReadonlyMap<string, ListPart> = new Map<string, ListPart>([
  ['offer', 'offerLines'],
  ['offerline', 'offerLines'],
  ['offerlines', 'offerLines'],
  ['contact', 'customerContacts'],
  ['customercontact', 'customerContacts'],
  ['customercontacts', 'customerContacts'],
  ['partnercontact', 'partnerContacts'],
  ['partnercontacts', 'partnerContacts'],
  ...listParts.flatMap((part) =>
    allPartNames(part).map(({ prefix }): [string, ListPart] => [headerKey(prefix), part]),
  ),
]);

const leadId = fieldCatalogue.filter((field) => field.name === 'partnerLeadOpportunityId');
const allNames = indexOf(leadNames(fieldCatalogue));
const identityNames = indexOf(leadNames([...fieldsOf('identity'), ...leadId]));
const itemIndexes = {
  offerLines: indexOf(itemNames(fieldsOf('offerLines'))),
  customerContacts: indexOf(itemNames(fieldsOf('customerContacts'))),
  partnerContacts: indexOf(itemNames(fieldsOf('partnerContacts'))),
} as const satisfies Record<ListPart, HeaderIndex>;

const numberInside = /^(\D+?)0*([1-9]\d{0,2})(.*)$/u;
const numberAtEnd = /^(.*\D)0*([1-9]\d{0,2})$/u;

/** The field that a header means in a sheet of this kind, or null. */
export function matchHeader(header: string, scope: Scope, kind: SheetKind = 'plain'): HeaderMatch | null {
  const { text, locked } = plainHeader(header);
  const key = headerKey(text);
  const match =
    scope === 'leads'
      ? matchLeadHeader({ key, text }, kind)
      : found(itemIndexes[scope].get(key) ?? identityNames.get(key));
  // `(Do Not Modify) Account` is the key of a record, not its name.
  if (match === null || (locked && match.tier !== 'exact')) return null;
  return text === match.field.name && match.tier === 'exact' ? { ...match, reason: 'api name' } : match;
}

/** Every known key of a sheet with the header that people would write; for suggestions. */
export function* knownHeaders(scope: Scope): Generator<readonly [string, string]> {
  const indexes = scope === 'leads' ? [allNames] : [itemIndexes[scope], identityNames];
  for (const index of indexes) {
    for (const [key, hit] of index) yield [key, hit.field.label];
  }
}

/** The part and number of `Offer 2 amout`, and what is left of the key; null where a header has no number of a part. */
export function numberedParts(key: string): NumberedKey | null {
  const [, prefix = '', digits = '', rest = ''] = numberInside.exec(key) ?? [];
  const part = partByPrefix.get(prefix);
  return part === undefined ? null : { prefix, part, item: Number(digits), rest };
}

/** Every key by which a field of a list part is known behind its number. */
export function itemKeys(part: ListPart): Iterable<readonly [string, Field]> {
  return [...itemIndexes[part]].map(([key, hit]) => [key, hit.field]);
}

function matchLeadHeader({ key, text }: { key: string; text: string }, kind: SheetKind): HeaderMatch | null {
  const meaning = generalMeaning(key, kind);
  if (meaning === null) return null;
  const field = meaning === undefined ? undefined : fieldAt(meaning);
  if (field !== undefined) return general({ field, reason: 'alias' });
  const hit = allNames.get(key);
  if (hit !== undefined) return isGeneralName(key) ? general(hit) : found(hit);
  return matchNumbered(key) ?? matchNumberAtEnd(key) ?? matchWords(text, kind);
}

function matchWords(text: string, kind: SheetKind): HeaderMatch | null {
  const match = matchTokens(text);
  if (match === null || generalMeaning(match.rest, kind) === null) return null;
  const weaker = isGeneralName(match.rest) && match.field.name !== 'name' ? generalPenalty : 0;
  return { field: match.field, item: null, reason: 'words', tier: 'words', score: scores.words - weaker };
}

function general(hit: Hit): HeaderMatch {
  return { ...hit, item: null, tier: 'general', score: scores[hit.reason] - generalPenalty };
}

function matchNumbered(key: string): HeaderMatch | null {
  const parts = numberedParts(key);
  if (parts === null) return null;
  // `Offer 1` alone is the offer itself; `Contact 1` alone says nothing.
  const rest = parts.rest === '' && parts.part === 'offerLines' ? 'id' : parts.rest;
  const match = found(itemIndexes[parts.part].get(rest));
  if (match === null) return null;
  const isPath = parts.prefix === headerKey(parts.part) && match.reason !== 'alias';
  return { ...match, item: parts.item, reason: isPath ? 'path' : match.reason };
}

function matchNumberAtEnd(key: string): HeaderMatch | null {
  const [, base = '', digits = ''] = numberAtEnd.exec(key) ?? [];
  const hit = allNames.get(base);
  if (hit === undefined || !isListField(hit.field)) return null;
  return { field: hit.field, item: Number(digits), reason: 'alias', tier: 'exact', score: scores.alias };
}

function isListField(field: Field): boolean {
  return listParts.some((part) => part === field.part);
}

function found(hit: Hit | undefined): HeaderMatch | null {
  if (hit === undefined) return null;
  const { field, reason, own } = hit;
  return { field, reason, item: null, tier: 'exact', score: own === true ? 1 : scores[reason] };
}

function indexOf(names: Iterable<readonly [string, Hit]>): HeaderIndex {
  const index = new Map<string, Hit>();
  for (const [text, hit] of names) {
    const key = headerKey(text);
    if (!index.has(key)) index.set(key, hit);
  }
  return index;
}

function* leadNames(fields: readonly Field[]): Generator<readonly [string, Hit]> {
  for (const field of fields) yield [field.label, { field, reason: 'label' }];
  for (const field of fields) yield [field.path, { field, reason: 'path' }];
  for (const field of fields) {
    // 3DS lists its own id among the lead's attributes.
    if (field.part === 'identity') yield [`leadOpportunity.${field.name}`, { field, reason: 'path' }];
    // A bare `id` could be anybody's.
    if (field.name !== 'id') yield [field.name, { field, reason: 'api name' }];
  }
  for (const field of fields) yield* ownNames(field, 'label');
  for (const field of fields) {
    for (const alias of field.aliases) yield [alias, { field, reason: 'alias' }];
  }
  for (const field of fields) yield* foreignNames(field);
}

function* ownNames(field: Field, kind: 'label' | 'itemLabel'): Generator<readonly [string, Hit]> {
  for (const language of ['de', 'fr', 'ja'] as const) {
    yield [sheetWords(field, language)[kind], { field, reason: labelReasons[language], own: true }];
  }
}

function* foreignNames(field: Field): Generator<readonly [string, Hit]> {
  for (const language of ['de', 'fr', 'ja'] as const) {
    for (const label of field.labels[language] ?? [])
      yield [label, { field, reason: labelReasons[language] }];
  }
}

function* itemNames(fields: readonly Field[]): Generator<readonly [string, Hit]> {
  for (const field of fields) yield [field.itemLabel, { field, reason: 'label' }];
  for (const field of fields) yield* ownNames(field, 'itemLabel');
  yield* leadNames(fields);
}
