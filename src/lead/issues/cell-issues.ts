import type { IssueEntry } from './issue-entry.js';

/** What one cell cannot mean. */
export const cellIssues = {
  CLEAR_REFUSED: {
    stage: 'cell',
    severity: 'error',
    title: '(clear) is not possible here',
    explanation:
      'Stage, dates, amounts, currency, ids and what a customer, offer or contact needs have no empty value at 3DS.',
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
  REVENUE_TYPE_OTHER_VERSION: {
    stage: 'cell',
    severity: 'error',
    title: 'The revenue type belongs to the other API version',
    explanation:
      'v1 knows PxC (Upfront), YxC (Yearly Rental Booking) and QxC (Quarterly Rental Booking); v0 calls the first UPFRONT and both rentals RENTAL_BOOKING. So UPFRONT and PxC translate both ways, and RENTAL_BOOKING needs somebody who knows whether the rental is yearly or quarterly.',
    remedy: 'Write the revenue type of the API version in use, or set --api-version.',
    example: 'RENTAL_BOOKING in "Offer revenue type" with --api-version v1, or YxC with v0.',
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
  CELL_REPAIRED: {
    stage: 'cell',
    severity: 'info',
    title: 'The copy holds the value in its right form',
    explanation:
      'With --fix leadferry writes a copy in which cells that can be written in one right way are: codes for labels, names of countries, dates as YYYY-MM-DD, no stray spaces. The meaning of a cell never changes, and the file itself is not touched.',
    remedy: 'Nothing has to be done. Go on with the copy.',
    example: '"Deutschland" in "Customer country" became "Germany".',
  },
} as const satisfies Record<string, IssueEntry>;
