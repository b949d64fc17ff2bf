import { layout3Sheets, type SampleCell, type SampleSheet } from './sample-layouts.ts';
import { sampleLeads } from './sample-leads.ts';

/** One mistake: where it stands, what stands there, and the code that leadferry must find for it. */
export interface PlantedError {
  readonly code: string;
  readonly sheet: 'Leads' | 'Offer lines' | 'Customer contacts';
  /** The row that the spreadsheet shows. */
  readonly row: number;
  readonly header: string;
  /** What is put there; left out where the mistake is what already stands there. */
  readonly put?: SampleCell;
}

const partnerId = '200000000014442';

/** Columns of `Leads` that the other samples do not have: the header, and what all rows hold. */
const extraColumns: readonly (readonly [header: string, cell: SampleCell])[] = [
  ['3DS lead id', null],
  ['Partner id', partnerId],
  ['Campaign code', 'OC2DE17TAQ1C13018'],
  // Both mean the customer's website.
  ['Website URL', null],
  ['Sales region', 'EMEA'],
  ['Created date', null],
  ['', null],
];

/** Every code that a workbook of layout 3 can raise, but for those that a whole column or sheet raises. */
export const plantedErrors: readonly PlantedError[] = [
  { code: 'CLEAR_REFUSED', sheet: 'Leads', row: 2, header: 'Close date', put: '(clear)' },
  { code: 'CELL_ERROR', sheet: 'Leads', row: 4, header: 'Customer city', put: { error: '#N/A' } },
  { code: 'FORMULA_WITHOUT_VALUE', sheet: 'Leads', row: 5, header: 'Lead name', put: { formula: 'A5&"!"' } },
  { code: 'CELL_TYPE_WRONG', sheet: 'Leads', row: 6, header: 'Campaign code', put: { day: '2026-03-01' } },
  { code: 'ID_DAMAGED', sheet: 'Leads', row: 7, header: 'Customer zip code', put: '8.5E+06' },
  { code: 'DATE_INVALID', sheet: 'Leads', row: 8, header: 'Close date', put: '31.11.2026' },
  { code: 'DATE_INVALID', sheet: 'Leads', row: 9, header: 'Close date', put: '2026-02-31' },
  { code: 'DATE_INVALID', sheet: 'Leads', row: 10, header: 'Close date', put: 46387 },
  { code: 'DATE_AMBIGUOUS', sheet: 'Leads', row: 3, header: 'Close date', put: '03/04/2027' },
  { code: 'ENUMERATION_INVALID', sheet: 'Leads', row: 11, header: 'Stage', put: 'Negotiation' },
  { code: 'ENUMERATION_INVALID', sheet: 'Leads', row: 12, header: 'Stage', put: 'QUALIFED' },
  { code: 'CURRENCY_INVALID', sheet: 'Leads', row: 13, header: 'Currency', put: 'Euro' },
  { code: 'CURRENCY_INVALID', sheet: 'Leads', row: 14, header: 'Currency', put: 'eur' },
  { code: 'TEXT_TOO_LONG', sheet: 'Leads', row: 16, header: 'Customer zip code', put: '9'.repeat(300) },
  { code: 'REASON_WON_DEFAULT', sheet: 'Leads', row: 18, header: 'Reasons won', put: null },
  { code: 'REASON_LOST_DEFAULT', sheet: 'Leads', row: 19, header: 'Reasons lost', put: null },
  { code: 'FIELD_MISSING', sheet: 'Leads', row: 20, header: 'Customer country', put: null },
  { code: 'OFFER_MISSING', sheet: 'Leads', row: 21, header: 'Partner lead id' },
  { code: 'PARTNER_OTHER', sheet: 'Leads', row: 23, header: 'Partner id', put: '200000000099999' },
  { code: 'FORECAST_IGNORED', sheet: 'Leads', row: 24, header: 'Forecast category', put: 'COMMIT' },
  { code: 'FORECAST_SET_BY_3DS', sheet: 'Leads', row: 28, header: 'Forecast category', put: 'COMMIT' },
  { code: 'DUPLICATE_ID', sheet: 'Leads', row: 17, header: 'Partner lead id' },
  { code: 'DUPLICATE_ID', sheet: 'Leads', row: 31, header: 'Partner lead id' },
  { code: 'ID_MISSING', sheet: 'Leads', row: 32, header: 'Partner lead id' },
  { code: 'UNCLAIMED_LEAD', sheet: 'Leads', row: 33, header: 'Partner lead id' },
  { code: 'AMOUNT_INVALID', sheet: 'Offer lines', row: 3, header: 'Offer amount', put: '5,150,00' },
  { code: 'AMOUNT_AMBIGUOUS', sheet: 'Offer lines', row: 2, header: 'Offer amount', put: '5.150' },
  {
    code: 'AMOUNT_CURRENCY_DIFFERS',
    sheet: 'Offer lines',
    row: 5,
    header: 'Offer amount',
    put: 'PLN 5150',
  },
  {
    code: 'REVENUE_TYPE_3DS_ONLY',
    sheet: 'Offer lines',
    row: 4,
    header: 'Offer revenue type',
    put: 'SUPPORT_SERVICES',
  },
  { code: 'REVENUE_TYPE_BLOCKED', sheet: 'Offer lines', row: 4, header: 'Offer revenue type' },
  { code: 'ITEM_FIELD_MISSING', sheet: 'Offer lines', row: 9, header: 'Offer id', put: null },
  {
    code: 'RENTAL_DATES_IGNORED',
    sheet: 'Offer lines',
    row: 18,
    header: 'Offer start date',
    put: { day: '2027-03-01' },
  },
  {
    code: 'DATES_REVERSED',
    sheet: 'Offer lines',
    row: 17,
    header: 'Offer end date',
    put: { day: '2026-03-31' },
  },
  { code: 'JOIN_MISSING', sheet: 'Offer lines', row: 58, header: 'Partner lead id' },
  {
    code: 'EMAIL_INVALID',
    sheet: 'Customer contacts',
    row: 14,
    header: 'Contact email',
    put: 'contact.ceramiche-etruria.example',
  },
  {
    code: 'TEXT_DAMAGED',
    sheet: 'Customer contacts',
    row: 15,
    header: 'Contact last name',
    put: 'G\uFFFDell',
  },
  {
    code: 'ITEM_FIELD_MISSING',
    sheet: 'Customer contacts',
    row: 22,
    header: 'Contact first name',
    put: null,
  },
];

/** Codes that a column, a sheet or the file as a whole raises here. */
export const plantedFileIssues = [
  'UNKNOWN_COLUMN',
  'BLANK_HEADER',
  'READ_ONLY_COLUMN',
  'DUPLICATE_COLUMN',
  'COLUMN_MISPLACED',
  'SHEET_IGNORED',
  'DATE_ORDER_UNKNOWN',
  'DECIMAL_UNKNOWN',
  'FORECAST_DEFAULT',
  'OWNER_DEFAULT',
  'OFFER_REPEATED',
  'CATALOGUE_MISSING',
] as const;

/** 30 leads with the planted errors, and a sheet of notes that is none of leads. */
export function errorWorkbook(): readonly SampleSheet[] {
  const sheets = layout3Sheets(sampleLeads(29, 'ERR')).map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => [...row]),
  }));
  const leads = rowsOf(sheets, 'Leads');
  for (const [index, row] of leads.entries())
    row.push(...extraColumns.map(([header, cell]) => (index === 0 ? header : cell)));
  addRows(sheets);
  for (const { sheet, row, header, put } of plantedErrors) {
    if (put !== undefined) putCell(rowsOf(sheets, sheet), { row, header, put });
  }
  // A note in the column that has no header.
  leads[6]?.splice(-1, 1, 'call again');
  return [
    ...sheets,
    {
      name: 'Notes',
      rows: [
        ['Who', 'What'],
        ['Anna', 'Asks for the close dates again'],
      ],
    },
  ];
}

/** Rows that are mistakes as a whole, and one whose offers are missing. */
function addRows(sheets: readonly { readonly name: string; rows: SampleCell[][] }[]): void {
  const leads = rowsOf(sheets, 'Leads');
  const width = leads[0]?.length ?? 0;
  const blankRow = (cells: Readonly<Record<number, SampleCell>>) =>
    Array.from({ length: width }, (_, index) => cells[index] ?? null);
  const repeated = leads[16];
  if (repeated !== undefined) leads.push([...repeated]);
  const dsId = width - extraColumns.length;
  leads.push(
    blankRow({ 1: 'Lead without an id' }),
    blankRow({ 1: 'Lead of 3DS marketing', [dsId]: 'QK7P-2ZT9MA' }),
  );
  const offers = sheets.find((sheet) => sheet.name === 'Offer lines');
  if (offers === undefined) return;
  for (const row of offers.rows) row.push(row === offers.rows[0] ? 'Currency' : null);
  offers.rows = offers.rows.filter((row) => row[0] !== 'ERR-2020');
  const last = offers.rows.at(-1);
  if (last !== undefined) offers.rows.push([...last], ['ERR-9999', ...last.slice(1)]);
}

function rowsOf(
  sheets: readonly { readonly name: string; readonly rows: SampleCell[][] }[],
  name: string,
): SampleCell[][] {
  const sheet = sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) throw new Error(`there is no sheet ${name}`);
  return sheet.rows;
}

function putCell(
  rows: SampleCell[][],
  { row, header, put }: { row: number; header: string; put: SampleCell },
): void {
  const column = rows[0]?.indexOf(header) ?? -1;
  const cells = rows[row - 1];
  if (cells === undefined || column < 0) throw new Error(`there is no row ${row} with a column ${header}`);
  cells[column] = put;
}
