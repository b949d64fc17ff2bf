import type { Issue } from '../core/issue.js';
import type { Row } from '../core/row.js';
import { leadOfRow } from './assembly/assemble-leads.js';
import type { Assembled } from './assembly/assembled.js';
import { createLeadIndex, type LeadIndex } from './assembly/lead-index.js';
import type { CheckOptions } from './check-options.js';
import { evidenceIssues } from './evidence/evidence-issues.js';
import { type FoundColumn, gatherEvidence, notationsOf } from './evidence/gather-evidence.js';
import type { MappedSheet } from './mapping/map-columns.js';
import { type RowContext, rowMapper } from './mapping/map-rows.js';
import type { FileMapping } from './mapping/map-sheets.js';
import { type ParseContext, rowParser } from './parsing/parse-rows.js';

/** What is known once all rows were read for the first time. */
export interface FirstReading {
  readonly columns: readonly FoundColumn[];
  readonly index: LeadIndex;
  /** The first of what is said of rows that are no leads. The second reading meets them again. */
  readonly rowNotes: readonly Issue[];
}

/** How many notes are told before all leads; further ones are told between the leads, so that they are not held. */
const mostRowNotes = 1000;

/** Reads all rows for the first time. Throws what the reader throws. */
export async function readFirst(
  source: string,
  { sheets, layout }: FileMapping,
  options: CheckOptions,
): Promise<FirstReading> {
  const { strict, apiVersion } = options;
  const index = createLeadIndex(layout);
  const rowNotes: Issue[] = [];
  // In joined sheets all rows are read before the first lead, and not all sheets are read twice.
  const most = layout === 3 ? 0 : mostRowNotes;
  const onIssue = (issue: Issue): void => {
    if (rowNotes.length < most) rowNotes.push(issue);
  };
  const ids = index.layout === 1 ? index.ids : null;
  const first = { source, strict, apiVersion, onIssue, onLeadId: index.ids.add, ids };
  return { columns: await gatherEvidence(sheets, options, first), index, rowNotes };
}

export interface ReadContext {
  readonly mapping: FileMapping;
  readonly options: CheckOptions;
  readonly tally: { rows: number; inLeads: number };
  readonly found: () => Promise<FirstReading>;
}

/** Makes leads of the rows of a sheet after the other, where each is one; null of a footer and the like. */
export function rowAssembler(
  source: string,
  { rows, parsing, index }: SecondReading,
): (sheet: MappedSheet) => (row: Row) => Assembled | null {
  if (index.layout !== 1) throw new Error('a sheet of one row per lead is indexed by its rows');
  const parse = rowParser(parsing);
  return (sheet) => {
    const map = rowMapper(sheet, rows);
    return (row) => {
      const mapped = map(row);
      return mapped === null ? null : leadOfRow(parse(mapped), source, index.ids);
    };
  };
}

/** What both ways of reading the rows for the second time go by. Everything that is to be said before the leads was told. */
export interface SecondReading {
  readonly options: CheckOptions;
  readonly rows: RowContext;
  readonly parsing: ParseContext;
  readonly index: LeadIndex;
}

/** Reads for the first time, if that was not done, and tells what is to be said before the leads. */
export async function secondReading(
  source: string,
  { mapping, options, tally, found }: ReadContext,
): Promise<SecondReading> {
  const tell = options.onIssue ?? (() => undefined);
  for (const issue of mapping.issues) tell(issue);
  const { columns, index, rowNotes } = await found();
  for (const issue of [...evidenceIssues(columns, source), ...rowNotes]) tell(issue);
  const onIssue = afterFirst(rowNotes.length, tell);
  const onRow = (row: Row): void => {
    tally.rows += 1;
    options.onRow?.(row);
  };
  const { strict, signal, apiVersion, onRestated } = options;
  return {
    options,
    rows: { source, strict, onRow, onIssue, signal },
    parsing: { source, apiVersion, notations: notationsOf(columns), onRestated },
    index,
  };
}

function afterFirst(count: number, tell: (issue: Issue) => void): (issue: Issue) => void {
  let passed = 0;
  return (issue) => {
    passed += 1;
    if (passed > count) tell(issue);
  };
}
