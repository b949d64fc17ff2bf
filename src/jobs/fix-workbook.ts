import type { RowReader } from '../core/row.js';
import type { CellRepair } from '../pipeline/repair/repair-sheets.js';
import { patchWorkbook } from '../writers/workbook-patch/patch-workbook.js';
import type { CellPatch, CellPlace, SheetPatch } from '../writers/workbook-patch/workbook-patch.js';
import { packageContext, withWorkbookSource } from './patch-source.js';
import type { SheetOptions } from './sheet-options.js';

export interface FixWorkbookRequest {
  readonly file: string;
  readonly target: string;
  readonly reader: RowReader;
  readonly repairs: AsyncIterable<CellRepair>;
  /** Told every repair that went into the copy. */
  readonly onRepair: (repair: CellRepair) => void;
  readonly options: Pick<SheetOptions, 'limits' | 'signal'>;
  /** Told what of the workbook cannot be kept, before anything is written. */
  readonly onNote: (note: string) => void;
}

/**
 * Copies a workbook with repaired cells; formats, formulas, other sheets, charts and images stay. A cell that shows the result of a
 * formula keeps its formula. Returns the path really written. Throws what `patchWorkbook` throws.
 */
export async function fixWorkbook(request: FixWorkbookRequest): Promise<string> {
  const { file, target, reader, onRepair, onNote, options } = request;
  const repairs: CellRepair[] = [];
  for await (const repair of request.repairs) repairs.push(repair);
  const patch = { sheets: sheetPatches(repairs), summary: null };
  const { path, keptFormulas } = await withWorkbookSource(
    file,
    packageContext(reader, options),
    async (source) =>
      await patchWorkbook(source, target, { patch, options: { removeEarlier: false, onNote } }),
  );
  const kept = new Set(keptFormulas.map(placeKey));
  for (const repair of repairs) if (!kept.has(placeKey(placeOf(repair)))) onRepair(repair);
  return path;
}

function sheetPatches(repairs: readonly CellRepair[]): readonly SheetPatch[] {
  const sheets = new Map<string, Map<number, CellPatch[]>>();
  for (const { sheet, row, column, to } of repairs) {
    const rows = sheets.get(sheet ?? '') ?? new Map<number, CellPatch[]>();
    sheets.set(sheet ?? '', rows);
    const cells = rows.get(row) ?? [];
    rows.set(row, cells);
    if (typeof to === 'string' || to.kind === 'date') cells.push({ column: column.index, value: to });
  }
  return [...sheets].map(([sheet, cells]) => ({ sheet, cells, added: null }));
}

function placeOf({ sheet, row, column }: CellRepair): CellPlace {
  return { sheet: sheet ?? '', row, column: column.column };
}

function placeKey({ sheet, row, column }: CellPlace): string {
  return JSON.stringify([sheet, row, column]);
}
