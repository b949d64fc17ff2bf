import type { Issue } from '../core/issue.js';
import { once } from '../core/once.js';
import type { HeaderRow, Origin, Row, RowReader } from '../core/row.js';
import type { CheckedLead, LeadVerdict } from '../lead/checked-lead.js';
import { assembleLeads, leadOfRow } from './assembly/assemble-leads.js';
import { createLeadIndex, type LeadIndex } from './assembly/lead-index.js';
import type { CheckOptions } from './check-options.js';
import { checkLeads, createLeadChecker } from './checks/check-leads.js';
import type { LeadFacts } from './checks/lead-facts.js';
import type { ColumnEvidence } from './evidence/column-evidence.js';
import { evidenceIssues } from './evidence/evidence-issues.js';
import { columnEvidence, type FoundColumn, gatherEvidence, notationsOf } from './evidence/gather-evidence.js';
import type { ColumnMatch } from './mapping/column-match.js';
import type { MappedSheet } from './mapping/map-columns.js';
import { idColumns, mapRows, type RowContext, rowMapper } from './mapping/map-rows.js';
import { type FileMapping, type Layout, mapSheets } from './mapping/map-sheets.js';
import { type ParseContext, parseRows, rowParser } from './parsing/parse-rows.js';
import { type QuickJudge, quickJudge } from './quick/quick-lead.js';

/** Data rows of the sheets that were read: `inLeads + inNone = rows`. */
export interface RowTally {
  readonly rows: number;
  /** Rows that became part of a lead, also of a rejected one. */
  readonly inLeads: number;
  /** Rows that made no lead; an issue says why for each, or for their whole sheet. */
  readonly inNone: number;
}

/** Is told of the leads of a file, by first appearance. */
export interface LeadVerdicts {
  /** A lead of one row in which nothing is wrong. */
  sound(origin: Origin): void;
  /** Any other lead. */
  checked(lead: LeadVerdict): void;
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
  /** The same for whoever wants only to know which leads are wrong: of those in which nothing is, mostly nothing is made. */
  judge(verdicts: LeadVerdicts): Promise<void>;
  /** Complete once `leads()` or `judge()` has ended. */
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
    judge: (verdicts) => judgeLeads(reader.source, { mapping, options, tally, found }, verdicts),
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
  const ids = index.layout === 1 ? index.ids : null;
  const first = { source, strict, apiVersion, onIssue, onLeadId: index.ids.add, ids };
  return { columns: await gatherEvidence(sheets, options, first), index, rowNotes };
}

interface ReadContext {
  readonly mapping: FileMapping;
  readonly options: CheckOptions;
  readonly tally: { rows: number; inLeads: number };
  readonly found: () => Promise<FirstReading>;
}

async function* readLeads(source: string, context: ReadContext): AsyncGenerator<CheckedLead> {
  const { mapping, tally } = context;
  const { options, rows, parsing, index } = await secondReading(source, context);
  const parsed = parseRows(mapRows(mapping.sheets, rows), parsing);
  const assembled = assembleLeads(parsed, { source, index });
  for await (const lead of checkLeads(assembled, { source, options })) {
    tally.inLeads += lead.origins.length;
    yield lead;
  }
}

/** What both ways of reading the rows for the second time go by. Everything that is to be said before the leads was told. */
interface SecondReading {
  readonly options: CheckOptions;
  readonly rows: RowContext;
  readonly parsing: ParseContext;
  readonly index: LeadIndex;
}

async function secondReading(
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

async function judgeLeads(source: string, context: ReadContext, verdicts: LeadVerdicts): Promise<void> {
  const { mapping, tally } = context;
  if (mapping.layout !== 1) {
    for await (const lead of readLeads(source, context)) verdicts.checked(lead);
    return;
  }
  const reading = await secondReading(source, context);
  const checker = createLeadChecker({ source, options: reading.options });
  const parse = rowParser(reading.parsing);
  const { index, options, rows } = reading;
  if (index.layout === 2) throw new Error('a sheet of one row per lead is indexed by its rows');
  const { ids } = index;
  for (const sheet of mapping.sheets) {
    const map = rowMapper(sheet, rows);
    const quick = quickJudge(sheet, { source, options, notations: reading.parsing.notations, ids });
    const take = (row: Row): void => {
      const mapped = map(row);
      const lead = mapped === null ? null : checker.judge(leadOfRow(parse(mapped), source, ids));
      if (lead === null) return;
      tally.inLeads += lead.origins.length;
      verdicts.checked(lead);
    };
    const sound = (lead: LeadFacts): void => {
      tally.rows += 1;
      tally.inLeads += 1;
      checker.addSound(lead);
      verdicts.sound(lead.origin);
    };
    await judgeRows(sheet, quick, { take, sound });
  }
  checker.finish();
}

interface RowTakers {
  take(row: Row): void;
  sound(lead: LeadFacts): void;
}

async function judgeRows(
  sheet: MappedSheet,
  quick: QuickJudge | null,
  { take, sound }: RowTakers,
): Promise<void> {
  const { batches, rows } = sheet.table;
  if (quick === null || batches === undefined) {
    for await (const row of rows(idColumns(sheet))) take(row);
    return;
  }
  for await (const judged of quick.ahead((ahead) => batches(idColumns(sheet), ahead))) {
    const { batch } = judged;
    for (let record = 0; record < batch.count; record += 1) {
      if (quick.isSound(judged, record)) sound(quick.facts);
      else {
        const row = batch.row(record);
        if (row !== null) take(row);
      }
    }
  }
}

function afterFirst(count: number, tell: (issue: Issue) => void): (issue: Issue) => void {
  let passed = 0;
  return (issue) => {
    passed += 1;
    if (passed > count) tell(issue);
  };
}
