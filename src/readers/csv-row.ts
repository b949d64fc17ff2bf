import type { LeadferryError } from '../core/error.js';
import { type Issue, noIssues } from '../core/issue.js';
import type { Row } from '../core/row.js';
import { hasByteMarks, markedBytes, withoutByteMarks } from '../formats/byte-mark.js';
import { unguardFormula } from '../formats/formula-guard.js';
import { endlessRecord, faultIssue } from './csv-fault-issue.js';
import type { CsvRecord } from './csv-record.js';
import { limitReached, limitText, type ReadLimitName, type ReadLimits } from './read-options.js';
import { cellIssues, isBlank, type RowPlace, rowIssue } from './row-issue.js';

export interface CsvRowContext {
  readonly source: string;
  readonly charset: string;
  readonly quote: string | null;
  readonly limits: ReadLimits;
  /** True where no cell has to be searched for bytes that are no text. */
  readonly isClean: boolean;
}

/**
 * The record as a row; null where it is blank. A row that cannot be read has no cells and an issue.
 * Throws LeadferryError LIMIT_REACHED for one whose end was not found: what follows it cannot be told, so all of the file is refused.
 */
export function csvRow(record: CsvRecord, context: CsvRowContext): Row | null {
  const { row, fault } = record;
  if (fault?.kind === 'endless') throw endlessRecord(fault.quote, record, context);
  const place = { source: context.source, sheet: null, row };
  if (fault !== null && fault.kind !== 'text-after-quote') {
    return { sheet: null, row, cells: [], issues: [faultIssue(fault, { ...place, record, context })] };
  }
  const tooMuch = beyondLimit(record, context.limits);
  if (tooMuch !== null)
    return { sheet: null, row, cells: [], issues: [tooMuchIssue(place, tooMuch, context)] };
  if (fault === null && context.isClean) return rowOfCells(row, record.cells);
  if (record.cells.every(isBlank)) return null;
  const text = context.isClean
    ? { cells: record.cells, issues: noIssues }
    : decodedCells(place, record.cells, context);
  const broken = fault === null ? [] : [faultIssue(fault, { ...place, record, context })];
  return { sheet: null, row, cells: unguarded(text.cells), issues: [...broken, ...text.issues] };
}

/** A row in which nothing is wrong; null where it is blank. */
export function rowOfCells(row: number, cells: readonly string[]): Row | null {
  return cells.every(isBlank) ? null : { sheet: null, row, cells: unguarded(cells), issues: noIssues };
}

/** The cells without the guards of formulas; nearly always the same cells. */
function unguarded(cells: readonly string[]): readonly string[] {
  return cells.some((cell) => cell.startsWith("'")) ? cells.map(unguardFormula) : cells;
}

function decodedCells(
  place: RowPlace,
  cells: readonly string[],
  { charset }: CsvRowContext,
): { readonly cells: readonly string[]; readonly issues: readonly Issue[] } {
  const issues = [...cellIssues(place, cells)];
  const decoded = cells.map((cell, column) => {
    if (!hasByteMarks(cell)) return cell;
    const value = withoutByteMarks(cell);
    const message = `expected text in ${charset}, found bytes that are no characters in it: ${markedBytes(cell)}.`;
    issues.push(rowIssue('BYTES_UNDECODABLE', place, { column, value, message }));
    return value;
  });
  return { cells: decoded, issues };
}

interface TooMuch {
  readonly limit: ReadLimitName;
  readonly found: string;
}

function beyondLimit({ cells }: CsvRecord, limits: ReadLimits): TooMuch | null {
  if (cells.length > limits.maxCellsPerRow) {
    return { limit: 'maxCellsPerRow', found: `${cells.length.toLocaleString('en-US')} cells` };
  }
  const longest = cells.find((cell) => cell.length > limits.maxCellCharacters);
  if (longest === undefined) return null;
  return {
    limit: 'maxCellCharacters',
    found: `a cell of ${longest.length.toLocaleString('en-US')} characters`,
  };
}

function tooMuchIssue(place: RowPlace, { limit, found }: TooMuch, { limits }: CsvRowContext): Issue {
  return rowIssue('RECORD_TOO_LONG', place, {
    message: `Row ${place.row} has ${found}, beyond ${limitText(limit, limits)}. It was not read.`,
    hint: `Shorten the row. If it is right, raise ${limit}.`,
  });
}

/** The error of a file with more rows than are read. */
export function tooManyRows({ source, limits }: CsvRowContext): LeadferryError {
  return limitReached('maxRows', { source, limits, found: 'the file goes on' });
}
