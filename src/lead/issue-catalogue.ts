import type { Issue, Severity } from '../core/issue.js';

/**
 * Where an issue is found. file: names of sheets and columns. reader: what the file format itself breaks. cell: one value.
 * row: which rows make a lead. lead: one assembled lead. plan: what 3DS holds or answers.
 */
export type IssueStage = 'file' | 'reader' | 'cell' | 'row' | 'lead' | 'plan';

export interface IssueEntry {
  readonly stage: IssueStage;
  readonly severity: Severity;
  /** What is wrong, as a headline. */
  readonly title: string;
  /** Why it matters and what leadferry does about it. */
  readonly explanation: string;
  /** What to do; the hint of every issue that has no closer one. */
  readonly remedy: string;
  /** A case of it in one line. */
  readonly example: string;
}

/** Every issue code. The error book, `leadferry explain` and the severities come from this table. */
export const issueCatalogue = {
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
  FOOTER_SKIPPED: {
    stage: 'reader',
    severity: 'info',
    title: 'A line below the leads is not a lead',
    explanation:
      'Reports end with totals, counts of records, copyright and confidentiality lines. Such lines at the end of a sheet are not sent; a row with a partner lead id or any other text is never taken for one.',
    remedy: 'Nothing has to be done. If the row is a lead, fill in its "Partner lead id".',
    example: '"Grand total" with a sum in the last row.',
  },
  HEADER_REPEATED: {
    stage: 'reader',
    severity: 'info',
    title: 'The column names stand among the leads once more',
    explanation: 'Several exports put below each other repeat their first row. It is not sent.',
    remedy: 'Nothing has to be done. The row may be deleted.',
    example: 'Row 61 is the same as row 1.',
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
  CLEAR_REFUSED: {
    stage: 'cell',
    severity: 'error',
    title: '(clear) is not possible here',
    explanation:
      'Stage, dates, amounts, currency, ids and what an offer or contact needs have no empty value at 3DS.',
    remedy: 'Leave the cell blank to keep the value at 3DS, or give a new value.',
    example: '(clear) in "Close date".',
  },
  CELL_ERROR: {
    stage: 'cell',
    severity: 'error',
    title: 'The cell shows a spreadsheet error',
    explanation: 'The formula of the cell has no result, so nobody knows which value is meant.',
    remedy: 'Mend the formula or type the value, then save the file.',
    example: '#N/A in "Customer city".',
  },
  FORMULA_WITHOUT_VALUE: {
    stage: 'cell',
    severity: 'error',
    title: 'The formula was saved without its result',
    explanation:
      'leadferry reads results and never computes formulas. The program that wrote the file did not either.',
    remedy: 'Open the file in Excel and save it; that writes the results.',
    example: '=B2*1.19 written by a program into "Offer amount".',
  },
  CELL_TYPE_WRONG: {
    stage: 'cell',
    severity: 'error',
    title: 'The spreadsheet turned the value into something else',
    explanation:
      'The cell is a date, TRUE or FALSE, or a rounded number where the field takes text. What was typed is no longer there.',
    remedy: 'Format the column as Text in Excel, then type the value again.',
    example: '"MAR1" in "Campaign code" became the date 2026-03-01.',
  },
  ID_DAMAGED: {
    stage: 'cell',
    severity: 'error',
    title: 'The id was damaged by the spreadsheet',
    explanation:
      'Excel turns long numbers into 2E+14, keeps 15 digits only and takes some ids for dates. The id in the cell is not the id that was typed.',
    remedy: 'Format the column as Text in Excel, then type or paste the id again.',
    example: '2E+14 in "Partner lead id".',
  },
  DATE_INVALID: {
    stage: 'cell',
    severity: 'error',
    title: 'The value is not a date',
    explanation:
      'Dates are read from real date cells and from text such as 2026-09-30, 30.09.2026, 9/30/2026, 30 Sep 2026 or 2026年9月30日. Two digits of a year mean 1969 to 2068. A time after the date is dropped, and no time zone moves the day.',
    remedy: 'Write the date as YYYY-MM-DD, such as 2026-09-30, or format the cell as a date in Excel.',
    example: '31.02.2026, "next week" or the bare number 46387 in "Close date".',
  },
  DATE_AMBIGUOUS: {
    stage: 'cell',
    severity: 'error',
    title: 'The date means two different days',
    explanation:
      '03/04/2026 is the 3rd of April in one country and the 4th of March in another, and no row of the column settles which, or rows of it say both. leadferry does not guess.',
    remedy: 'Run with `--dates day-first` or `--dates month-first`, or write the date as YYYY-MM-DD.',
    example: '03/04/2026 in a column of which no row has a day above 12.',
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
  AMOUNT_INVALID: {
    stage: 'cell',
    severity: 'error',
    title: 'The value is not an amount',
    explanation:
      'Amounts are number cells, or digits with a point or a comma before the decimals, the usual marks between thousands, a currency sign or code, and a minus or parentheses for negative ones; at most 15 digits. Percentages and exponents are none.',
    remedy: 'Write digits only, with a point before the decimals: 13800 or 13800.50.',
    example: '9,0,0, 15% or 1e309 in "Offer amount".',
  },
  AMOUNT_AMBIGUOUS: {
    stage: 'cell',
    severity: 'error',
    title: 'The amount means two different numbers',
    explanation:
      '1,500 is fifteen hundred in one country and one and a half in another, and no row of the column settles which, or rows of it say both. leadferry does not guess.',
    remedy:
      'Run with `--decimal comma` or `--decimal point`, or write the amount without marks between the thousands.',
    example: '1.500 in a column of which no other row has a point or a comma.',
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
  AMOUNT_CURRENCY_DIFFERS: {
    stage: 'lead',
    severity: 'error',
    title: 'The amount names another currency than the lead',
    explanation:
      'All amounts of a lead are in the currency of the lead. The sign or code in the cell contradicts it, and leadferry converts nothing.',
    remedy: 'Correct "Currency", or write the amount in the currency of the lead.',
    example: '€ 1.200,00 in "Offer amount" of a lead with the currency USD.',
  },
  ENUMERATION_INVALID: {
    stage: 'cell',
    severity: 'error',
    title: 'The value is not in the list of the field',
    explanation:
      '3DS takes only its own codes here. leadferry reads the code and the label, whatever the case.',
    remedy: 'Choose a value of the list. `leadferry template -o leads.xlsx` writes a sheet with drop-downs.',
    example: '"Negotiation" in "Stage".',
  },
  CURRENCY_INVALID: {
    stage: 'cell',
    severity: 'error',
    title: 'The value is not a currency code',
    explanation: 'Currencies are the three capital letters of ISO 4217.',
    remedy: 'Write the code in capitals, such as EUR, USD or JPY.',
    example: '"Euro" or "eur" in "Currency".',
  },
  EMAIL_INVALID: {
    stage: 'cell',
    severity: 'error',
    title: 'The value is not an e-mail address',
    explanation: 'A cell holds one address of the form name@domain, and nothing else.',
    remedy: 'Correct the address, or leave the cell blank.',
    example: 'anna.example.com in "Contact 1 email".',
  },
  TEXT_DAMAGED: {
    stage: 'cell',
    severity: 'error',
    title: 'The text holds characters that are none',
    explanation:
      'Control characters and the sign � stand where a conversion went wrong. They would reach 3DS as they are.',
    remedy: 'Type the text again, or export it anew as UTF-8.',
    example: '"M�ller" in "Contact 1 last name".',
  },
  TEXT_TOO_LONG: {
    stage: 'cell',
    severity: 'error',
    title: 'The text is too long',
    explanation:
      'A spreadsheet cell holds 32,767 characters, and ids, names of lists and addresses are far shorter. The limit of 3DS is not published.',
    remedy: 'Shorten the text.',
    example: 'A whole page in "Partner lead id".',
  },
  REVENUE_TYPE_3DS_ONLY: {
    stage: 'cell',
    severity: 'info',
    title: 'Only 3DS sets this revenue type',
    explanation:
      '3DS answers it but does not take it. The line is left alone as long as the offers of the lead do not have to be sent.',
    remedy: 'Leave it as it is. To change the offers of this lead, ask 3DS.',
    example: 'SUPPORT_SERVICES in "Offer revenue type" of an exported lead.',
  },
  ID_MISSING: {
    stage: 'row',
    severity: 'error',
    title: 'The row has no partner lead id',
    explanation: '3DS knows a lead by the id of your CRM. The row makes no lead and is not sent.',
    remedy: 'Fill in "Partner lead id", or delete the row.',
    example: 'A row with a lead name and a blank "Partner lead id".',
  },
  UNCLAIMED_LEAD: {
    stage: 'row',
    severity: 'warning',
    title: 'The row is a 3DS lead without an id of yours',
    explanation:
      '3DS handed this lead to you and it has no partner lead id yet. Uploading is for leads that have one, so the row is left out.',
    remedy: 'Write the id that the lead has in your CRM into "Partner lead id".',
    example: 'An exported row with "3DS lead id" QK7P-2ZT9MA and a blank "Partner lead id".',
  },
  DUPLICATE_ID: {
    stage: 'row',
    severity: 'error',
    title: 'Several rows have the same partner lead id',
    explanation:
      'One row is one lead in this layout. Which of the rows counts cannot be told, so none of them is sent.',
    remedy:
      'Keep one of the rows, or give the others ids of their own. For one row per offer line use offer columns without numbers.',
    example: 'Rows 4 and 9 both with "Partner lead id" A-1.',
  },
  JOIN_MISSING: {
    stage: 'row',
    severity: 'error',
    title: 'The row belongs to a lead that is not in the sheet "Leads"',
    explanation:
      'Offer lines and contacts find their lead by the partner lead id. This one finds none and is not sent.',
    remedy: 'Add the lead to the sheet "Leads", or correct the id.',
    example: 'A row for A-7 in "Offer lines", and no A-7 in "Leads".',
  },
  VALUES_DIFFER: {
    stage: 'row',
    severity: 'error',
    title: 'Rows of one lead say different things',
    explanation:
      'With one row per offer line the cells of the lead repeat or stay blank. Two different values cannot both be right.',
    remedy: 'Make the two cells equal, or leave one of them blank.',
    example: 'Rows 2 and 3 of lead A-1 with "Close date" 2026-09-30 and 2026-10-31.',
  },
  FIELD_MISSING: {
    stage: 'lead',
    severity: 'error',
    title: 'A value that 3DS needs is missing',
    explanation:
      'A new lead needs a name, stage, close date, currency, and the name, city and country of the customer.',
    remedy: 'Fill in the cell.',
    example: 'A new lead with a blank "Close date".',
  },
  OFFER_MISSING: {
    stage: 'lead',
    severity: 'error',
    title: 'The lead has no offer line',
    explanation: 'A new lead needs at least one offer line.',
    remedy: 'Add an offer line with at least the offer id. `leadferry export portfolio` lists all offers.',
    example: 'A new lead of which all offer cells are blank.',
  },
  ITEM_FIELD_MISSING: {
    stage: 'lead',
    severity: 'error',
    title: 'An offer line or contact is incomplete',
    explanation: 'An offer line needs its offer id; a contact needs email, first name and last name.',
    remedy: 'Fill in the cell, or empty all cells of this offer line or contact.',
    example: '"Contact 1 first name" filled in and "Contact 1 email" blank.',
  },
  PARTNER_OTHER: {
    stage: 'lead',
    severity: 'error',
    title: 'The lead belongs to another partner',
    explanation: 'The partner id in the sheet is not the one of your settings.',
    remedy: 'Remove the row, or set the right partner with --partner-id or --profile.',
    example: '"Partner id" 200000000014443 while --partner-id is 200000000014442.',
  },
  FORECAST_IGNORED: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS ignores the forecast category in this stage',
    explanation: 'A forecast category counts from stage -3 on. In the stages -6 to -4 it is ignored.',
    remedy: 'Leave the forecast category blank until the lead is an opportunity.',
    example: 'Stage LEAD_OPEN with forecast category COMMIT.',
  },
  FORECAST_SET_BY_3DS: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS sets the forecast category of a closed lead itself',
    explanation: 'Once won or lost, the forecast category is WON or LOST, whatever the sheet says.',
    remedy: 'Leave the forecast category blank.',
    example: 'Stage WON with forecast category COMMIT.',
  },
  RENTAL_DATES_IGNORED: {
    stage: 'lead',
    severity: 'warning',
    title: 'Start and end date count for rentals only',
    explanation: '3DS uses these dates only with a yearly (YxC) or quarterly (QxC) rental.',
    remedy: 'Leave the dates blank, or choose a rental revenue type.',
    example: 'An Upfront line with a start date.',
  },
  DATES_REVERSED: {
    stage: 'lead',
    severity: 'error',
    title: 'The start date lies after the end date',
    explanation: 'A rental ends on or after the day on which it starts.',
    remedy: 'Correct one of the two dates.',
    example: 'Start date 2026-12-31 and end date 2026-01-01.',
  },
  OFFER_REPEATED: {
    stage: 'lead',
    severity: 'warning',
    title: 'The same offer line stands in the lead twice',
    explanation: 'Offer, revenue type, start date and amount are equal. Both lines are sent.',
    remedy: 'Delete one of the lines if it was copied by mistake.',
    example: 'Two lines with the same offer id, both Upfront and 13800.',
  },
  REASON_WON_DEFAULT: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS sets the reason won itself',
    explanation:
      'A new lead that is won and names no reason gets STRNG_VAL_PROP (Stronger value proposition).',
    remedy: 'Fill in "Reasons won" if another reason is right.',
    example: 'A new lead in stage WON with a blank "Reasons won".',
  },
  REASON_LOST_DEFAULT: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS sets the reason lost itself',
    explanation: 'A new lead that is lost and names no reason gets NO_PROJECT (No Project).',
    remedy: 'Fill in "Reasons lost" if another reason is right.',
    example: 'A new lead in stage LOST with a blank "Reasons lost".',
  },
  OWNER_DEFAULT: {
    stage: 'lead',
    severity: 'info',
    title: '3DS sets the owner itself',
    explanation: 'A new lead without an owner goes to the primary partner sales manager of your company.',
    remedy: 'Fill in "3DS owner email" if another manager is right.',
    example: 'A new lead with a blank "3DS owner email".',
  },
  LEAD_NOT_FOUND: {
    stage: 'plan',
    severity: 'error',
    title: '3DS has no such lead',
    explanation: 'With --mode update only leads that 3DS already has are sent; it has none with this id.',
    remedy: 'Correct the id, or use --mode upsert to create what is missing.',
    example: 'A-1 in the sheet with --mode update, and no A-1 at 3DS.',
  },
  LEAD_EXISTS: {
    stage: 'plan',
    severity: 'error',
    title: '3DS already has this lead',
    explanation: 'With --mode create only new leads are sent; 3DS has one with this id.',
    remedy: 'Use --mode upsert or --mode update to change it.',
    example: 'A-1 in the sheet with --mode create, and A-1 at 3DS.',
  },
  IDS_DISAGREE: {
    stage: 'plan',
    severity: 'error',
    title: 'The two ids of the row mean two leads',
    explanation: 'The partner lead id and the 3DS lead id of the row belong to different leads at 3DS.',
    remedy: 'Correct one of the ids, or empty "3DS lead id".',
    example: 'A-1 with the 3DS lead id of A-2.',
  },
  ID_NOT_UNIQUE: {
    stage: 'plan',
    severity: 'error',
    title: '3DS has several leads with this partner lead id',
    explanation: 'Which of them is meant cannot be told, so none is changed.',
    remedy: 'Fill in "3DS lead id" to say which one is meant, and ask 3DS to remove the other.',
    example: 'QK7P-2ZT9MA and 9YEL-Y3W56Q both with partner lead id A-1.',
  },
  REVENUE_TYPE_BLOCKED: {
    stage: 'plan',
    severity: 'error',
    title: 'The offers cannot be sent because of a revenue type that only 3DS sets',
    explanation:
      'Offer lines are sent as a whole list, and 3DS takes none with this revenue type. Leaving the line out could delete it.',
    remedy: 'Leave the offers of this lead as they are at 3DS, or ask 3DS to change them.',
    example: 'A new amount for a lead that also has a SUPPORT_SERVICES line.',
  },
  CUSTOMER_INCOMPLETE: {
    stage: 'plan',
    severity: 'error',
    title: 'A change of the customer needs its name, city and country',
    explanation: '3DS takes a change of the customer only together with these three, and they are not known.',
    remedy: 'Fill in "Customer name", "Customer city" and "Customer country".',
    example: 'A new zip code in a sheet without the name of the customer.',
  },
  LEAD_UNREADABLE: {
    stage: 'plan',
    severity: 'error',
    title: 'The lead could not be read at 3DS',
    explanation:
      '3DS lists the lead but does not answer with it, so nothing can be compared and nothing is sent.',
    remedy: 'Run the command again. If it stays so, send 3DS the trace id.',
    example: '3DS answers ERROR_048 for an id that its search returned.',
  },
  LEAD_UNCLAIMED: {
    stage: 'plan',
    severity: 'error',
    title: 'The 3DS lead has no partner lead id yet',
    explanation:
      'The 3DS lead id of the row belongs to a lead that 3DS handed to you and that nobody has given an id of your CRM. An upload does not do that by the way.',
    remedy: 'Run `leadferry claim FILE` to give it the id, then upload again.',
    example: 'A-1 with the 3DS lead id of a marketing lead.',
  },
  NOT_REACHED: {
    stage: 'plan',
    severity: 'error',
    title: 'The run stopped before the lead was sent',
    explanation: 'Nothing was sent for it; what comes before it in the results says why the run stopped.',
    remedy: 'Run `leadferry resume` to go on.',
    example: 'The key was refused in the middle of the run.',
  },
  OUTCOME_UNKNOWN: {
    stage: 'plan',
    severity: 'error',
    title: 'It is not known whether 3DS has saved the lead',
    explanation: 'The request was sent and no usable answer came, and looking the lead up did not settle it.',
    remedy: 'Run `leadferry resume`; it looks the lead up before anything is sent again.',
    example: 'The connection broke after the request was sent.',
  },
  REJECTED: {
    stage: 'plan',
    severity: 'error',
    title: '3DS refused the lead',
    explanation:
      '3DS answered with an error that belongs to this lead; its code and message are in the results.',
    remedy: 'Correct what the message of 3DS names, then upload the failed sheet.',
    example: '400 with the message that the offer is not orderable.',
  },
} as const satisfies Record<string, IssueEntry>;

export type IssueCode = keyof typeof issueCatalogue;

/** Where an issue stands; what does not apply is left out. */
export interface IssuePlace {
  /** The file's name. */
  readonly source: string;
  readonly sheet?: string | null;
  /** The row number that the spreadsheet shows. */
  readonly row?: number | null;
  /** Column letters. */
  readonly column?: string | null;
  readonly header?: string | null;
  /** Path in the field catalogue. */
  readonly field?: string | null;
  readonly value?: string | null;
}

export interface IssueDetails {
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do, where it can be said closer than the catalogue's remedy. */
  readonly hint?: string | undefined;
  readonly suggestion?: string | null | undefined;
  /** Only where a setting such as --strict changes the catalogue's severity. */
  readonly severity?: Severity | undefined;
}

/** An issue with the severity of its code, and the catalogue's remedy where no closer hint is given. */
export function createIssue(code: IssueCode, place: IssuePlace, details: IssueDetails): Issue {
  return {
    code,
    severity: details.severity ?? issueCatalogue[code].severity,
    source: place.source,
    sheet: place.sheet ?? null,
    row: place.row ?? null,
    column: place.column ?? null,
    header: place.header ?? null,
    field: place.field ?? null,
    value: place.value ?? null,
    message: details.message,
    hint: details.hint ?? issueCatalogue[code].remedy,
    suggestion: details.suggestion ?? null,
  };
}

/** True for a code of the catalogue. */
export function isIssueCode(code: string): code is IssueCode {
  return Object.hasOwn(issueCatalogue, code);
}

/** The entry of a code; undefined for codes of 3DS and others that are not in the catalogue. */
export function issueEntry(code: string): IssueEntry | undefined {
  return isIssueCode(code) ? issueCatalogue[code] : undefined;
}
