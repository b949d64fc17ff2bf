import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type Cell, cellText } from '../core/row.js';
import { openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import type { ColumnKind } from '../formats/column-kind.js';
import { guardFormula } from '../formats/formula-guard.js';
import { onlySheet } from './only-sheet.js';
import type { SheetSpec, TableWriter, TableWriterOptions } from './sheet-spec.js';

/** Cells with line ends or any character that could be taken for a delimiter are quoted, so that no reader has to guess. */
const ambiguous = [/[\r\n,;|\t]/, /^sep=/i];

/**
 * Writes one sheet as CSV: UTF-8 with a byte order mark, without which Excel takes it for the local charset; CRLF line ends.
 * Text that a spreadsheet would run as a formula is guarded by the column's kind (formats/formula-guard.ts).
 */
export async function openCsvTable(
  path: string,
  sheets: readonly SheetSpec[],
  options: TableWriterOptions,
): Promise<TableWriter> {
  const { columns } = onlySheet(path, sheets);
  const file = await openAtomicFile(path, options);
  const lines = stringify({
    bom: true,
    delimiter: options.delimiter ?? ',',
    record_delimiter: 'windows',
    quoted_match: ambiguous,
  });
  const written = pipeline(lines, file.output);
  // A failed disk is thrown by the call that meets it first; without this it would count as unhandled until then.
  written.catch(() => undefined);
  const add = async (texts: readonly string[]): Promise<void> => {
    if (!lines.write(texts)) await Promise.race([once(lines, 'drain'), written]);
  };
  await add(columns.map(({ header }) => guardFormula(header, 'input')));
  return {
    addRow: (_, cells) =>
      add(columns.map(({ kind }, index) => csvText(cells[index], kind))).catch(failed(path)),
    finish: async () => {
      lines.end();
      await written.catch(failed(path)).catch(async (error: unknown) => {
        await file.discard();
        throw error;
      });
      return await file.commit();
    },
    abort: async () => {
      lines.destroy();
      await written.catch(() => undefined);
      await file.discard();
    },
  };
}

/** Only text can be a formula; numbers, dates and booleans go out as they are. */
function csvText(cell: Cell | undefined, kind: ColumnKind): string {
  const text = cellText(cell);
  const typed = typeof cell === 'object' && cell.kind !== 'error' && cell.kind !== 'formula-without-value';
  return typed ? text : guardFormula(text, kind);
}

function failed(path: string): (cause: unknown) => never {
  return (cause) => {
    throw writeFailed(path, cause);
  };
}
