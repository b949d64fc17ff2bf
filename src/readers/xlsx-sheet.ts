import type { LeadferryError } from '../core/error.js';
import { byteLooks, type Cell, columnLetters } from '../core/row.js';
import type { XmlScanner, XmlToken } from '../formats/ooxml/xml-scanner.js';
import { type CellProblem, readCell } from './xlsx-cell.js';
import { leavesRest } from './xlsx-left-rest.js';
import { QuickCell } from './xlsx-quick-cell.js';
import { QuickRow, rowEndBytes, rowEnds } from './xlsx-quick-row.js';
import { columnOfLetters, letterCount, parseReference, rowNumber } from './xlsx-reference.js';
import { checkLength, preservesSpace, RichText } from './xlsx-rich-text.js';
import { MadeRows, type RowMaker, type SheetRow } from './xlsx-row-maker.js';
import { damagedSheet, type SheetContext } from './xlsx-sheet-context.js';
import { isTrue } from './xlsx-workbook.js';

/** Where in the sheet's XML the reading stands. */
type State = 'sheet' | 'rows' | 'row' | 'cell' | 'value' | 'formula' | 'inline' | 'after';

/** Their texts serve messages only. */
const keptFormulas = 1000;
const letterC = 99;
const letterR = 114;

/**
 * Reads the rows of a worksheet from its XML. Rows and cells without `r` follow the one before them. Elements that are none of
 * SpreadsheetML's cells are passed over with all that is in them.
 */
export class SheetRows {
  readonly #context: SheetContext;
  #inline: RichText;
  #state: State = 'sheet';
  /** The element at this depth is passed over; 0 for none. */
  #skipAbove: number = 0;
  #count = 0;
  #row = 0;
  #rowText = '';
  #rowIsNamed: boolean = false;
  #hidden: boolean = false;
  #column = -1;
  #seen = new Set<number>();
  #ordered: boolean = true;
  #type = 'n';
  #style = 0;
  #value: string | null = null;
  #formula: string | null = null;
  #inlineText: string | null = null;
  #sharedFormula: string | null = null;
  readonly #quickRow = new QuickRow();
  readonly #quickCell: QuickCell;
  readonly #maker: RowMaker;
  readonly #maxCellsPerRow: number;
  readonly #sharedFormulas = new Map<string, string>();

  /** `maker`: what the cells go to. */
  constructor(context: SheetContext, maker: RowMaker = new MadeRows(context.tables)) {
    this.#context = context;
    this.#inline = new RichText(context.package, false);
    this.#maker = maker;
    this.#maxCellsPerRow = context.limits.maxCellsPerRow;
    this.#quickCell = new QuickCell(context.package.limits.maxCellCharacters);
  }

  /** True when all rows were read; what follows them is for others. */
  get ended(): boolean {
    return this.#state === 'after';
  }

  /**
   * Takes tokens until a row is complete, the rows are over or the scanner needs more; null in the last two cases.
   * Throws LeadferryError FILE_UNREADABLE (a sheet that contradicts itself), LIMIT_REACHED.
   */
  next(scanner: XmlScanner): SheetRow | null {
    while (this.#state !== 'after') {
      if (this.#takeQuick(scanner)) return this.#finishedRow();
      if (this.#mayGoOnQuick(scanner)) return null;
      const token = scanner.next();
      if (token === 'more') return null;
      if (this.#take(token, scanner)) return this.#finishedRow();
    }
    return null;
  }

  /** Takes what is written as nearly all rows and cells are; true when a row is complete. */
  #takeQuick(scanner: XmlScanner): boolean {
    if (this.#skipAbove > 0 || scanner.endsNext) return false;
    if (this.#state === 'rows') this.#openQuickRow(scanner);
    if (this.#state !== 'row') return false;
    this.#takeQuickCells(scanner);
    return this.#closeQuickRow(scanner);
  }

  /** Whether the row or cell that comes next is read from its bytes once all of it is there. */
  #mayGoOnQuick(scanner: XmlScanner): boolean {
    if (this.#skipAbove > 0) return false;
    if (this.#state === 'row') return leavesRest(scanner, letterC);
    return this.#state === 'rows' && leavesRest(scanner, letterR);
  }

  #openQuickRow(scanner: XmlScanner): void {
    const end = this.#quickRow.open(scanner.bytes, scanner.position);
    if (end === -1) return;
    scanner.enter('row', end);
    this.#startRow(this.#quickRow.number, false);
    this.#rowIsNamed = true;
  }

  #closeQuickRow(scanner: XmlScanner): boolean {
    const { bytes, position } = scanner;
    if (!rowEnds(bytes, position)) return false;
    scanner.leave(position + rowEndBytes);
    this.#state = 'rows';
    return true;
  }

  #takeQuickCells(scanner: XmlScanner): void {
    const { bytes, position } = scanner;
    const quick = this.#quickCell;
    let at = position;
    let looks = 0;
    for (let end = quick.read(bytes, at); end !== -1; end = quick.read(bytes, at)) {
      if (quick.row !== this.#row || !this.#maker.canTake(quick, bytes)) break;
      this.#placeCell(quick.column);
      this.#maker.take(quick, bytes);
      looks |= quick.look;
      at = end;
    }
    if ((looks & byteLooks.wide) === 0) scanner.moveTo(at);
    else scanner.moveOverText(at);
  }

  /** True when a row is complete. */
  #take(token: Exclude<XmlToken, 'more'>, scanner: XmlScanner): boolean {
    if (this.#skipAbove > 0) {
      if (token === 'close' && scanner.depth < this.#skipAbove) this.#skipAbove = 0;
      return false;
    }
    if (token === 'text') {
      this.#text(scanner);
      return false;
    }
    if (token === 'open') {
      this.#open(scanner);
      return false;
    }
    return this.#close(scanner);
  }

  #text(scanner: XmlScanner): void {
    switch (this.#state) {
      case 'value':
        this.#value = this.#joined(this.#value, scanner.text());
        break;
      case 'formula':
        this.#formula = this.#joined(this.#formula, scanner.text());
        break;
      case 'inline':
        this.#inline.take('text', scanner);
        break;
      default:
    }
  }

  #joined(before: string | null, text: string): string {
    const joined = before === null || before === '' ? text : before + text;
    checkLength(joined.length, this.#context.package);
    return joined;
  }

  #open(scanner: XmlScanner): void {
    switch (this.#state) {
      case 'cell':
        this.#openInCell(scanner);
        break;
      case 'row':
        if (scanner.name === 'c') this.#beginCell(scanner);
        else this.#skip(scanner);
        break;
      case 'rows':
        if (scanner.name === 'row') this.#beginRow(scanner);
        else this.#skip(scanner);
        break;
      case 'inline':
        this.#inline.take('open', scanner);
        break;
      case 'sheet':
        this.#openInSheet(scanner);
        break;
      default:
        this.#skip(scanner);
    }
  }

  #openInSheet(scanner: XmlScanner): void {
    if (scanner.depth === 1) {
      if (scanner.name !== 'worksheet') throw this.#damaged(`its part is no worksheet but <${scanner.name}>`);
      this.#inline = new RichText(this.#context.package, preservesSpace(scanner, false));
    } else if (scanner.name === 'sheetData') {
      this.#state = 'rows';
    } else if (scanner.name === 'col') {
      this.#context.onColumns?.(scanner);
    } else if (scanner.name !== 'cols') {
      this.#skip(scanner);
    }
  }

  #skip(scanner: XmlScanner): void {
    this.#skipAbove = scanner.depth;
  }

  #beginRow(scanner: XmlScanner): void {
    const number = scanner.attribute('r');
    this.#rowIsNamed = number !== null;
    this.#startRow(number === null ? this.#row + 1 : rowNumber(number), isTrue(scanner.attribute('hidden')));
  }

  #startRow(number: number, hidden: boolean): void {
    this.#moveTo(number);
    this.#hidden = hidden;
    this.#maker.begin();
    this.#column = -1;
    this.#ordered = true;
    this.#state = 'row';
    this.#count += 1;
    const { maxRows } = this.#context.limits;
    if (this.#count > maxRows) throw this.#context.beyond('maxRows', `${this.#context.place} has more rows`);
  }

  #moveTo(row: number): void {
    if (!(row > this.#row)) throw this.#damaged(`a row follows row ${this.#row} that does not come after it`);
    this.#row = row;
    this.#rowText = String(row);
  }

  #beginCell(scanner: XmlScanner): void {
    const reference = scanner.plainAttribute('r');
    this.#placeCell(reference === null ? this.#column + 1 : this.#columnOf(reference));
    this.#type = scanner.plainAttribute('t') ?? 'n';
    const style = scanner.plainAttribute('s');
    this.#style = style === null ? 0 : Number(style);
    this.#value = null;
    this.#formula = null;
    this.#inlineText = null;
    this.#state = 'cell';
  }

  #placeCell(column: number): void {
    if (column >= this.#maxCellsPerRow) throw this.#tooWide(column);
    // Only a row whose cells do not come in order needs to know which of them it has.
    if (this.#ordered && column <= this.#column) {
      this.#ordered = false;
      this.#seen = new Set(this.#maker.filled()).add(this.#column);
    }
    if (!this.#ordered && this.#seen.has(column)) {
      throw this.#damaged(`cell ${columnLetters(column)}${this.#row} is there twice`);
    }
    if (!this.#ordered) this.#seen.add(column);
    this.#column = column;
  }

  #tooWide(column: number): LeadferryError {
    const found = `${this.#context.place} row ${this.#row} reaches to column ${columnLetters(column)}`;
    return this.#context.beyond('maxCellsPerRow', found);
  }

  /** The column of a reference such as `AB12`; its row must be the one that it stands in. */
  #columnOf(reference: string): number {
    const letters = letterCount(reference);
    if (reference.endsWith(this.#rowText) && reference.length === letters + this.#rowText.length) {
      return columnOfLetters(reference, letters);
    }
    const { column, row } = parseReference(reference);
    if (column === -1) throw this.#damaged(`"${reference}" in row ${this.#row} names no cell`);
    if (row !== 0 && row !== this.#row) this.#renumber(row, reference);
    return column;
  }

  /** A row without number of its own has that of its first cell. */
  #renumber(row: number, reference: string): void {
    if (this.#rowIsNamed || row < this.#row || this.#column !== -1) {
      throw this.#damaged(`cell ${reference} stands in row ${this.#row}`);
    }
    this.#row = row;
    this.#rowText = String(row);
  }

  #openInCell(scanner: XmlScanner): void {
    switch (scanner.name) {
      case 'v':
        this.#openValue(scanner.onlyText());
        break;
      case 'f':
        this.#formula = '';
        this.#sharedFormula = scanner.attribute('si');
        this.#state = 'formula';
        break;
      case 'is':
        this.#state = 'inline';
        break;
      default:
        this.#skip(scanner);
    }
  }

  #openValue(text: string | null): void {
    this.#value = text ?? '';
    if (text === null) this.#state = 'value';
    else checkLength(text.length, this.#context.package);
  }

  #close(scanner: XmlScanner): boolean {
    switch (this.#state) {
      case 'value':
        this.#state = 'cell';
        return false;
      case 'cell':
        this.#endCell();
        return false;
      case 'row':
        this.#state = 'rows';
        return true;
      case 'formula':
        this.#endFormula();
        return false;
      case 'inline':
        this.#closeInline(scanner);
        return false;
      case 'rows':
        this.#state = 'after';
        return false;
      default:
        return this.#closeSheet(scanner);
    }
  }

  #closeSheet(scanner: XmlScanner): boolean {
    if (scanner.depth === 0) this.#state = 'after';
    return false;
  }

  #closeInline(scanner: XmlScanner): void {
    if (scanner.name !== 'is') {
      this.#inline.take('close', scanner);
      return;
    }
    this.#inlineText = this.#inline.finish();
    this.#state = 'cell';
  }

  /** The cells of a shared formula name the one that holds its text. */
  #endFormula(): void {
    this.#state = 'cell';
    if (this.#sharedFormula === null) return;
    if (this.#formula === '') this.#formula = this.#sharedFormulas.get(this.#sharedFormula) ?? '';
    else if (this.#sharedFormulas.size < keptFormulas)
      this.#sharedFormulas.set(this.#sharedFormula, this.#formula ?? '');
  }

  #endCell(): void {
    this.#state = 'row';
    const raw = {
      type: this.#type,
      style: this.#style,
      value: this.#value,
      formula: this.#formula,
      inline: this.#inlineText,
    };
    const cell = readCell(raw, this.#context.tables);
    if (isProblem(cell))
      throw this.#damaged(`cell ${columnLetters(this.#column)}${this.#row} ${cell.reason}`);
    if (cell !== '') this.#maker.put(this.#column, cell);
  }

  #finishedRow(): SheetRow {
    return this.#maker.finish(this.#row, this.#hidden);
  }

  #damaged(reason: string): LeadferryError {
    return damagedSheet(this.#context, reason);
  }
}

function isProblem(cell: Cell | CellProblem): cell is CellProblem {
  return typeof cell !== 'string' && cell.kind === 'problem';
}
