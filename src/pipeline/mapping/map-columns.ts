import { type Cell, columnLetters, type Row } from '../../core/row.js';
import { type ApiVersion, type Field, listPartOf } from '../../lead/field-catalogue.js';
import { isOwnName } from '../../lead/own-columns.js';
import type { DataTable } from '../header/data-table.js';
import type { ColumnMatch, ColumnUse } from './column-match.js';
import { type ColumnRules, columnRules } from './column-rules.js';
import { type DerivedColumn, derivedPlace } from './derived-columns.js';
import { type FieldTarget, fieldTarget, targetPath } from './field-path.js';
import type { MappingRules } from './mapping.js';
import { type HeaderMatch, type MatchTier, matchHeader, type Scope, scores } from './match-header.js';
import { type SheetKind, sheetKind } from './sheet-kind.js';
import { similarHeader } from './similar-header.js';
import type { ValueMap } from './value-map.js';

/** A column whose values go into leads. */
export interface MappedColumn {
  readonly index: number;
  readonly column: string;
  readonly header: string;
  readonly field: Field;
  /** The number of a repeated part; null for a line per row and outside repeated parts. */
  readonly item: number | null;
  /** How its cell is made, where it is not simply the cell of the column. */
  readonly take?: ((row: Row) => Cell) | undefined;
  /** What the texts of its pick list mean. */
  readonly values?: ValueMap | undefined;
  /** The value for blank cells. */
  readonly fallback?: string | undefined;
}

/** A sheet that is read, with what its columns mean. */
export interface MappedSheet {
  readonly table: DataTable;
  readonly scope: Scope;
  readonly columns: readonly MappedColumn[];
  readonly matches: readonly ColumnMatch[];
  /** Indexes of the columns without a header. */
  readonly blanks: readonly number[];
  /** True when a column of the sheet gives the partner lead id. */
  readonly keyed: boolean;
}

export interface ColumnContext extends MappingRules {
  readonly apiVersion: ApiVersion;
  /** Parts that have a sheet of their own. */
  readonly joined: ReadonlySet<Scope>;
}

interface Candidate {
  readonly index: number;
  readonly header: string;
  readonly match: HeaderMatch | null;
  readonly use: ColumnUse;
  /** The column whose name is closer to the same field, where there is one. */
  readonly taken?: number | undefined;
}

interface SheetContext extends ColumnContext {
  readonly scope: Scope;
  readonly kind: SheetKind;
  readonly rules: ColumnRules;
}

/**
 * Maps the columns of one sheet. Never two columns to one field: the mapping file goes before the preset, and both before what the
 * headers say by themselves.
 */
export function mapColumns(table: DataTable, scope: Scope, given: ColumnContext): MappedSheet {
  const { headers } = table.header;
  const kind = scope === 'leads' ? sheetKind(headers) : 'plain';
  const context = { ...given, scope, kind, rules: columnRules(headers, given) };
  const derived = context.rules.derived.filter((one) => fitsScope(one, context));
  const all = headers.map((header, index) => candidate({ header, index }, context));
  const candidates = withoutMixture(onePerField(withoutOverruled(all, derived)));
  const direct = candidates.flatMap(({ index, header, match, use }) =>
    match === null || use !== 'used'
      ? []
      : [{ index, column: columnLetters(index), header, field: match.field, item: itemOf(match, scope) }],
  );
  const made = derived.map((one) => ({
    ...derivedPlace(one, headers),
    field: one.field,
    item: itemOf(one, scope),
    take: one.take,
  }));
  const columns = withDefaults([...direct, ...made], context).map((column) => ({
    ...column,
    values: context.rules.valuesOf(column),
  }));
  return {
    table,
    scope,
    columns,
    matches: candidates.map((one) => columnMatch(one, table, scope)),
    blanks: candidates.filter((one) => one.use === 'blank').map((one) => one.index),
    keyed: columns.some((column) => column.field.name === 'partnerLeadOpportunityId'),
  };
}

// A default stands in for blank cells of its column; without a column, for a cell in every row.
function withDefaults(columns: readonly MappedColumn[], context: SheetContext): readonly MappedColumn[] {
  const { defaults } = context.rules;
  const known = new Set(columns.map((column) => targetPath(column.field.path, column.item)));
  const missing = [...defaults.keys()].flatMap((path) => {
    const target = fieldTarget(path);
    if (target === null || !fitsScope(target, context)) return [];
    const item = itemOf(target, context.scope);
    if (known.has(targetPath(target.field.path, item))) return [];
    return [{ index: -1, column: '', header: '', field: target.field, item, take: () => '' }];
  });
  return [...columns, ...missing].map((column) => {
    const fallback = defaults.get(targetPath(column.field.path, column.item) ?? '');
    return { ...column, fallback: fallback ?? defaults.get(column.field.path) };
  });
}

function fitsScope({ field }: FieldTarget, { scope, joined }: SheetContext): boolean {
  const part = listPartOf(field);
  return scope === 'leads' ? part === null || !joined.has(part) : part === scope;
}

function withoutOverruled(
  candidates: readonly Candidate[],
  derived: readonly DerivedColumn[],
): readonly Candidate[] {
  const filled = new Set(derived.map(fieldKey));
  return candidates.map((one) =>
    one.match !== null && one.use === 'used' && filled.has(fieldKey(one.match))
      ? { ...one, match: null, use: 'overruled' }
      : one,
  );
}

function candidate(place: { header: string; index: number }, context: SheetContext): Candidate {
  const { header, index } = place;
  const { rules, scope, kind } = context;
  const given = rules.given.get(index);
  if (given !== undefined && fitsGiven(given.target, context)) {
    const match = {
      ...given.target,
      reason: given.reason,
      tier: 'given',
      score: scores[given.reason],
    } as const;
    return { ...place, match, use: useOf(match, context) };
  }
  if (rules.sources.has(index)) return { ...place, match: null, use: 'source' };
  if (rules.ignored.has(index)) return { ...place, match: null, use: 'ignored' };
  if (header.trim() === '') return { ...place, match: null, use: 'blank' };
  if (isOwnName(header)) return { ...place, match: null, use: 'own' };
  const match = matchHeader(header, scope, kind);
  if (match !== null) return { ...place, match, use: useOf(match, context) };
  const elsewhere = scope === 'leads' ? null : matchHeader(header, 'leads');
  return { ...place, match: elsewhere, use: elsewhere === null ? 'unknown' : 'misplaced' };
}

// In a joined sheet the id of the lead is given as well as the part's own fields.
function fitsGiven({ field, item }: FieldTarget, { scope }: SheetContext): boolean {
  if (scope === 'leads') return true;
  return (
    field.part === 'identity' ||
    field.name === 'partnerLeadOpportunityId' ||
    (field.part === scope && item === null)
  );
}

function useOf({ field }: HeaderMatch, context: SheetContext): ColumnUse {
  if (field.readOnly) return 'read-only';
  if (!field.versions.includes(context.apiVersion)) return 'other version';
  const part = listPartOf(field);
  return context.scope === 'leads' && part !== null && context.joined.has(part) ? 'mixed' : 'used';
}

// Numbered offers win over a single one, but the mixture stays an error of the file.
function withoutMixture(candidates: readonly Candidate[]): readonly Candidate[] {
  const offers = candidates.filter(({ match, use }) => use === 'used' && match?.field.part === 'offerLines');
  const numbered = offers.filter((one) => one.match?.item !== null);
  if (numbered.length === 0 || numbered.length === offers.length) return candidates;
  return candidates.map((one) =>
    offers.includes(one) && one.match?.item === null ? { ...one, use: 'mixed' } : one,
  );
}

const tierOrder = ['given', 'exact', 'general', 'words'] as const satisfies readonly MatchTier[];

// The closest name of a field wins. Two equally close ones are an error, two equally good guesses are none.
function onePerField(candidates: readonly Candidate[]): readonly Candidate[] {
  const rivals = Map.groupBy(
    candidates.filter(({ match, use }) => match !== null && use === 'used'),
    ({ match }) => (match === null ? '' : fieldKey(match)),
  );
  const settled = new Map([...rivals.values()].filter(({ length }) => length > 1).flatMap(settledRivals));
  return candidates.map((one) => settled.get(one) ?? one);
}

function settledRivals(rivals: readonly Candidate[]): readonly (readonly [Candidate, Candidate])[] {
  const best = rivals.map(rank).reduce((least, one) => Math.min(least, one));
  const closest = rivals.filter((rival) => rank(rival) === best);
  const alone = closest.length === 1;
  const guessed = closest[0]?.match?.tier === 'words';
  return rivals.map((one) => {
    if (rank(one) > best) return [one, { ...one, match: null, use: 'unknown', taken: closest[0]?.index }];
    if (alone) return [one, one];
    return [one, guessed ? { ...one, match: null, use: 'unknown' } : { ...one, use: 'duplicate' }];
  });
}

// Within a tier a general word is a weaker guess, and the preset gives way to the mapping file.
function rank({ match }: Candidate): number {
  if (match === null) return tierOrder.length;
  const varies = match.tier === 'words' || match.tier === 'given';
  return tierOrder.indexOf(match.tier) + (varies ? 1 - match.score : 0);
}

function fieldKey(match: FieldTarget): string {
  return `${match.field.path}#${itemOf(match, 'leads') ?? ''}`;
}

// A contact column without a number is contact 1; an offer column without one is the line of its row.
function itemOf({ field, item }: FieldTarget, scope: Scope): number | null {
  const isContact = field.part === 'customerContacts' || field.part === 'partnerContacts';
  return item === null && scope === 'leads' && isContact ? 1 : item;
}

function columnMatch(one: Candidate, table: DataTable, scope: Scope): ColumnMatch {
  const { header, index, match, use, taken } = one;
  return {
    sheet: table.sheet,
    index,
    column: columnLetters(index),
    header,
    field: match?.field.path ?? null,
    item: match === null ? null : itemOf(match, scope),
    score: match?.score ?? 0,
    reason: match?.reason ?? (use === 'own' ? 'own column' : 'none'),
    use,
    suggestion: use === 'unknown' && taken === undefined ? similarHeader(header, scope) : null,
    taken: taken === undefined ? null : columnLetters(taken),
  };
}
