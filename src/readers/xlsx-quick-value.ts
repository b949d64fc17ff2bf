import { byteLooks, type Cell } from '../core/row.js';
import { ByteWindow } from './xlsx-byte-window.js';
import { type CellTables, numberCell } from './xlsx-cell.js';
import type { QuickCell } from './xlsx-quick-cell.js';

/** So many days are 179 years. */
const keptDays = 65_536;

/** Makes cells of what `QuickCell` read. The same days come again and again; their cells are kept. */
export class QuickValues {
  readonly #tables: CellTables;
  readonly #texts = new ByteWindow(1024);
  /** Numbers are so short that nothing of the text around them stays. */
  readonly #numbers = new ByteWindow(8192);
  readonly #days = new Map<number, Cell>();

  constructor(tables: CellTables) {
    this.#tables = tables;
  }

  /** The cell in leadferry's terms; null where it has to be read with care. */
  cell(quick: QuickCell, bytes: Buffer): Cell | null {
    switch (quick.type) {
      case 'blank':
        return '';
      case 'inline':
        return this.#inline(quick, bytes);
      case 'shared':
        return this.#tables.shared?.at(quick.whole) ?? null;
      case 'number':
        return quick.whole === -1 ? this.#number(quick, bytes) : this.#wholeNumber(quick, bytes);
    }
  }

  #inline({ valueStart, valueEnd, look }: QuickCell, bytes: Buffer): string {
    const isAscii = (look & byteLooks.wide) === 0;
    return isAscii
      ? this.#texts.text(bytes, valueStart, valueEnd)
      : bytes.toString('utf8', valueStart, valueEnd);
  }

  #number({ valueStart, valueEnd, style, isDecimal }: QuickCell, bytes: Buffer): Cell | null {
    const digits = this.#numbers.text(bytes, valueStart, valueEnd);
    if (isDecimal && this.#tables.formats[style]?.kind === 'plain') return { kind: 'number', digits };
    return numberCell(digits, style, this.#tables);
  }

  #wholeNumber(quick: QuickCell, bytes: Buffer): Cell | null {
    const { style, whole } = quick;
    if (this.#tables.formats[style]?.kind !== 'date') return this.#number(quick, bytes);
    const kept = this.#days.get(whole);
    if (kept !== undefined) return kept;
    const cell = this.#number(quick, bytes);
    if (cell !== null && this.#days.size < keptDays) this.#days.set(whole, cell);
    return cell;
  }
}
