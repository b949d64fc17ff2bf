import type { Issue } from '../core/issue.js';
import { once } from '../core/once.js';
import type { HeaderRow, Row, RowReader } from '../core/row.js';
import type { CheckedLead } from '../lead/checked-lead.js';
import { assembleLeads } from './assembly/assemble-leads.js';
import { createLeadIndex, type LeadIndex } from './assembly/lead-index.js';
import type { CheckOptions } from './check-options.js';
import { checkLeads } from './checks/check-leads.js';
import type { ColumnEvidence } from './evidence/column-evidence.js';
import { evidenceIssues } from './evidence/evidence-issues.js';
import { columnEvidence, type FoundColumn, gatherEvidence, notationsOf } from './evidence/gather-evidence.js';
import type { ColumnMatch } from './mapping/column-match.js';
import { mapRows } from './mapping/map-rows.js';
import { type FileMapping, type Layout, mapSheets } from './mapping/map-sheets.js';
import { parseRows } from './parsing/parse-rows.js';

/** Data rows of the sheets that were read: `inLeads + inNone = rows`. */
export interface RowTally {
  readonly rows: number;
  /** Rows that became part of a lead, also of a rejected one. */
  readonly inLeads: number;
  /** Rows that made no lead; an issue says why for each, or for their whole sheet. */
  readonly inNone: number;
}

/** A lead sheet with its columns understood, and its leads on demand. */
export interface CheckedSheets {
  readonly layout: Layout;
  /** The headers of the sheets that are read, in the file's order. */
  readonly headers: readonly HeaderRow[];
  /** Every column of these sheets. */
  readonly columns: readonly ColumnMatch[];
  /** What is wrong with sheets and columns. An error here concerns every lead: nothing of the file should be sent. */
  readonly fileIssues: readonly Issue[];
  /** How each column of dates or amounts is written. Reads the rows of these columns once, here or when the leads are read. */
  evidence(): Promise<readonly ColumnEvidence[]>;
  /**
   * Reads the rows and yields the leads by first appearance. Can be read once, as the rows can.
   * Throws what the reader throws, and the signal's reason once it aborts.
   */
  leads(): AsyncIterable<CheckedLead>;
  /** Complete once `leads()` has ended. */
  tally(): RowTally;
}

/**
 * Maps the columns of an open lead sheet and gives its leads, parsed, assembled and checked. Sends nothing and asks nobody.
 * Throws LeadferryError NO_LEADS where no header of the file is known.
 */
export function checkSheets(reader: RowReader, options: CheckOptions): CheckedSheets {
  const mapping = mapSheets(reader, options);
  const tally = { rows: 0, inLeads: 0 };
  const found = once(() => readFirst(reader.source, mapping, options));
  return {
    layout: mapping.layout,
    headers: mapping.sheets.map((sheet) => sheet.table.header),
    columns: mapping.sheets.flatMap((sheet) => sheet.matches),
    fileIssues: mapping.issues,
    evidence: async () => columnEvidence((await found()).columns),
    leads: () => readLeads(reader.source, { mapping, options, tally, found }),
    tally: () => ({ ...tally, inNone: tally.rows - tally.inLeads }),
  };
}

/** What is known once all rows were read for the first time. */
interface FirstReading {
  readonly columns: readonly FoundColumn[];
  readonly index: LeadIndex;
  /** The first of what is said of rows that are no leads. The second reading meets them again. */
  readonly rowNotes: readonly Issue[];
}

/** How many notes are told before all leads; further ones are told between the leads, so that they are not held. */
const mostRowNotes = 1000;

async function readFirst(
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
  const first = { source, strict, apiVersion, onIssue, onLeadId: index.ids.add };
  return { columns: await gatherEvidence(sheets, options, first), index, rowNotes };
}

interface ReadContext {
  readonly mapping: FileMapping;
  readonly options: CheckOptions;
  readonly tally: { rows: number; inLeads: number };
  readonly found: () => Promise<FirstReading>;
}

async function* readLeads(
  source: string,
  { mapping, options, tally, found }: ReadContext,
): AsyncGenerator<CheckedLead> {
  const tell = options.onIssue ?? (() => undefined);
  for (const issue of mapping.issues) tell(issue);
  const { columns, index, rowNotes } = await found();
  for (const issue of [...evidenceIssues(columns, source), ...rowNotes]) tell(issue);
  const onIssue = afterFirst(rowNotes.length, tell);
  const onRow = (row: Row): void => {
    tally.rows += 1;
    options.onRow?.(row);
  };
  const { strict, signal, apiVersion } = options;
  const mapped = mapRows(mapping.sheets, { source, strict, onRow, onIssue, signal });
  const notations = notationsOf(columns);
  const parsed = parseRows(mapped, { source, apiVersion, notations, onRestated: options.onRestated });
  const assembled = assembleLeads(parsed, { source, index });
  for await (const lead of checkLeads(assembled, { source, options })) {
    tally.inLeads += lead.origins.length;
    yield lead;
  }
}

function afterFirst(count: number, tell: (issue: Issue) => void): (issue: Issue) => void {
  let passed = 0;
  return (issue) => {
    passed += 1;
    if (passed > count) tell(issue);
  };
}
