/** What a sheet holds in one cell: text, or what only a workbook can hold. */
export type MadeCell =
  | string
  | { readonly formula: string; readonly result?: string }
  | { readonly error: string }
  | boolean;

type Cells = Readonly<Record<string, MadeCell>>;

export interface MadeSheet {
  readonly name?: string;
  readonly rows: readonly (readonly MadeCell[])[];
  readonly hiddenColumns?: readonly number[];
}

interface MadeIssue {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** A golden sheet of one issue code; see test/golden/issue-codes.test.ts. */
export interface IssueCase {
  readonly code: string;
  readonly title: string;
  readonly flags?: readonly string[];
  /** Other files of the case, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** A CSV file by its text or bytes, or a workbook by its sheets; with semicolons where it is one sheet without a name. */
  readonly input: string | Buffer | readonly MadeSheet[];
  readonly issue: MadeIssue;
  /** Where it is raised a second time: the row that it is compared with. */
  readonly again?: MadeIssue;
  readonly with?: readonly string[];
}

const companies = [
  ['Bergmann Anlagenbau', 'Stockach'],
  ['Talbach Werke', 'Ulm'],
  ['Nordlicht Schiffbau', 'Kiel'],
  ['Auwald Getriebe', 'Leipzig'],
] as const;
const names = ['Pump line', 'Press shop', 'Hull design', 'Gear test bench'];
const offerIds = ['CLASS00002_ONPR_PRTF077_SOL001277', 'CLASS00002_ONPR_PRTF077_SOL001281'] as const;

/** A new lead with nothing to say about it; each row is of another customer. */
function lead(row: number, given: Cells = {}): Record<string, MadeCell> {
  const [company = '', city = ''] = companies[row] ?? [];
  return {
    'Partner lead id': `A-${row + 1}`,
    'Lead name': names[row] ?? '',
    Stage: 'VALIDATED',
    'Close date': '2027-03-31',
    Currency: 'EUR',
    '3DS owner email': 'owner@example.com',
    'Customer name': company,
    'Customer city': city,
    'Customer country': 'Germany',
    'Offer 1 id': offerIds[row % 2] ?? '',
    'Forecast category': 'UPSIDE',
    ...given,
  };
}

/** A sheet of leads, with what each row has beside or instead of the usual. */
function leads(...given: readonly Cells[]): readonly MadeSheet[] {
  return [table(given.map((cells, row) => lead(row, cells)))];
}

function table(rows: readonly Cells[], name?: string): MadeSheet {
  const headers = [...new Set(rows.flatMap((cells) => Object.keys(cells)))];
  const body = rows.map((cells) => headers.map((header) => cells[header] ?? ''));
  return { ...(name === undefined ? {} : { name }), rows: [headers, ...body] };
}

/** The text of a CSV file of two leads and a third one, which is given as text. */
function csv(third: string): string {
  const { rows } = table([lead(0), lead(1)]);
  return `${rows.map((cells) => cells.join(';')).join('\n')}\n${third}\n`;
}

function workbookLeads(rows: readonly Cells[], name = 'Leads'): MadeSheet {
  return table(
    rows.map((cells, row) => lead(row, cells)),
    name,
  );
}

const third = Object.values(lead(2)).join(';');

const columns: readonly IssueCase[] = [
  {
    code: 'UNKNOWN_COLUMN',
    title: 'a header that means no field is told, a known one beside it is not',
    input: leads({ 'Sales region': 'South', Description: 'x' }, { 'Sales region': 'North' }),
    issue: { row: 1, column: 'L', severity: 'warning' },
  },
  {
    code: 'DUPLICATE_COLUMN',
    title: 'two headers for one field are told once, two headers of two fields are not',
    input: leads({ Description: 'x', description: 'y', 'Next milestone date': '2026-12-31' }, {}),
    issue: { row: 1, column: 'M', severity: 'error' },
  },
  {
    code: 'COLUMN_MISSING',
    title: 'a sheet without the id is told once, however many rows it has',
    flags: ['--mode', 'update'],
    input: 'Lead name;Stage\nPump line;VALIDATED\nPress shop;VALIDATED\n',
    issue: { row: 1, severity: 'error' },
  },
  {
    code: 'COLUMN_MISPLACED',
    title: 'the currency does not belong into the sheet of offer lines, the amount does',
    input: [
      table([without(lead(0), 'Offer 1 id'), without(lead(1), 'Offer 1 id')], 'Leads'),
      table(
        [0, 1].map((row) => ({
          'Partner lead id': `A-${row + 1}`,
          'Offer id': offerIds[row] ?? '',
          'Offer amount': '13800',
          Currency: 'EUR',
        })),
        'Offer lines',
      ),
    ],
    issue: { sheet: 'Offer lines', row: 1, column: 'D', severity: 'warning' },
  },
  {
    code: 'LAYOUT_MIXED',
    title: 'an amount without a number stands beside numbered offers',
    input: leads({ 'Offer amount': '5000', 'Offer 1 currency note': '' }, { 'Offer amount': '7000' }),
    issue: { row: 1, column: 'L', severity: 'error' },
    with: ['UNKNOWN_COLUMN'],
  },
  {
    code: 'BLANK_HEADER',
    title: 'values below no header are told once at the first, an empty column is not',
    input: leads({ '': 'x', Description: 'z' }, { '': 'y' }),
    issue: { row: 2, column: 'L', severity: 'warning' },
  },
  {
    code: 'READ_ONLY_COLUMN',
    title: 'a column that only 3DS fills is information, one that it takes is nothing',
    input: leads({ 'Created date': '2026-01-31T10:00:00.000Z', Description: 'x' }, {}),
    issue: { row: 1, column: 'L', severity: 'info' },
  },
  {
    code: 'FIELD_NOT_IN_VERSION',
    title: 'v0 has no start date of offers, but their amount',
    flags: ['--api-version', 'v0'],
    input: leads(
      { 'Offer 1 amount': '13800', 'Offer 1 start date': '2027-04-01' },
      { 'Offer 1 amount': '9000' },
    ),
    issue: { row: 1, column: 'M', severity: 'warning' },
  },
  {
    code: 'SHEET_IGNORED',
    title: 'a sheet of notes is told, the sheet of leads is read',
    input: [workbookLeads([{}, {}]), { name: 'Notes', rows: [['Text'], ['Call on Monday']] }],
    issue: { sheet: 'Notes', severity: 'info' },
  },
  {
    code: 'HEADER_FOUND_BELOW',
    title: 'a title above the header is told and no lead',
    input: `Leads of the quarter\n${csv(third)}`,
    issue: { row: 2, severity: 'info' },
  },
  {
    code: 'HIDDEN_DATA',
    title: 'a hidden column is read and told, a narrow one is not',
    input: [{ ...workbookLeads([{}, {}]), hiddenColumns: [1] }],
    issue: { sheet: 'Leads', severity: 'info' },
  },
];

const mappings: readonly IssueCase[] = [
  {
    code: 'MAPPING_COLUMN_GONE',
    title: 'the mapping names a column that the sheet lost, and one that it has',
    flags: ['--mapping', './mapping.yaml'],
    files: {
      'mapping.yaml': 'columns:\n  Notes: leadOpportunity.description\n  Lead name: leadOpportunity.name\n',
    },
    input: leads({}, {}),
    issue: { row: 1, severity: 'warning' },
  },
  {
    code: 'MAPPING_COLUMN_NEW',
    title: 'a column came after the mapping was written',
    flags: ['--mapping', './mapping.yaml'],
    files: { 'mapping.yaml': seen(Object.keys(lead(0))) },
    input: leads({ Description: 'x' }, {}),
    issue: { row: 1, severity: 'info' },
  },
  {
    code: 'MAPPING_COLUMN_MOVED',
    title: 'two columns changed places',
    flags: ['--mapping', './mapping.yaml'],
    files: { 'mapping.yaml': seen(['Lead name', 'Partner lead id', ...Object.keys(lead(0)).slice(2)]) },
    input: leads({}, {}),
    issue: { row: 1, severity: 'info' },
  },
  {
    code: 'MAPPING_OVERRULES',
    title: 'a constant of the mapping fills what a column means as well',
    flags: ['--mapping', './mapping.yaml'],
    files: { 'mapping.yaml': 'constants:\n  leadOpportunity.currency: EUR\n' },
    input: leads({}, {}),
    issue: { row: 1, severity: 'info' },
  },
  {
    code: 'VALUES_UNCONFIRMED',
    title: 'proposed stages wait for a word, confirmed categories do not',
    flags: ['--mapping', './mapping.yaml'],
    files: {
      'mapping.yaml': [
        'values:',
        '  leadOpportunity.status:',
        '    confirm: false',
        '    map:',
        '      Negotiation: ESTABLISHED',
        '  leadOpportunity.forecastCategory:',
        '    Likely: COMMIT',
        '',
      ].join('\n'),
    },
    input: leads({ 'Forecast category': 'Likely' }, { 'Forecast category': 'UPSIDE' }),
    issue: { row: 1, severity: 'warning' },
  },
  {
    code: 'PRESET_UNFIT',
    title: 'the preset of another CRM does not fit',
    flags: ['--preset', 'pipedrive'],
    input: leads({}, {}),
    issue: { row: 1, severity: 'warning' },
  },
];

const files: readonly IssueCase[] = [
  {
    code: 'FOOTER_SKIPPED',
    title: 'a total below the leads is no lead, a lead named Total is one',
    input: `${csv(third.replace('Hull design', 'Total'))}Grand total\n`,
    issue: { row: 5, severity: 'info' },
  },
  {
    code: 'HEADER_REPEATED',
    title: 'the header among the leads is no lead',
    input: csv(`${Object.keys(lead(0)).join(';')}\n${third}`),
    issue: { row: 4, severity: 'info' },
  },
  {
    code: 'ROW_TOO_LONG',
    title: 'a row with a cell too many is not sent, blank cells at the end are nothing',
    input: csv(`${third};Berlin`).replace('\nA-2', ';;\nA-2'),
    issue: { row: 4, column: 'L', severity: 'error' },
  },
  {
    code: 'ROW_TOO_SHORT',
    title: 'a row that ends early is not sent',
    input: csv(third.split(';').slice(0, 10).join(';')),
    issue: { row: 4, column: 'K', severity: 'error' },
  },
  {
    code: 'QUOTE_UNCLOSED',
    title: 'a quote that opens a cell has to be closed, one inside a text is text',
    input: csv(third.replace('Hull design', '"Hull design')).replace('Press shop', 'Press 3" shop'),
    issue: { row: 4, severity: 'error' },
  },
  {
    code: 'QUOTE_MISPLACED',
    title: 'text behind a closing quote, and a doubled quote that is right',
    input: csv(third.replace('Hull design', '"Hull "large" design"')).replace(
      'Press shop',
      '"Press ""A"" shop"',
    ),
    issue: { row: 4, column: 'B', severity: 'error' },
  },
  {
    code: 'TEXT_NUL',
    title: 'a NUL byte in one cell',
    input: csv(third.replace('Hull', 'Hu\0ll')),
    issue: { row: 4, column: 'B', severity: 'error' },
  },
  {
    code: 'RECORD_TOO_LONG',
    title: 'a description beyond the limit of a cell, and one within it',
    flags: ['--limit', 'maxCellCharacters=500'],
    input: leads({ Description: 'x'.repeat(501) }, { Description: 'x'.repeat(500) }),
    issue: { row: 2, severity: 'error' },
  },
  {
    code: 'BYTES_UNDECODABLE',
    title: 'one byte that is no character of UTF-8 beside a letter that is',
    input: Buffer.concat([
      Buffer.from(csv(third.replace('Hull design', 'Schiff für Nord')).trimEnd()),
      Buffer.from([0xfc, 0x0a]),
    ]),
    issue: { row: 4, column: 'K', severity: 'error' },
  },
  {
    code: 'CHARSET_GUESSED',
    title: 'a file of an older Excel',
    input: Buffer.from(csv(third.replace('Hull design', 'Größe für Überseeschiffe')), 'latin1'),
    issue: { severity: 'warning' },
  },
];

const cells: readonly IssueCase[] = [
  cell('CLEAR_REFUSED', 'Close date', { wrong: '(clear)', right: '2027-03-31' }),
  workbookCell('CELL_ERROR', 'Customer city', { wrong: { error: '#N/A' }, right: 'Nagold' }),
  workbookCell('FORMULA_WITHOUT_VALUE', 'Lead name', {
    wrong: { formula: 'A2' },
    right: { formula: 'A3', result: 'Press shop' },
  }),
  workbookCell('CELL_TYPE_WRONG', 'Lead name', { wrong: true, right: 'TRUE' }),
  cell('ID_DAMAGED', 'Offer 1 id', { wrong: '2E+14', right: 'SOL2E14' }),
  cell('DATE_INVALID', 'Close date', { wrong: '31.02.2027', right: '28.02.2027' }),
  {
    ...cell('DATE_AMBIGUOUS', 'Close date', { wrong: '03/04/2027', right: '2027-03-31' }),
    with: ['DATE_ORDER_UNKNOWN'],
  },
  {
    ...cell('DATE_ORDER_UNKNOWN', 'Close date', { wrong: '03/04/2027', right: '04/04/2027' }),
    issue: { row: 1, column: 'D', severity: 'error' },
    with: ['DATE_AMBIGUOUS'],
  },
  {
    code: 'DATE_ORDER_MIXED',
    title: 'one row proves day first and one month first',
    input: leads({ 'Close date': '31/03/2027' }, { 'Close date': '03/31/2027' }),
    issue: { row: 1, column: 'D', severity: 'error' },
  },
  cell('AMOUNT_INVALID', 'Offer 1 amount', { wrong: '9,0,0', right: '9000.50' }),
  {
    ...cell('AMOUNT_AMBIGUOUS', 'Offer 1 amount', { wrong: '1.500', right: '1500' }),
    with: ['DECIMAL_UNKNOWN'],
  },
  {
    ...cell('DECIMAL_UNKNOWN', 'Offer 1 amount', { wrong: '1.500', right: '1500' }),
    issue: { row: 1, column: 'L', severity: 'error' },
    with: ['AMOUNT_AMBIGUOUS'],
  },
  {
    code: 'DECIMAL_MIXED',
    title: 'one row proves the comma and one the point',
    input: leads({ 'Offer 1 amount': '1.500,75' }, { 'Offer 1 amount': '1,500.75' }),
    issue: { row: 1, column: 'L', severity: 'error' },
  },
  cell('AMOUNT_CURRENCY_DIFFERS', 'Offer 1 amount', { wrong: '$ 1200', right: '€ 1200' }),
  cell('ENUMERATION_INVALID', 'Stage', { wrong: 'Negotiation', right: '-2 Validated' }),
  cell('CURRENCY_INVALID', 'Currency', { wrong: 'Euro', right: 'EUR' }),
  cell('TEXT_DAMAGED', 'Customer city', { wrong: 'K\u{fffd}ln', right: 'Köln' }),
  cell('TEXT_TOO_LONG', 'Offer 1 id', { wrong: 'x'.repeat(256), right: 'x'.repeat(255) }),
  {
    ...cell('REVENUE_TYPE_3DS_ONLY', 'Offer 1 revenue type', { wrong: 'SUPPORT_SERVICES', right: 'YxC' }),
    flags: ['--mode', 'update'],
    issue: { row: 2, column: 'L', severity: 'info' },
  },
];

const repairs: readonly IssueCase[] = [
  {
    code: 'CELL_REPAIRED',
    title: 'a label becomes its code in the copy; a code stays',
    flags: ['--fix', '{temp}/fixed.csv'],
    input: leads({ Stage: '-2 Validated' }, {}),
    issue: { row: 2, column: 'C', severity: 'info' },
  },
];

const rows: readonly IssueCase[] = [
  {
    code: 'ID_MISSING',
    title: 'a row without an id makes no lead',
    input: leads({ 'Partner lead id': ' ' }, {}),
    issue: { row: 2, column: 'A', severity: 'error' },
  },
  {
    code: 'DUPLICATE_ID',
    title: 'the same id in two rows with another between them; ids that differ in case are two',
    input: leads({}, { 'Partner lead id': 'a-1' }, { 'Partner lead id': 'A-1' }),
    issue: { row: 2, column: 'A', severity: 'error' },
    again: { row: 4, column: 'A', severity: 'error' },
  },
  {
    code: 'UNCLAIMED_LEAD',
    title: 'a 3DS id without an id of the CRM, and one with both',
    input: leads({ 'Partner lead id': '', '3DS lead id': 'QK7P-2ZT9MA' }, { '3DS lead id': 'QK7P-2ZT9MB' }),
    issue: { row: 2, column: 'A', severity: 'warning' },
  },
  {
    code: 'JOIN_MISSING',
    title: 'an offer line of a lead that is not in the workbook',
    input: [
      table([without(lead(0), 'Offer 1 id'), without(lead(1), 'Offer 1 id')], 'Leads'),
      table(
        ['A-1', 'A-2', 'A-7'].map((id) => ({ 'Partner lead id': id, 'Offer id': offerIds[0] })),
        'Offer lines',
      ),
    ],
    issue: { sheet: 'Offer lines', row: 4, column: 'A', severity: 'error' },
  },
  {
    code: 'VALUES_DIFFER',
    title: 'the second row of a lead has another close date; the same again is nothing',
    input: lines({ 'Close date': '2027-04-30' }, { 'Close date': '2027-03-31' }),
    issue: { row: 3, column: 'D', severity: 'error' },
  },
];

const wholeLeads: readonly IssueCase[] = [
  cell('FIELD_MISSING', 'Customer city', { wrong: '', right: 'Ulm' }),
  {
    code: 'CUSTOMER_PARTIAL',
    title: 'an update with a customer without its city, and one with none of it',
    flags: ['--mode', 'update'],
    input: leads(
      { 'Customer city': '' },
      { 'Customer name': '', 'Customer city': '', 'Customer country': '' },
    ),
    issue: { row: 2, column: 'H', severity: 'warning' },
  },
  {
    code: 'OFFER_MISSING',
    title: 'a new lead without an offer, and one with a second offer only',
    input: leads({ 'Offer 1 id': '' }, { 'Offer 1 id': '', 'Offer 2 id': offerIds[0] }),
    issue: { row: 2, severity: 'error' },
  },
  {
    code: 'ITEM_FIELD_MISSING',
    title: 'a contact without an address, and one that is blank',
    input: leads(
      { 'Contact 1 first name': 'Anna', 'Contact 1 last name': 'Roth', 'Contact 1 email': '' },
      { 'Contact 1 first name': '', 'Contact 1 last name': '', 'Contact 1 email': '' },
    ),
    issue: { row: 2, column: 'N', severity: 'error' },
  },
  cell('PARTNER_OTHER', 'Partner id', { wrong: '200000000001235', right: '200000000001234' }),
  {
    code: 'FORECAST_IGNORED',
    title: 'a forecast category of a lead, and one of an opportunity',
    input: leads(
      { Stage: 'QUALIFIED', 'Forecast category': 'COMMIT' },
      { Stage: 'OPPY_OPEN', 'Forecast category': 'COMMIT' },
    ),
    issue: { row: 2, column: 'K', severity: 'warning' },
  },
  {
    code: 'FORECAST_SET_BY_3DS',
    title: 'a lost opportunity that is forecast as won, and one as lost',
    input: leads(
      { Stage: 'LOST', 'Close date': '2026-10-30', 'Reasons lost': 'FUNC_GAP', 'Forecast category': 'WON' },
      { Stage: 'LOST', 'Close date': '2026-10-30', 'Reasons lost': 'FUNC_GAP', 'Forecast category': 'LOST' },
    ),
    issue: { row: 2, column: 'K', severity: 'warning' },
  },
  {
    code: 'RENTAL_DATES_IGNORED',
    title: 'an end date of an upfront line, and one of a rental',
    input: leads(
      { 'Offer 1 revenue type': 'PxC', 'Offer 1 end date': '2028-03-31' },
      { 'Offer 1 revenue type': 'YxC', 'Offer 1 end date': '2028-03-31' },
    ),
    issue: { row: 2, column: 'M', severity: 'warning' },
  },
  {
    code: 'DATES_REVERSED',
    title: 'a rental that ends before it starts, and one that ends on the day',
    input: leads(rental('2027-04-02', '2027-04-01'), rental('2027-04-01', '2027-04-01')),
    issue: { row: 2, column: 'N', severity: 'error' },
  },
  {
    code: 'OFFER_REPEATED',
    title: 'the same line twice, and the same product with another amount',
    input: leads(
      { 'Offer 1 amount': '13800', 'Offer 2 id': offerIds[0], 'Offer 2 amount': '13800' },
      { 'Offer 1 amount': '13800', 'Offer 2 id': offerIds[1], 'Offer 2 amount': '9000' },
    ),
    issue: { row: 2, column: 'M', severity: 'warning' },
  },
  {
    code: 'FORECAST_UNFIT',
    title: 'an open opportunity that is forecast as won, and one as a long shot',
    input: leads({ 'Forecast category': 'Won' }, { 'Forecast category': 'Longshot' }),
    issue: { row: 2, column: 'K', severity: 'warning' },
  },
  {
    code: 'FORECAST_DEFAULT',
    title: 'an opportunity without a forecast category, a lead without one, and an opportunity with one',
    input: leads(
      { 'Forecast category': 'EMPTY' },
      { Stage: 'ACCEPTED', 'Forecast category': '' },
      { 'Forecast category': 'SAFE' },
    ),
    issue: { severity: 'info' },
  },
  {
    code: 'REASON_MISPLACED',
    title: 'a reason lost of an open opportunity, EMPTY there, and a reason lost of a lost one',
    input: leads(
      { 'Reasons lost': 'Functional gap' },
      { 'Reasons lost': 'EMPTY' },
      {
        Stage: 'LOST',
        'Close date': '2026-10-30',
        'Forecast category': '',
        'Reasons lost': 'Functional gap',
      },
    ),
    issue: { row: 2, column: 'L', severity: 'warning' },
  },
  {
    code: 'REVENUE_TYPE_OTHER_VERSION',
    title: 'the rental of v0 sent by v1, and the Upfront that both versions know',
    input: leads({ 'Offer 1 revenue type': 'Rental Booking' }, { 'Offer 1 revenue type': 'UPFRONT' }),
    issue: { row: 2, column: 'L', severity: 'error' },
  },
  {
    code: 'REASON_WON_DEFAULT',
    title: 'a new won lead without a reason, and one with one',
    input: leads(
      { Stage: 'WON', 'Close date': '2026-10-30', 'Forecast category': 'WON' },
      {
        Stage: 'WON',
        'Close date': '2026-10-30',
        'Forecast category': 'WON',
        'Reasons won': 'LWR_IMPL_COST',
      },
    ),
    issue: { severity: 'warning' },
  },
  {
    code: 'REASON_LOST_DEFAULT',
    title: 'a new lost lead without a reason, and one with one',
    input: leads(
      { Stage: 'LOST', 'Close date': '2026-10-30', 'Forecast category': 'LOST' },
      { Stage: 'LOST', 'Close date': '2026-10-30', 'Forecast category': 'LOST', 'Reasons lost': 'FUNC_GAP' },
    ),
    issue: { severity: 'warning' },
  },
  {
    code: 'OWNER_DEFAULT',
    title: 'a new lead without an owner, and one with one',
    input: leads({ '3DS owner email': '' }, {}),
    issue: { severity: 'info' },
  },
];

export const issueCases: readonly IssueCase[] = [
  ...columns,
  ...mappings,
  ...files,
  ...cells,
  ...repairs,
  ...rows,
  ...wholeLeads,
];

function cell(
  code: string,
  header: string,
  { wrong, right }: { wrong: MadeCell; right: MadeCell },
): IssueCase {
  const usual = Object.keys(lead(0));
  const at = usual.includes(header) ? usual.indexOf(header) : usual.length;
  return {
    code,
    title: `"${header}": ${short(wrong)} is told, ${short(right)} is not`,
    input: leads({ [header]: wrong }, { [header]: right }),
    issue: { row: 2, column: String.fromCharCode(65 + at), severity: 'error' },
  };
}

function workbookCell(code: string, header: string, values: { wrong: MadeCell; right: MadeCell }): IssueCase {
  const made = cell(code, header, values);
  return {
    ...made,
    input: [workbookLeads([{ [header]: values.wrong }, { [header]: values.right }])],
    issue: { sheet: 'Leads', ...made.issue },
  };
}

function short(value: MadeCell): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text);
}

function seen(headers: readonly string[]): string {
  return `seen:\n${headers.map((header) => `  - ${header}\n`).join('')}`;
}

function rental(from: string, to: string): Cells {
  return { 'Offer 1 revenue type': 'YxC', 'Offer 1 start date': from, 'Offer 1 end date': to };
}

function without(cells: Cells, header: string): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([name]) => name !== header));
}

/** Two leads in layout 2, each with a second row of its own. */
function lines(...second: readonly Cells[]): readonly MadeSheet[] {
  const rows = second.flatMap((cells, row) => {
    const first = { ...without(lead(row), 'Offer 1 id'), 'Offer id': offerIds[0] };
    return [first, { 'Partner lead id': `A-${row + 1}`, 'Offer id': offerIds[1], ...cells }];
  });
  return [table(rows)];
}
