import { columnLetters } from '../../core/row.js';
import type { XmlCopy } from '../../formats/ooxml/xml-copy.js';
import { attributeMarkup, prefixOf, rawAttribute, withAttribute } from '../../formats/ooxml/xml-markup.js';
import { blockOfReference, rowOfReference } from './cell-reference.js';
import { type NewWidth, newColumns, patchColumns } from './patch-columns.js';
import { type CellEdit, holdsMarks, newRow, patchRow, type RowContext } from './patch-row.js';
import type { AddedColumns, SheetPatch } from './workbook-patch.js';

/** Everything that is known before a sheet is rewritten. */
export interface SheetRewriteJob {
  readonly patch: SheetPatch;
  /** Where each added column stands, from 0; empty where there is none. */
  readonly addedAt: readonly number[];
  readonly context: RowContext;
  /** Whether marks of an earlier patch may be there. */
  readonly looksForMarks: boolean;
  /** The sheet is no longer one that the workbook opens with. */
  readonly deselects: boolean;
  /** The relationship to the boxes of notes, where the sheet has to name it anew; and the namespace of its attribute. */
  readonly notesDrawing: { readonly id: string; readonly namespace: string } | null;
}

// What may stand behind the drawing of the notes. Source: ECMA-376 part 1, 18.3.1.99 CT_Worksheet.
const behindNotes: ReadonlySet<string> = new Set([
  ...['legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems'],
  ...['tableParts', 'extLst', 'AlternateContent'],
]);

/** Patches a sheet while it is copied: `visit` is to be called at each of its tags. */
export class SheetRewrite {
  readonly #job: SheetRewriteJob;
  /** Rows that must be there, in order, and how many of them are. */
  readonly #wanted: readonly number[];
  #passed = 0;
  #row = 0;
  #prefix = '';
  #phase: 'before' | 'rows' | 'after' = 'before';
  #isHolding: boolean = false;
  #hasColumns: boolean = false;
  #hasNotes: boolean;

  constructor(job: SheetRewriteJob) {
    this.#job = job;
    this.#hasNotes = job.notesDrawing === null;
    const rows = new Set(job.patch.cells.keys());
    if (job.patch.added !== null && job.addedAt.length > 0) rows.add(job.patch.added.headerRow);
    this.#wanted = [...rows].toSorted((one, other) => one - other);
  }

  visit(copy: XmlCopy): void {
    if (this.#phase === 'rows') this.#visitInRows(copy);
    else if (this.#phase === 'before') this.#visitBefore(copy);
    else this.#visitAfter(copy);
  }

  #visitBefore(copy: XmlCopy): void {
    const { name, kind, depth } = copy.tags;
    if (depth === 1) this.#prefix = prefixOf(copy.tags.tag);
    if (depth === 2 && name === 'sheetData') this.#beginRows(copy);
    else if (depth === 2 && name === 'cols') this.#visitColumns(copy);
    else if (depth === 2 && name === 'dimension' && kind !== 'close') this.#widenDimension(copy);
    else if (name === 'sheetView' && kind !== 'close' && this.#job.deselects) {
      copy.replace(withAttribute(copy.tags.tag, 'tabSelected', null));
    }
  }

  #visitColumns(copy: XmlCopy): void {
    const { kind } = copy.tags;
    this.#hasColumns = true;
    if (this.#widths().length === 0) return;
    if (kind !== 'close') copy.hold();
    if (kind === 'open') return;
    const text = patchColumns(copy.release(), this.#widths(), this.#job.context.package);
    copy.insertAfter(text);
  }

  #widths(): readonly NewWidth[] {
    const { patch, addedAt } = this.#job;
    const columns = patch.added?.columns ?? [];
    return columns.flatMap(({ at, width }, index) => {
      const column = addedAt[index];
      return at === null && column !== undefined ? [{ column, width }] : [];
    });
  }

  #widenDimension(copy: XmlCopy): void {
    const found = blockOfReference(rawAttribute(copy.tags.tag, 'ref') ?? '');
    if (found === null) return;
    const { patch, addedAt } = this.#job;
    const columns = [...patch.cells.values()].flatMap((cells) => cells.map(({ column }) => column));
    const right = [...columns, ...addedAt].reduce((most, column) => Math.max(most, column), found.right);
    const bottom = Math.max(found.bottom, this.#wanted.at(-1) ?? 0);
    const top = Math.min(found.top, this.#wanted[0] ?? found.top);
    const left = columns.reduce((least, column) => Math.min(least, column), found.left);
    const reference = `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
    copy.replace(withAttribute(copy.tags.tag, 'ref', reference));
  }

  #beginRows(copy: XmlCopy): void {
    const { kind, tag } = copy.tags;
    const widths = this.#widths();
    if (!this.#hasColumns && widths.length > 0) copy.insertBefore(newColumns(widths, this.#prefix));
    this.#phase = kind === 'empty' ? 'after' : 'rows';
    const rows = kind === 'empty' ? this.#missingRows(Number.POSITIVE_INFINITY) : '';
    if (rows !== '') copy.replace(`${tag.slice(0, -2)}>${rows}</${this.#prefix}sheetData>`);
  }

  #visitInRows(copy: XmlCopy): void {
    const { depth, name, kind } = copy.tags;
    if (depth === 2 && kind === 'close') {
      copy.insertBefore(this.#missingRows(Number.POSITIVE_INFINITY));
      this.#phase = 'after';
    } else if (depth === 3 && name === 'row') this.#visitRow(copy);
  }

  #visitRow(copy: XmlCopy): void {
    const { kind } = copy.tags;
    if (kind !== 'close') this.#beginRow(copy);
    if (kind === 'open' || !this.#isHolding) return;
    this.#isHolding = false;
    copy.insertAfter(this.#rewritten(copy.release()));
  }

  #beginRow(copy: XmlCopy): void {
    const number = rowOfReference(copy.tags.rawAttribute('r'));
    this.#row = number ?? this.#row + 1;
    // A row without a number has that of its first cell.
    this.#isHolding = number === null || this.#job.looksForMarks || this.#touches(this.#row);
    if (this.#isHolding) copy.hold();
    else copy.insertBefore(this.#missingRows(this.#row));
  }

  #touches(row: number): boolean {
    const { patch, addedAt } = this.#job;
    const { added } = patch;
    return patch.cells.has(row) || (added !== null && addedAt.length > 0 && row >= added.headerRow);
  }

  #rewritten(text: string): string {
    const rowTag = text.slice(0, text.indexOf('>') + 1);
    if (rawAttribute(rowTag, 'r') === null) this.#row = numberOfCells(text) ?? this.#row;
    const missing = this.#missingRows(this.#row);
    if (this.#wanted[this.#passed] === this.#row) this.#passed += 1;
    const { context, looksForMarks } = this.#job;
    const edits = this.#editsOf(this.#row, text);
    if (edits.size === 0 && !(looksForMarks && holdsMarks(text, context))) return missing + text;
    return missing + patchRow(text, { row: this.#row, edits }, context);
  }

  /** The wanted rows before this one that the sheet does not have. */
  #missingRows(before: number): string {
    let text = '';
    for (let row = this.#wanted[this.#passed]; row !== undefined && row < before; ) {
      text += newRow(row, { edits: this.#editsOf(row, ''), prefix: this.#prefix }, this.#job.context);
      this.#passed += 1;
      row = this.#wanted[this.#passed];
    }
    return text;
  }

  #editsOf(row: number, text: string): ReadonlyMap<number, CellEdit> {
    const { patch, addedAt } = this.#job;
    const edits = new Map<number, CellEdit>();
    for (const { column, value, mark } of patch.cells.get(row) ?? []) {
      edits.set(column, { value, mark: mark ?? null });
    }
    if (patch.added === null || addedAt.length === 0 || row < patch.added.headerRow) return edits;
    const isHeader = row === patch.added.headerRow;
    const added = isHeader ? this.#headers(patch.added, text) : rowTexts(patch.added, row);
    for (const [index, column] of addedAt.entries()) {
      const edit = added[index];
      if (edit !== undefined) edits.set(column, edit);
    }
    return edits;
  }

  /** New headers look like the one at their left. */
  #headers({ columns }: AddedColumns, text: string): readonly CellEdit[] {
    const { styles } = this.#job.context;
    const [, last] = [...text.matchAll(/<(?:\w+:)?c\s[^>]*?\bs\s*=\s*["'](\d+)/g)].at(-1) ?? [];
    const base = last === undefined ? styles.header : styles.original(Number(last));
    return columns.map(({ header, at }) =>
      at === null ? { value: header, mark: null, base } : { value: header, mark: null },
    );
  }

  #visitAfter(copy: XmlCopy): void {
    const { depth, kind, name } = copy.tags;
    if (this.#hasNotes) return;
    const ends = depth === 1 && kind === 'close';
    if (!ends && !(depth === 2 && kind !== 'close' && behindNotes.has(name))) return;
    this.#hasNotes = true;
    const { id, namespace } = this.#job.notesDrawing ?? { id: '', namespace: '' };
    const declared = `xmlns:r="${attributeMarkup(namespace)}"`;
    copy.insertBefore(`<${this.#prefix}legacyDrawing ${declared} r:id="${attributeMarkup(id)}"/>`);
  }
}

/** Cells of an earlier patch are emptied where there is nothing to say now. */
function rowTexts(added: AddedColumns, row: number): readonly (CellEdit | undefined)[] {
  const texts = added.textsOf(row);
  return added.columns.map(({ at }, index) => {
    const text = texts?.[index];
    if (text !== undefined) return { value: text.text, mark: text.mark };
    return at === null ? undefined : { value: '', mark: null };
  });
}

function numberOfCells(text: string): number | null {
  return rowOfReference(/<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+\d+)/.exec(text)?.[1] ?? null);
}
