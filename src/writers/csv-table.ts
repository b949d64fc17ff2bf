import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type Cell, cellText } from '../core/row.js';
import { openAtomicFile, writeFailed } from '../formats/atomic-file.js';
import type { ColumnKind } from '../formats/column-kind.js';
import { type CsvLocale, csvLocale } from '../formats/csv-locale.js';
import { guardFormula } from '../formats/formula-guard.js';
import { onlySheet } from './only-sheet.js';
import type { SheetSpec, TableWriter, TableWriterOptions } from './sheet-spec.js';

/** Cells with line ends or any character that could be taken for a delimiter are quoted, so that no reader has to guess. */
const ambiguous = [/[\r\n,;|\t]/, /^sep=/i];

/**
 * Writes one sheet as CSV: UTF-8 with a byte order mark, without which Excel takes it for the local charset; CRLF line ends.
 * Text that a spreadsheet would run as a formula is guarded by the column's kind (formats/formula-guard.ts). The locale decides delimiter and
 * decimal sign; days are YYYY-MM-DD in all of them.
 */
export async function openCsvTable(
  path: string,
  sheets: readonly SheetSpec[],
  options: TableWriterOptions,
): Promise<TableWriter> {
  const { columns } = onlySheet(path, sheets);
  const locale = options.locale === undefined ? null : csvLocale(options.locale);
  const file = await openAtomicFile(path, options);
  const lines = stringify({
    bom: true,
    delimiter: options.delimiter ?? locale?.delimiter ?? ',',
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
      add(columns.map(({ kind }, index) => csvText(cells[index], kind, locale))).catch(failed(path)),
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

/** Only text can be a formula; numbers, dates and booleans go out as they are. A lone surrogate is no text and becomes U+FFFD. */
function csvText(cell: Cell | undefined, kind: ColumnKind, locale: CsvLocale | null): string {
  if (typeof cell === 'object' && cell.kind === 'number') return numberText(cell.digits, kind, locale);
  const text = cellText(cell);
  const typed = typeof cell === 'object' && cell.kind !== 'error' && cell.kind !== 'formula-without-value';
  return typed ? text : guardFormula(text.toWellFormed(), kind);
}

const threeDecimals = /^-?\d+\.\d{3}$/;

/** Three decimals of an amount could be thousands behind a separator, so they get a fourth. */
function numberText(digits: string, kind: ColumnKind, locale: CsvLocale | null): string {
  const plain = kind === 'amount' && threeDecimals.test(digits) ? `${digits}0` : digits;
  return locale === null ? plain : plain.replace('.', locale.decimal);
}

function failed(path: string): (cause: unknown) => never {
  return (cause) => {
    throw writeFailed(path, cause);
  };
}
