import type { IssueEntry } from './issue-entry.js';

/** What is wrong with sheets, columns and mapping files. */
export const sheetIssues = {
  UNKNOWN_COLUMN: {
    stage: 'file',
    severity: 'warning',
    title: 'A column is not known',
    explanation:
      'The header means no field of a lead, so the values below it are not sent. With --strict this is an error.',
    remedy:
      'Rename the column to a known name or delete it. `leadferry inspect FILE` shows every column and the field it is read as.',
    example: 'A column "Sales region" beside "Customer city".',
  },
  DUPLICATE_COLUMN: {
    stage: 'file',
    severity: 'error',
    title: 'Two columns mean the same field',
    explanation: 'leadferry does not choose between columns: neither of them is used until only one is left.',
    remedy: 'Delete or rename all of these columns but one.',
    example: 'Columns "Close date" and "Expected close date" in one sheet.',
  },
  COLUMN_MISSING: {
    stage: 'file',
    severity: 'error',
    title: 'The sheet has no partner lead id column',
    explanation:
      '3DS knows a lead by the id of your CRM. Without that column no row of the sheet makes a lead.',
    remedy: 'Add a column "Partner lead id" with the id that each lead has in your CRM.',
    example: 'A sheet with "Lead name" and "Stage" only.',
  },
  COLUMN_MISPLACED: {
    stage: 'file',
    severity: 'warning',
    title: 'A column stands in the wrong sheet',
    explanation:
      'In a workbook with joined sheets each sheet holds the fields of its own part. The column is known but not used here.',
    remedy: 'Move the column to the sheet of its part, or delete it.',
    example: 'A column "Currency" in the sheet "Offer lines".',
  },
  LAYOUT_MIXED: {
    stage: 'file',
    severity: 'error',
    title: 'Offers or contacts are given in two ways at once',
    explanation:
      'Offer columns are either numbered (one row per lead), not numbered (one row per offer line), or in a sheet of their own. With two of them leadferry cannot tell which one counts.',
    remedy:
      'Keep one way: "Offer 1 amount", "Offer 2 amount"; or "Offer amount" with one row per offer line; or the sheet "Offer lines".',
    example: 'Columns "Offer amount" and "Offer 1 amount" in one sheet.',
  },
  BLANK_HEADER: {
    stage: 'file',
    severity: 'warning',
    title: 'A column with values has no header',
    explanation:
      'Without a header the values mean no field and are not sent. With --strict this is an error.',
    remedy: 'Write a header above the values, or empty the column.',
    example: 'G1 is blank and G7 holds "EUR".',
  },
  READ_ONLY_COLUMN: {
    stage: 'file',
    severity: 'info',
    title: 'A column holds what only 3DS sets',
    explanation: '3DS answers these fields but does not take them. Their values are ignored.',
    remedy: 'Nothing has to be done. The columns may stay.',
    example: 'A column "Created date" in an exported sheet.',
  },
  FIELD_NOT_IN_VERSION: {
    stage: 'file',
    severity: 'warning',
    title: 'The API version in use does not have this field',
    explanation: 'The deprecated API version v0 has fewer fields than v1. The values are not sent.',
    remedy: 'Use --api-version v1, or delete the column.',
    example: 'A column "Offer start date" with --api-version v0.',
  },
  MAPPING_COLUMN_GONE: {
    stage: 'file',
    severity: 'warning',
    title: 'A column of the mapping file is not in the sheet',
    explanation:
      'The mapping file gives this column a field, and the sheet has no such column any more. Where the field is one that 3DS needs, this is an error.',
    remedy:
      'Correct the header in the sheet or in the mapping file; `leadferry map FILE -o mapping.yaml` writes a new one.',
    example: 'The mapping file names "Stage name", the sheet has "Stage" instead.',
  },
  MAPPING_COLUMN_NEW: {
    stage: 'file',
    severity: 'info',
    title: 'The sheet has columns that the mapping file does not know',
    explanation:
      'They came after the mapping file was written. They are read by their headers alone, or not at all.',
    remedy:
      'Look at them with `leadferry inspect FILE`, then add them to the mapping file, under columns or ignore.',
    example: 'A column "Region" that a colleague added to the export.',
  },
  MAPPING_COLUMN_MOVED: {
    stage: 'file',
    severity: 'info',
    title: 'Columns stand in another order than when the mapping file was written',
    explanation:
      'Columns are found by their headers, so the order makes no difference. Only [F] means a place.',
    remedy: 'Nothing, unless the mapping file names columns by their letters.',
    example: '"Amount" stood before "Stage" and now stands behind it.',
  },
  MAPPING_OVERRULES: {
    stage: 'file',
    severity: 'info',
    title: 'The mapping file fills a field that a column means as well',
    explanation: 'The constant, split or join of the mapping file counts, and the column is not read.',
    remedy: 'Remove the line from the mapping file if the column is right, or put the column under ignore.',
    example: 'A constant currency EUR beside a column "Currency".',
  },
  VALUES_UNCONFIRMED: {
    stage: 'file',
    severity: 'warning',
    title: 'Proposed values wait for your word',
    explanation:
      'Which of your values stands for which stage or reason is your decision. Proposals are never used before you have confirmed them.',
    remedy: 'Look at the lines in the mapping file and set `confirm: true` above them.',
    example: 'The preset proposes ESTABLISHED for "Negotiation/Review".',
  },
  PRESET_UNFIT: {
    stage: 'file',
    severity: 'warning',
    title: 'The preset does not fit the sheet',
    explanation: 'The sheet lacks most of the headers by which exports of that CRM are known.',
    remedy: 'Run `leadferry inspect FILE` to see whether another preset fits, or leave --preset out.',
    example: 'The preset salesforce with an export of HubSpot.',
  },
  SHEET_IGNORED: {
    stage: 'file',
    severity: 'info',
    title: 'A sheet is not read',
    explanation: 'The workbook has a sheet that is not one of the sheets of leads.',
    remedy:
      'Nothing has to be done if it holds no leads. Otherwise name it "Leads", "Offer lines", "Customer contacts" or "Partner contacts".',
    example: 'A sheet "Notes" beside the sheet "Leads".',
  },
  HEADER_FOUND_BELOW: {
    stage: 'file',
    severity: 'info',
    title: 'The column names stand below other rows',
    explanation:
      'Reports begin with a title, filters and dates. leadferry looks for the row with the column names and reads what stands below it; the rows above are not leads.',
    remedy: 'Nothing has to be done if the row is right. Otherwise name it with --header-row.',
    example: 'A report with its title in row 1, its filters in rows 2 to 4 and the column names in row 6.',
  },
  HIDDEN_DATA: {
    stage: 'file',
    severity: 'info',
    title: 'The workbook hides some of what was read',
    explanation:
      'Hidden sheets, columns and rows (filtered ones too) are read like all others, because what is hidden is mostly still a lead. A person who looks at the file in Excel does not see them.',
    remedy:
      'Nothing has to be done if they belong to the leads. Otherwise delete them, or read one sheet with --sheet.',
    example: 'A filter on "Stage" hides 12 rows of the sheet "Leads".',
  },
  CHARSET_GUESSED: {
    stage: 'file',
    severity: 'warning',
    title: 'The charset of the file is a guess',
    explanation:
      'The file is not UTF-8 and does not say which charset it has. leadferry chose the one in which its words look right; a wrong one would change letters.',
    remedy:
      'Look at the word in the message. If it reads right, nothing has to be done; otherwise name the charset with --encoding, or save the file as "CSV UTF-8".',
    example: 'A file that an older Excel saved as "CSV (comma delimited)" with "Müller" in it.',
  },
  DATE_ORDER_UNKNOWN: {
    stage: 'file',
    severity: 'error',
    title: 'No row shows the order of day and month',
    explanation:
      'The order is proven by the rows that can be read in one order only, such as 31/12/2026. Without such a row the dates of the column that mean two days are not read, and their leads are not sent.',
    remedy:
      'Run with `--dates day-first` or `--dates month-first`, or set `dates: day-first` at the column in the mapping file.',
    example: 'A column "Close date" with 03/04/2026 and 05/06/2026 only.',
  },
  DATE_ORDER_MIXED: {
    stage: 'file',
    severity: 'error',
    title: 'One column holds dates in two orders',
    explanation:
      'Some rows prove one order of day and month and some the other. The dates that mean two days are not read, and their leads are not sent.',
    remedy:
      'Write the dates of the column as YYYY-MM-DD. With `--dates day-first` or `--dates month-first` all are read in that order, and those that do not fit are refused.',
    example: '31/12/2026 in row 2 and 12/31/2026 in row 3 of "Close date".',
  },
  DECIMAL_UNKNOWN: {
    stage: 'file',
    severity: 'error',
    title: 'No row shows the decimal sign',
    explanation:
      'The sign is proven by the rows that can be read in one way only, such as 1.234,56. Without such a row the amounts of the column that mean two numbers are not read, and their leads are not sent.',
    remedy:
      'Run with `--decimal comma` or `--decimal point`, or set `decimal: comma` at the column in the mapping file.',
    example: 'A column "Offer amount" with 1.500 and 13.800 only.',
  },
  DECIMAL_MIXED: {
    stage: 'file',
    severity: 'error',
    title: 'One column holds amounts with two decimal signs',
    explanation:
      'Some rows prove a decimal comma and some a decimal point. The amounts that mean two numbers are not read, and their leads are not sent.',
    remedy:
      'Write the amounts of the column in one way. With `--decimal comma` or `--decimal point` all are read so, and those that do not fit are refused.',
    example: '1.234,56 in row 2 and 1,234.56 in row 3 of "Offer amount".',
  },
} as const satisfies Record<string, IssueEntry>;
