import { columnLetters } from '../../core/row.js';
import { type ApiVersion, type Field, type ListPart, listParts } from '../../lead/field-catalogue.js';
import type { DataTable } from '../header/data-table.js';
import type { ColumnMatch, ColumnUse } from './column-match.js';
import { isOwnHeader } from './header-key.js';
import { type HeaderMatch, type MatchTier, matchHeader, type Scope } from './match-header.js';
import { type SheetKind, sheetKind } from './sheet-kind.js';
import { similarHeader } from './similar-header.js';

/** A column whose values go into leads. */
export interface MappedColumn {
  readonly index: number;
  readonly column: string;
  readonly header: string;
  readonly field: Field;
  /** The number of a repeated part; null for a line per row and outside repeated parts. */
  readonly item: number | null;
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

export interface ColumnContext {
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

/** Maps the columns of one sheet. Never two columns to one field: then neither is used. */
export function mapColumns(table: DataTable, scope: Scope, context: ColumnContext): MappedSheet {
  const kind = scope === 'leads' ? sheetKind(table.header.headers) : 'plain';
  const all = table.header.headers.map((header, index) =>
    candidate({ header, index }, scope, { ...context, kind }),
  );
  const candidates = withoutMixture(onePerField(all));
  const columns = candidates.flatMap(({ index, header, match, use }) =>
    match === null || use !== 'used'
      ? []
      : [{ index, column: columnLetters(index), header, field: match.field, item: itemOf(match, scope) }],
  );
  return {
    table,
    scope,
    columns,
    matches: candidates.map((one) => columnMatch(one, table, scope)),
    blanks: candidates.filter((one) => one.use === 'blank').map((one) => one.index),
    keyed: columns.some((column) => column.field.name === 'partnerLeadOpportunityId'),
  };
}

function candidate(
  { header, index }: { header: string; index: number },
  scope: Scope,
  context: ColumnContext & { readonly kind: SheetKind },
): Candidate {
  if (header.trim() === '') return { header, index, match: null, use: 'blank' };
  if (isOwnHeader(header)) return { header, index, match: null, use: 'own' };
  const match = matchHeader(header, scope, context.kind);
  if (match !== null) return { header, index, match, use: useOf(match, scope, context) };
  const elsewhere = scope === 'leads' ? null : matchHeader(header, 'leads');
  return { header, index, match: elsewhere, use: elsewhere === null ? 'unknown' : 'misplaced' };
}

function useOf({ field }: HeaderMatch, scope: Scope, context: ColumnContext): ColumnUse {
  if (field.readOnly) return 'read-only';
  if (!field.versions.includes(context.apiVersion)) return 'other version';
  const part = listPartOf(field);
  return scope === 'leads' && part !== null && context.joined.has(part) ? 'mixed' : 'used';
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

// Within a tier only guesses differ: a general word is a weaker one.
function rank({ match }: Candidate): number {
  if (match === null) return tierOrder.length;
  return tierOrder.indexOf(match.tier) + (match.tier === 'words' ? 1 - match.score : 0);
}

function fieldKey(match: HeaderMatch): string {
  return `${match.field.path}#${itemOf(match, 'leads') ?? ''}`;
}

// A contact column without a number is contact 1; an offer column without one is the line of its row.
function itemOf({ field, item }: HeaderMatch, scope: Scope): number | null {
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

/** The list part of a field, null for the fields that a lead has once. */
export function listPartOf(field: Field): ListPart | null {
  return listParts.find((part) => part === field.part) ?? null;
}
