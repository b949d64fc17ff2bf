import type { Cell } from '../core/row.js';
import { openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import { writeLine } from './json-line.js';
import { onlySheet } from './only-sheet.js';
import type { SheetSpec, TableWriter, TableWriterOptions } from './sheet-spec.js';

/** Writes one sheet as JSON lines: an object per row, values by header, blank cells null; a repeated header becomes `Name (2)`. */
export async function openJsonlTable(
  path: string,
  sheets: readonly SheetSpec[],
  options: TableWriterOptions,
): Promise<TableWriter> {
  const keys = distinctKeys(onlySheet(path, sheets).columns.map(({ header }) => header));
  const file = await openAtomicFile(path, options);
  return {
    addRow: async (_, cells) => {
      const entries = keys.map((key, index) => [key, jsonValue(cells[index])] as const);
      await writeLine(file.output, Object.fromEntries(entries)).catch((cause: unknown) => {
        throw writeFailed(path, cause);
      });
    },
    finish: file.commit,
    abort: file.discard,
  };
}

function distinctKeys(headers: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const header of headers) {
    let key = header;
    for (let n = 2; seen.has(key); n++) key = `${header} (${n})`;
    seen.add(key);
  }
  return [...seen];
}

function jsonValue(cell: Cell | undefined): string | number | boolean | null {
  if (cell === undefined || cell === '') return null;
  if (typeof cell === 'string') return cell;
  switch (cell.kind) {
    case 'number':
      return exactNumber(cell.digits) ?? cell.digits;
    case 'boolean':
      return cell.value;
    case 'date':
      return cell.iso;
    case 'error':
      return cell.error;
    case 'formula-without-value':
      return `=${cell.formula}`;
  }
}

/** The number that these digits are exactly; null where a double cannot hold all of them. */
function exactNumber(digits: string): number | null {
  const value = Number(digits);
  return String(value) === digits ? value : null;
}
