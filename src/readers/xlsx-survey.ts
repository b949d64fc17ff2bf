import { headRows, type MergedCells } from '../core/row.js';
import { scanXml, type XmlScanner } from '../formats/ooxml/xml-scanner.js';
import { MergeList } from './xlsx-merge-list.js';
import type { RowMaker, SheetRow } from './xlsx-row-maker.js';
import { SheetRows } from './xlsx-sheet.js';
import type { SheetContext, SheetPart } from './xlsx-sheet-context.js';
import { isTrue } from './xlsx-workbook.js';

/** Hidden columns from 0, both inclusive. */
export interface ColumnSpan {
  readonly from: number;
  readonly to: number;
}

/** Rows that are hidden and hold something. */
export interface HiddenRows {
  /** Numbers of the first ones. */
  readonly hidden: readonly number[];
  readonly hiddenCount: number;
}

/** What is to be known of a sheet before its rows are read. */
export interface SheetSurvey {
  /** Its first rows with text. */
  readonly head: readonly SheetRow[];
  readonly merges: readonly MergedCells[];
  readonly hiddenColumns: readonly ColumnSpan[];
  readonly hiddenRows: HiddenRows;
}

/** Numbers of hidden rows that are kept. */
const namedRows = 5;

interface SurveyOptions {
  readonly keeps: (row: SheetRow) => boolean;
  /** What the cells go to, where they are not only looked at. */
  readonly maker?: RowMaker | undefined;
  /** What `skimSheet` found: its merged cells, or that all has to be read. */
  readonly skimmed: readonly MergedCells[] | null;
}

/**
 * Reads the first rows of a sheet that was skimmed. One that could not be is read to its end, which proves its checksum before any
 * row counts, for its hidden rows and merged cells.
 * Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
 */
export async function surveySheet(
  part: SheetPart,
  context: SheetContext,
  options: SurveyOptions,
): Promise<SheetSurvey> {
  const survey = new Survey(context, options);
  for await (const scanner of scanXml(part.name, part.read(), context.package)) {
    survey.take(scanner);
    if (survey.isComplete) break;
  }
  return survey.found();
}

class Survey {
  readonly #head: SheetRow[] = [];
  readonly #hiddenColumns: ColumnSpan[] = [];
  readonly #hidden: number[] = [];
  #hiddenCount = 0;
  readonly #options: SurveyOptions;
  readonly #rows: SheetRows;
  readonly #list: MergeList;

  constructor(context: SheetContext, options: SurveyOptions) {
    this.#options = options;
    const onColumns = (scanner: XmlScanner): void => this.#takeColumns(scanner);
    this.#rows = new SheetRows({ ...context, onColumns }, options.maker);
    this.#list = new MergeList(context);
  }

  /** Whether nothing more has to be read. */
  get isComplete(): boolean {
    return this.#options.skimmed !== null && (this.#rows.ended || this.#head.length >= headRows);
  }

  take(scanner: XmlScanner): void {
    const rows = this.#rows;
    while (!this.isComplete) {
      const row = rows.next(scanner);
      if (row === null) break;
      this.#takeRow(row);
    }
    if (rows.ended) this.#list.drain(scanner);
  }

  found(): SheetSurvey {
    return {
      head: this.#head,
      merges: this.#options.skimmed ?? this.#list.merges,
      hiddenColumns: this.#hiddenColumns,
      hiddenRows: { hidden: this.#hidden, hiddenCount: this.#hiddenCount },
    };
  }

  #takeRow(row: SheetRow): void {
    if (this.#head.length < headRows && this.#options.keeps(row))
      this.#head.push({ ...row, cells: row.cells });
    if (!row.hidden || row.cells.length === 0) return;
    this.#hiddenCount += 1;
    if (this.#hidden.length < namedRows) this.#hidden.push(row.row);
  }

  #takeColumns(scanner: XmlScanner): void {
    if (!isTrue(scanner.attribute('hidden'))) return;
    const from = Number(scanner.attribute('min')) - 1;
    this.#hiddenColumns.push({ from, to: Number(scanner.attribute('max')) - 1 });
  }
}
