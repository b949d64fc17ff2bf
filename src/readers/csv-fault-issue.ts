import { LeadferryError } from '../core/error.js';
import type { Issue } from '../core/issue.js';
import type { CsvFault, CsvRecord, OpenQuote } from './csv-record.js';
import { limitText, type ReadLimits } from './read-options.js';
import { type RowPlace, rowIssue } from './row-issue.js';

interface FaultPlace extends RowPlace {
  readonly record: CsvRecord;
  readonly context: { readonly quote: string | null; readonly limits: ReadLimits };
}

type IssueFault = Exclude<CsvFault, { readonly kind: 'endless' }>;
type QuoteFault = Exclude<IssueFault, { readonly kind: 'too-long' }>;

/** What kept a record from being read, as an issue with the lines of the file to look at. */
export function faultIssue(fault: IssueFault, place: FaultPlace): Issue {
  if (fault.kind === 'too-long') return tooLong(fault.lines, place);
  return fault.kind === 'unclosed' ? unclosed(fault, place) : textAfterQuote(fault, place);
}

function tooLong(lines: number, place: FaultPlace): Issue {
  const { row, record, context } = place;
  const limit = limitText('maxRecordCharacters', context.limits);
  return rowIssue('RECORD_TOO_LONG', place, {
    message: `Row ${row} is longer than ${limit}: its ${counted(lines)} from line ${record.line} on ${were(lines)} not read.`,
    hint: `Look for a quote in line ${record.line} that is closed too late. If the row is right, raise maxRecordCharacters.`,
  });
}

function unclosed({ line, lines, column }: QuoteFault, place: FaultPlace): Issue {
  const { row, record, context } = place;
  const quote = context.quote ?? '';
  const rest = counted(record.line + lines - line);
  return rowIssue('QUOTE_UNCLOSED', place, {
    message: `A quote (${quote}) opens in row ${row}, line ${line}, cell ${column + 1}, and is never closed: all the rest of the file, ${rest}, would be one cell and was not read.`,
    hint: `Look for a quote (${quote}) in line ${line} that is not closed; ${doubled(quote)}.`,
  });
}

/** The error of a file with a record whose end was looked for in vain. */
export function endlessRecord(
  open: OpenQuote | null,
  { row, line }: CsvRecord,
  { source, quote, limits }: FaultPlace['context'] & { readonly source: string },
): LeadferryError {
  const limit = limitText('maxSkippedCharacters', limits);
  const raise = 'To have the rest of the file read, raise maxSkippedCharacters.';
  if (open === null || quote === null) {
    const kept = limitText('maxRecordCharacters', limits);
    return new LeadferryError(
      'LIMIT_REACHED',
      `${source}: row ${row}, line ${line}, is longer than ${kept}, and all rows as long as that are together longer than ${limit}.`,
      { next: `Export the file anew, with a line end after each row. ${raise}` },
    );
  }
  return new LeadferryError(
    'LIMIT_REACHED',
    `${source}: a quote (${quote}) opens in row ${row}, line ${open.line}, cell ${open.column + 1}, and is not closed within ${limit}.`,
    { next: `Look for a quote in line ${open.line} that is not closed; ${doubled(quote)}. ${raise}` },
  );
}

function textAfterQuote({ line, lines, column }: QuoteFault, place: FaultPlace): Issue {
  const { record, context } = place;
  const quote = context.quote ?? '';
  const taken = `${counted(lines)} from line ${record.line} on ${were(lines)} taken for this row`;
  return rowIssue('QUOTE_MISPLACED', place, {
    column,
    value: record.cells[column] ?? '',
    message: `expected a delimiter after a closing quote (${quote}), found text. The quote opens in line ${line}; ${taken}.`,
    hint: `Look at line ${line}: ${doubled(quote)}, and a quote that is opened is closed.`,
  });
}

function doubled(quote: string): string {
  return `a quote that belongs to the text is doubled (${quote}${quote})`;
}

function counted(lines: number): string {
  return `${lines.toLocaleString('en-US')} ${lines === 1 ? 'line' : 'lines'}`;
}

function were(lines: number): string {
  return lines === 1 ? 'was' : 'were';
}
