import type { IssueEntry } from './issue-entry.js';

/** What the file format itself breaks. */
export const readerIssues = {
  FOOTER_SKIPPED: {
    stage: 'reader',
    severity: 'info',
    title: 'A line below the leads is not a lead',
    explanation:
      'Reports end with totals, counts of records, copyright and confidentiality lines. Such lines at the end of a sheet are not sent; a row with a partner lead id or any other text is never taken for one.',
    remedy: 'Nothing has to be done. If the row is a lead, fill in its "Partner lead id".',
    example: '"Grand total" with a sum in the last row.',
  },
  EXAMPLE_ROW: {
    stage: 'reader',
    severity: 'info',
    title: 'The example row of a template is not sent',
    explanation:
      'A template written with --example shows how a lead is filled in. Its rows have "(example)" in place of the partner lead id and are never sent.',
    remedy: 'Nothing has to be done; the row may be deleted. If it is a lead of yours, give it its own id.',
    example: '"(example)" as partner lead id.',
  },
  HEADER_REPEATED: {
    stage: 'reader',
    severity: 'info',
    title: 'The column names stand among the leads once more',
    explanation: 'Several exports put below each other repeat their first row. It is not sent.',
    remedy: 'Nothing has to be done. The row may be deleted.',
    example: 'Row 61 is the same as row 1.',
  },
  ROW_TOO_LONG: {
    stage: 'reader',
    severity: 'error',
    title: 'A row has more cells than the header',
    explanation:
      'Mostly a delimiter inside a value that is not in quotes; every value after it then stands in the wrong column.',
    remedy:
      'Put the value that holds the delimiter into double quotes, or delete the cells that are too many.',
    example: 'Header of 3 columns, row A-1;Pump line;Berlin;EUR.',
  },
  ROW_TOO_SHORT: {
    stage: 'reader',
    severity: 'error',
    title: 'A row has fewer cells than the header',
    explanation:
      'Mostly a line break inside a value that is not in quotes: the row goes on in the next line, and its values stand in the wrong columns. Where most rows leave out the blank cells at their end, short rows are read as they are.',
    remedy:
      'Join the row with the line below it, or put the value that holds the line break into double quotes. Where only blank cells are missing, add their delimiters.',
    example: 'Header of 4 columns, row A-1;Pump and next row line;Berlin;EUR.',
  },
  QUOTE_UNCLOSED: {
    stage: 'reader',
    severity: 'error',
    title: 'A quote is opened and never closed',
    explanation: 'Everything after the opening quote would become one cell.',
    remedy: 'Close the quote, or double it where it belongs to the text ("").',
    example: 'A-1;"Pump line;Berlin',
  },
  QUOTE_MISPLACED: {
    stage: 'reader',
    severity: 'error',
    title: 'Text follows a closing quote',
    explanation:
      'A cell that begins with a quote ends at the next one that is not doubled. Text behind it means that a quote inside the text was not doubled, or that an earlier quote was never closed and the row has taken in the lines below it.',
    remedy: 'Double the quotes that belong to the text (""), or close the quote that was opened first.',
    example: 'A-1;"Pump "large" line";Berlin',
  },
  TEXT_NUL: {
    stage: 'reader',
    severity: 'error',
    title: 'The text holds NUL bytes',
    explanation: 'NUL never belongs into a text; the file was damaged or has another charset than it seems.',
    remedy: 'Save the sheet anew as "CSV UTF-8" or .xlsx.',
    example: 'A UTF-16 file that was renamed to .csv.',
  },
  RECORD_TOO_LONG: {
    stage: 'reader',
    severity: 'error',
    title: 'A row is too long to be one of a lead sheet',
    explanation:
      'A row far beyond what a lead can hold is mostly an unclosed quote or not a lead sheet at all.',
    remedy: 'Look at the row in a text editor and close the quote, or shorten the texts.',
    example: 'A description of 20 million characters.',
  },
  BYTES_UNDECODABLE: {
    stage: 'reader',
    severity: 'error',
    title: 'The cell holds bytes that are no characters',
    explanation:
      'The bytes mean nothing in the charset of the file. leadferry shows them as \\xFC and the like instead of guessing; they never reach 3DS.',
    remedy:
      'Type the text again, or export the file anew as "CSV UTF-8". If all of the file has another charset, name it with --encoding.',
    example: 'J\\xFCrgen in a file that is UTF-8 elsewhere.',
  },
} as const satisfies Record<string, IssueEntry>;
