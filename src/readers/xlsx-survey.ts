import { headRows, type MergedCells } from '../core/row.js';
import { XmlScanner, xmlChunks } from '../formats/ooxml/xml-scanner.js';
import { parseMerge } from './xlsx-merges.js';
import { createRowSkim, namedRows, type SkimmedRows, type SkimStep } from './xlsx-row-skim.js';
import { type SheetRow, SheetRows } from './xlsx-sheet.js';
import { damagedSheet, type SheetContext } from './xlsx-sheet-context.js';
import { isTrue } from './xlsx-workbook.js';

/** Hidden columns from 0, both inclusive. */
export interface ColumnSpan {
  readonly from: number;
  readonly to: number;
}

/** What is to be known of a sheet before its rows are read. */
export interface SheetSurvey {
  /** Its first rows with text. */
  readonly head: readonly SheetRow[];
  readonly merges: readonly MergedCells[];
  readonly hiddenColumns: readonly ColumnSpan[];
  readonly hiddenRows: Readonly<SkimmedRows>;
}

/** The part of a sheet and what opens it. */
export interface SheetPart {
  readonly name: string;
  readonly read: () => AsyncGenerator<Buffer>;
}

const mostMerges = 1_000_000;

type Keeps = (row: SheetRow) => boolean;

/**
 * Inflates the whole sheet once, which proves its checksum before any row counts. Reads its first rows, looks through the others
 * for hidden ones, and reads the merged cells that come after them.
 * Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
 */
export async function surveySheet(
  part: SheetPart,
  context: SheetContext,
  keeps: Keeps,
): Promise<SheetSurvey> {
  const quick = new Survey(context, { keeps, skims: true });
  if (await quick.run(part)) return quick;
  const full = new Survey(context, { keeps, skims: false });
  await full.run(part);
  return full;
}

class Survey implements SheetSurvey {
  readonly head: SheetRow[] = [];
  readonly merges: MergedCells[] = [];
  readonly hiddenColumns: ColumnSpan[] = [];
  readonly hiddenRows: SkimmedRows = { hidden: [], hiddenCount: 0 };
  readonly #context: SheetContext;
  readonly #keeps: Keeps;
  readonly #skims: boolean;
  readonly #rows: SheetRows;
  readonly #skim = createRowSkim(this.hiddenRows);
  #phase: 'head' | 'skim' | 'after' | 'unsure' = 'head';
  #inMerges: boolean = false;

  constructor(context: SheetContext, { keeps, skims }: { readonly keeps: Keeps; readonly skims: boolean }) {
    this.#context = context;
    this.#keeps = keeps;
    this.#skims = skims;
    this.#rows = new SheetRows({ ...context, onColumns: (scanner) => this.#takeColumns(scanner) });
  }

  /** False where the sheet has to be read in full. */
  async run({ name, read }: SheetPart): Promise<boolean> {
    const scanner = new XmlScanner(name, this.#context.package);
    for await (const bytes of xmlChunks(name, read(), this.#context.package)) {
      if (this.#phase === 'skim') this.#skimTo(this.#skim.take(bytes), scanner);
      else scanner.push(bytes);
      this.#drain(scanner);
      if (this.#phase === 'unsure') return false;
    }
    if (this.#phase === 'skim') throw damagedSheet(this.#context, 'its rows have no end');
    scanner.end();
    return true;
  }

  #drain(scanner: XmlScanner): void {
    if (this.#phase === 'head') this.#readHead(scanner);
    if (this.#phase === 'after') this.#readAfter(scanner);
  }

  #readHead(scanner: XmlScanner): void {
    for (let row = this.#rows.next(scanner); row !== null; row = this.#rows.next(scanner)) {
      this.#takeRow(row);
      if (!this.#skims || this.head.length < headRows) continue;
      this.#phase = 'skim';
      this.#skimTo(this.#skim.take(scanner.takeRest()), scanner);
      return;
    }
    if (this.#rows.ended) this.#phase = 'after';
  }

  #takeRow(row: SheetRow): void {
    if (this.head.length < headRows && this.#keeps(row)) this.head.push(row);
    if (!row.hidden || row.cells.length === 0) return;
    this.hiddenRows.hiddenCount += 1;
    if (this.hiddenRows.hidden.length < namedRows) this.hiddenRows.hidden.push(row.row);
  }

  /** The scanner takes over again at the end tag of the rows. */
  #skimTo(step: SkimStep, scanner: XmlScanner): void {
    if (step.kind === 'after') scanner.push(step.rest);
    if (step.kind !== 'rows') this.#phase = step.kind;
    const { beyond, place } = this.#context;
    const { maxCellCharacters } = this.#context.package.limits;
    if (this.#skim.pending() > maxCellCharacters * 8) {
      throw beyond(
        'maxCellCharacters',
        `${place} holds a text or tag of more than ${this.#skim.pending()} bytes`,
      );
    }
  }

  #readAfter(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== 'more'; token = scanner.next()) {
      if (token !== 'open') continue;
      if (scanner.depth === 2) this.#inMerges = scanner.name === 'mergeCells';
      else if (this.#inMerges && scanner.name === 'mergeCell') this.#takeMerge(scanner);
    }
  }

  #takeMerge(scanner: XmlScanner): void {
    const merge = parseMerge(scanner.attribute('ref') ?? '');
    if (merge !== null) this.merges.push(merge);
    if (this.merges.length <= mostMerges) return;
    throw damagedSheet(this.#context, `it has more than ${mostMerges.toLocaleString('en-US')} merged blocks`);
  }

  #takeColumns(scanner: XmlScanner): void {
    if (!isTrue(scanner.attribute('hidden'))) return;
    const from = Number(scanner.attribute('min')) - 1;
    this.hiddenColumns.push({ from, to: Number(scanner.attribute('max')) - 1 });
  }
}
