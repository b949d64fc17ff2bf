import type { Issue } from '../core/issue.js';
import { once } from '../core/once.js';
import type { HeaderRow, Origin, Row, RowReader } from '../core/row.js';
import type { CheckedLead, LeadVerdict } from '../lead/checked-lead.js';
import { assembleLeads } from './assembly/assemble-leads.js';
import type { CheckOptions } from './check-options.js';
import { checkLeads, createLeadChecker } from './checks/check-leads.js';
import type { LeadFacts } from './checks/lead-facts.js';
import type { ColumnEvidence } from './evidence/column-evidence.js';
import { columnEvidence } from './evidence/gather-evidence.js';
import type { ColumnMatch } from './mapping/column-match.js';
import { idColumns } from './mapping/id-columns.js';
import type { MappedSheet } from './mapping/map-columns.js';
import { mapRows } from './mapping/map-rows.js';
import { type Layout, mapSheets } from './mapping/map-sheets.js';
import { rowBatches } from './mapping/row-batches.js';
import { parseRows } from './parsing/parse-rows.js';
import { type QuickJudge, quickJudge } from './quick/quick-lead.js';
import { type ReadContext, readFirst, rowAssembler, secondReading } from './two-readings.js';

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
  const context = { mapping, options, tally, found };
  return {
    layout: mapping.layout,
    headers: mapping.sheets.map((sheet) => sheet.table.header),
    columns: mapping.sheets.flatMap((sheet) => sheet.matches),
    fileIssues: mapping.issues,
    evidence: async () => columnEvidence((await found()).columns),
    leads: () => (mapping.layout === 1 ? singleLeads : joinedLeads)(reader.source, context),
    judge: (verdicts) => judgeLeads(reader.source, context, verdicts),
    tally: () => ({ ...tally, inNone: tally.rows - tally.inLeads }),
  };
}

/** The leads of sheets in which several rows can be one. */
async function* joinedLeads(source: string, context: ReadContext): AsyncGenerator<CheckedLead> {
  const { mapping, tally } = context;
  const { options, rows, parsing, index } = await secondReading(source, context);
  const parsed = parseRows(mapRows(mapping.sheets, rows), parsing);
  if (index.layout === 1) throw new Error('leads of one row are joined with no other');
  const assembled = assembleLeads(parsed, { source, index });
  for await (const lead of checkLeads(assembled, { source, options })) {
    tally.inLeads += lead.origins.length;
    yield lead;
  }
}

/** Those of sheets in which each row is one. No row of them is awaited by itself. */
async function* singleLeads(source: string, context: ReadContext): AsyncGenerator<CheckedLead> {
  const { mapping, tally } = context;
  const reading = await secondReading(source, context);
  const checker = createLeadChecker({ source, options: reading.options });
  const assembledIn = rowAssembler(source, reading);
  for (const sheet of mapping.sheets) {
    const assembled = assembledIn(sheet);
    for await (const rows of rowBatches(sheet)) {
      for (const row of rows) {
        const entry = assembled(row);
        const lead = entry === null ? null : checker.check(entry);
        if (lead === null) continue;
        tally.inLeads += 1;
        yield lead;
      }
    }
  }
  checker.finish();
}

async function judgeLeads(source: string, context: ReadContext, verdicts: LeadVerdicts): Promise<void> {
  const { mapping, tally } = context;
  if (mapping.layout !== 1) {
    for await (const lead of joinedLeads(source, context)) verdicts.checked(lead);
    return;
  }
  const reading = await secondReading(source, context);
  const checker = createLeadChecker({ source, options: reading.options });
  const assembledIn = rowAssembler(source, reading);
  const { index, options } = reading;
  for (const sheet of mapping.sheets) {
    const assembled = assembledIn(sheet);
    const { notations } = reading.parsing;
    const quick =
      index.layout === 1 ? quickJudge(sheet, { source, options, notations, ids: index.ids }) : null;
    const take = (row: Row): void => {
      const entry = assembled(row);
      const lead = entry === null ? null : checker.judge(entry);
      if (lead === null) return;
      tally.inLeads += 1;
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
  const { batches } = sheet.table;
  if (quick === null || batches === undefined) {
    await takeRows(sheet, take);
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

async function takeRows(sheet: MappedSheet, take: RowTakers['take']): Promise<void> {
  for await (const rows of rowBatches(sheet)) {
    for (const row of rows) take(row);
  }
}
