/** A golden case of a header: what the file holds and what is read of it. */
export interface HeaderCase {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly flags?: readonly string[];
  /** The lines of the file, cells parted by semicolons. */
  readonly lines: readonly string[];
  /** Makes a workbook of it, with these cells merged. */
  readonly merges?: readonly string[];
  readonly header: { readonly row: number; readonly texts: readonly string[] };
  readonly fields?: readonly (string | null)[];
  /** Codes of what is said of the file. */
  readonly notes?: readonly string[];
  /** The rows below the header, with the code of their issue. */
  readonly rows?: readonly (number | readonly [number, string])[];
  readonly error?: { readonly code: string; readonly message: string };
}

const names = 'Partner lead id;Lead name;Stage;Close date';
const texts = names.split(';');
const first = 'A-1;Pump line;WON;2026-09-30';
const second = 'A-2;Press shop;LOST;2026-10-31';
const leads = [
  ...[first, second],
  ...['A-3;Mill;QUALIFIED;2026-11-30', 'A-4;Foundry;WON;2026-12-31', 'A-5;Paint shop;WON;2027-01-31'],
  ...['A-6;Test bench;LOST;2027-02-28', 'A-7;Body shop;WON;2027-03-31', 'A-8;Assembly;WON;2027-04-30'],
];
const unknown = { code: 'HEADER_ROW_UNKNOWN' } as const;

function below(name: string, title: string, above: readonly string[]): HeaderCase {
  const row = above.length + 1;
  return {
    name,
    title: `the header is found ${title}`,
    lines: [...above, names, ...leads],
    header: { row, texts },
    notes: above.some((line) => line !== '') ? ['HEADER_FOUND_BELOW'] : [],
    rows: leads.map((_, index) => row + 1 + index),
  };
}

function footer(name: string, title: string, lines: readonly string[]): HeaderCase {
  return {
    name,
    title: `${title} below the leads is told and no lead`,
    lines: [names, first, second, ...lines],
    header: { row: 1, texts },
    rows: [
      2,
      3,
      ...lines.flatMap((line, index) => (line === '' ? [] : [[index + 4, 'FOOTER_SKIPPED'] as const])),
    ],
  };
}

function noFooter(name: string, title: string, lines: readonly string[]): HeaderCase {
  return {
    name,
    title: `${title} is read as a row of leads`,
    lines: [names, first, ...lines],
    header: { row: 1, texts },
    rows: [2, ...lines.map((_, index) => index + 3)],
  };
}

const salesforce = [
  'Opportunity Report;;;',
  'As of 2026-11-21 10:00:00 Central European Standard Time/CET;;;',
  'Filtered By;;;',
  '   Show: All opportunities;;;',
  '   Stage equals Closed Won, Negotiation;;;',
  '',
];

const placed: readonly HeaderCase[] = [
  below('first-row', 'in the first row', []),
  below('blank-lines', 'below blank lines', ['', '', '']),
  below('title', 'below a title', ['Leads of the third quarter']),
  below('title-and-blank', 'below a title and a blank line', ['Leads of the third quarter', '']),
  below('logo-and-company', 'below a logo and the name of a company', [
    '',
    '',
    '',
    'Bergmann Anlagenbau GmbH',
    '',
  ]),
  below('salesforce', 'below the preamble of a Salesforce report', salesforce),
  below('salesforce-de', 'below the preamble of a German Salesforce report', [
    'Opportunity-Bericht',
    'Stand 21.11.2026 10:00:00',
    'Gefiltert nach',
    '   Anzeigen: Alle Opportunities',
    '',
  ]),
  below('salesforce-ja', 'below the preamble of a Japanese Salesforce report', [
    '商談レポート',
    '現在 2026/11/21',
    '検索条件',
    '   フェーズ 次の文字列と一致する 成立',
    '',
  ]),
  below('dynamics', 'below the lines of a Dynamics 365 report', [
    'Report: Open opportunities',
    'Generated on: 2026-11-21',
    'Filter: Owner equals current user',
  ]),
  below('sap', 'below the key and value pairs of an SAP list', [
    'User:;BERGMANN',
    'Date:;21.11.2026',
    'Client:;100',
    '',
  ]),
  below('filters-in-columns', 'below filters that name known columns', [
    'Stage;equals;Won',
    'Close date;before;2026-12-31',
    '',
  ]),
  below('six-lines', 'below six lines of notes', [
    'Leads',
    'Made for the monthly meeting',
    'Ask Jo Bergmann about blank dates',
    'Do not sort',
    'Version 3',
    'Units in thousand EUR',
  ]),
];

const ends: readonly HeaderCase[] = [
  footer('grand-total', 'a grand total', ['Grand total;;;13800']),
  footer('grand-totals-count', 'a grand total with its count', ['Grand Totals (2 records);;;']),
  footer('total-german', 'a German total', ['Gesamtsumme;;;13.800,00']),
  footer('total-french', 'a French total', ['Somme;;;13 800,00']),
  footer('total-japanese', 'a Japanese total', ['総計;;;13800']),
  footer('record-count', 'a count of records', ['Records: 2']),
  footer('record-count-cells', 'a count of records in two cells', ['Records:;2']),
  footer('copyright', 'a copyright line', ['', 'Copyright (c) 2026 Example Inc. All rights reserved.']),
  footer('confidential', 'a confidentiality line', ['', 'Confidential Information - Do Not Distribute']),
  footer('generated-by', 'a line that says who made it', ['Generated By: Jo Bergmann 2026-11-21 10:00']),
  footer('dashes', 'a line of dashes', ['--------------------']),
  footer('dashes-in-cells', 'dashes in every cell', ['-----;-----;-----;-----', 'Total;;;2']),
  footer('salesforce-end', 'the end of a Salesforce report', [
    '',
    'Opportunity Report',
    'Copyright (c) 2026 Example Inc. All rights reserved.',
    'Confidential Information - Do Not Distribute',
    'Generated By: Jo Bergmann',
    'Bergmann GmbH',
  ]),
];

const kept: readonly HeaderCase[] = [
  noFooter('lead-named-total', 'a last lead whose id is Total', ['Total;Pump line;WON;2026-09-30']),
  noFooter('lead-confidential', 'a last lead whose name is confidential', [
    'A-9;Confidential project;WON;2026-09-30',
  ]),
  noFooter('id-alone', 'a last row with nothing but an id', ['A-9;;;']),
  noFooter('subtotal', 'a subtotal', ['Subtotal;;;13800']),
  noFooter('total-inside', 'a total among the leads', ['Total;;;13800', second]),
  {
    name: 'header-repeated',
    title: 'the header once more among the leads is told and no lead',
    lines: [names, first, names, second],
    header: { row: 1, texts },
    rows: [2, [3, 'HEADER_REPEATED'], 4],
  },
  {
    name: 'header-repeated-below',
    title: 'an export put below another one with its title keeps its title as a row',
    lines: ['Leads', names, first, names, second, 'Total'],
    header: { row: 2, texts },
    notes: ['HEADER_FOUND_BELOW'],
    rows: [3, [4, 'HEADER_REPEATED'], 5, [6, 'FOOTER_SKIPPED']],
  },
];

const shapes: readonly HeaderCase[] = [
  {
    name: 'duplicate-headers',
    title: 'two columns of one name keep their places and are refused',
    lines: ['Leads', 'Partner lead id;Stage;Stage;Close date', 'A-1;WON;LOST;2026-09-30'],
    header: { row: 2, texts: ['Partner lead id', 'Stage', 'Stage', 'Close date'] },
    notes: ['HEADER_FOUND_BELOW', 'DUPLICATE_COLUMN'],
    rows: [3],
  },
  {
    name: 'blank-header',
    title: 'a column without a name keeps its place',
    lines: ['Leads', 'Partner lead id;;Stage', 'A-1;x;WON'],
    header: { row: 2, texts: ['Partner lead id', '', 'Stage'] },
    fields: ['leadOpportunity.partnerLeadOpportunityId', null, 'leadOpportunity.status'],
    notes: ['HEADER_FOUND_BELOW'],
    rows: [3],
  },
  {
    name: 'header-only',
    title: 'a header without any row below it is found below a title',
    flags: ['--delimiter', ';'],
    lines: ['Leads', '', names],
    header: { row: 3, texts },
    notes: ['HEADER_FOUND_BELOW'],
  },
  {
    name: 'two-lines-csv',
    title: 'groups above fields in a CSV file are joined up to the next group',
    lines: ['Lead;;Offer 1;;Offer 2;', 'id;Stage;id;amount;id;amount', 'A-1;WON;X;5;Y;6'],
    header: {
      row: 2,
      texts: ['Lead id', 'Stage', 'Offer 1 id', 'Offer 1 amount', 'Offer 2 id', 'Offer 2 amount'],
    },
    fields: [
      'leadOpportunity.partnerLeadOpportunityId',
      'leadOpportunity.status',
      'offerLines.1.offerNameId',
      'offerLines.1.amount',
      'offerLines.2.offerNameId',
      'offerLines.2.amount',
    ],
    rows: [3],
  },
  {
    name: 'two-lines-blank',
    title: 'names of the upper line count where the lower one is blank',
    lines: ['Report', 'Partner lead id;Stage;Offer 1;', ';;id;amount', 'A-1;WON;X;5'],
    header: { row: 3, texts: ['Partner lead id', 'Stage', 'Offer 1 id', 'Offer 1 amount'] },
    notes: ['HEADER_FOUND_BELOW'],
    rows: [4],
  },
  {
    name: 'groups-without-meaning',
    title: 'groups that make no name better known are passed over',
    lines: ['Sales;;Dates', 'Partner lead id;Stage;Close date', 'A-1;WON;2026-09-30'],
    header: { row: 2, texts: ['Partner lead id', 'Stage', 'Close date'] },
    notes: ['HEADER_FOUND_BELOW'],
    rows: [3],
  },
];

const asked: readonly HeaderCase[] = [
  {
    name: 'header-row',
    title: '--header-row overrules what would be found',
    flags: ['--header-row', '3'],
    lines: [names, first, 'Lead id;Name;Status;Closing date', second],
    header: { row: 3, texts: ['Lead id', 'Name', 'Status', 'Closing date'] },
    rows: [4],
  },
  {
    name: 'header-row-blank',
    title: '--header-row with a blank row is refused',
    flags: ['--header-row', '2'],
    lines: ['Leads', '', names, first],
    header: { row: 0, texts: [] },
    error: { ...unknown, message: '/expected the header in row 2, but that row is blank/' },
  },
  {
    name: 'header-row-beyond',
    title: '--header-row below the last row is refused',
    flags: ['--header-row', '9'],
    lines: [names, first],
    header: { row: 0, texts: [] },
    error: {
      ...unknown,
      message: '/expected the header in row 9, but there is no text in that row; rows 1 to 2/',
    },
  },
];

const workbooks: readonly HeaderCase[] = [
  {
    ...below('xlsx-title-merged', 'below a title that is merged over the table', [
      'Leads of the third quarter',
      '',
    ]),
    merges: ['A1:D1'],
  },
  {
    name: 'xlsx-groups-merged',
    title: 'groups of a workbook are joined as far as they are merged',
    lines: [
      'Customer;;Offer 1;;Remarks;Partner lead id',
      'name;city;id;amount;free text',
      'Bergmann;Ulm;X;5;none;A-1',
    ],
    merges: ['A1:B1', 'C1:D1', 'F1:F2'],
    header: {
      row: 2,
      texts: [
        'Customer name',
        'Customer city',
        'Offer 1 id',
        'Offer 1 amount',
        'free text',
        'Partner lead id',
      ],
    },
    fields: [
      'customerLegalEntity.name',
      'customerLegalEntity.city',
      'offerLines.1.offerNameId',
      'offerLines.1.amount',
      null,
      'leadOpportunity.partnerLeadOpportunityId',
    ],
    notes: ['UNKNOWN_COLUMN'],
    rows: [3],
  },
  {
    name: 'xlsx-merged-both-lines',
    title: 'cells merged over both lines of a header are one name',
    lines: [
      'Leads',
      '',
      'Partner lead id;Stage;Contact 1;',
      ';;email;last name',
      'A-1;WON;jo@example.com;Bergmann',
    ],
    merges: ['A1:D1', 'A3:A4', 'B3:B4', 'C3:D3'],
    header: { row: 4, texts: ['Partner lead id', 'Stage', 'Contact 1 email', 'Contact 1 last name'] },
    notes: ['HEADER_FOUND_BELOW'],
    rows: [5],
  },
  {
    name: 'xlsx-merged-header-cell',
    title: 'a name that is merged over two columns belongs to the first of them',
    lines: ['Partner lead id;Lead name;;Stage', 'A-1;Pump;line;WON'],
    merges: ['B1:C1'],
    header: { row: 1, texts: ['Partner lead id', 'Lead name', '', 'Stage'] },
    rows: [2],
  },
  {
    name: 'xlsx-total',
    title: 'a total of a workbook is told and no lead',
    lines: [
      'Partner lead id;Stage;Offer 1 id;Offer 1 amount',
      'A-1;WON;X;5',
      'A-2;WON;X;6',
      'Grand total;;;11',
    ],
    merges: ['A4:C4'],
    header: { row: 1, texts: ['Partner lead id', 'Stage', 'Offer 1 id', 'Offer 1 amount'] },
    rows: [2, 3, [4, 'FOOTER_SKIPPED']],
  },
  {
    ...below('xlsx-report', 'below the preamble of a report in a workbook', salesforce),
    merges: ['A1:D1', 'A2:D2'],
  },
  {
    name: 'xlsx-header-row',
    title: '--header-row names the lower of two lines and means both',
    flags: ['--header-row', '2'],
    lines: ['Partner lead id;Offer 1;', ';id;amount', 'A-1;X;5'],
    merges: ['A1:A2', 'B1:C1'],
    header: { row: 2, texts: ['Partner lead id', 'Offer 1 id', 'Offer 1 amount'] },
    rows: [3],
  },
];

/** All of them. */
export const headerCases: readonly HeaderCase[] = [
  ...placed,
  ...ends,
  ...kept,
  ...shapes,
  ...asked,
  ...workbooks,
];
