import fc from 'fast-check';
import type { ReadLimits } from '../../src/readers/read-options.js';

/** Cells that are right, and others that are wrong, odd, or right in another way. */
const columnCells: Readonly<
  Record<string, { readonly usual: readonly string[]; readonly odd: readonly string[] }>
> = {
  'Partner lead id': {
    usual: ['', '0', 'CRM-', 'x_'],
    odd: [
      '',
      '2E+14',
      'A-1',
      ' A-1',
      'Ä-1',
      '(example)',
      '(clear)',
      "'=A",
      '#N/A',
      'Partner lead id',
      'A-1 ',
    ],
  },
  'Lead name': {
    usual: [
      'Paint line',
      'Line 7',
      'Größe der Anlage',
      '株式会社 line',
      'line Paint',
      'Paint lime',
      '1.5 m',
      '“Quoted”',
    ],
    odd: [
      '',
      'GrÃ¶ÃŸe',
      '4.97E+11',
      '01.02.2026 00:00:00',
      ' name',
      'a\u00a0b',
      'x\u0007',
      '(clear)',
      'a "b"',
      'EMPTY',
      'a\nb',
    ],
  },
  Stage: {
    usual: ['-6 Open', 'VALIDATED', 'ESTABLISHED', 'OPPY_OPEN'],
    odd: ['', 'Estabished', 'WON', 'LOST', 'validated '],
  },
  'Close date': {
    usual: ['20.11.2027', '31.12.2027', '2027-11-20'],
    odd: [
      '',
      '31.02.2027',
      '01.02.2020',
      '01.02.2040',
      '03/04/2027',
      '1.2.27',
      '20.11.2027 00:00',
      '46000',
      ' 20.11.2027',
    ],
  },
  Currency: { usual: ['EUR', 'USD'], odd: ['', 'eur', 'Euro?'] },
  '3DS owner email': {
    usual: ['', 'm.anager@example.com'],
    odd: ['nobody', 'a@gmial.com', 'a@example.con', 'ä@example.com', 'a..b@example.com'],
  },
  'Forecast category': { usual: [''], odd: ['COMMIT', 'WON', 'EMPTY', 'perhaps'] },
  'Reasons won': { usual: [''], odd: ['Solution functionality', 'EMPTY'] },
  'Next milestone': { usual: ['Meeting', ''], odd: ['(clear)'] },
  'Next milestone date': { usual: ['08.09.2027', ''], odd: ['08.09.2028', '31.04.2027'] },
  'Customer name': {
    usual: [
      'Example Pump GmbH',
      'EXAMPLE PUMP',
      'Example pump',
      "d'Example S.A.",
      'Übung AG',
      'GmbH',
      'Example sp. z o.o.',
    ],
    odd: ['', 'Example Ã¼', '株式会社 例'],
  },
  'Customer zip code': { usual: ['78333', '69001', ''], odd: ['7833', 'D-78333', '90-001', '78 333'] },
  'Customer city': { usual: ['Köln', 'Lyon', 'KÖLN', 'Torino'], odd: ['', 'KÃ¶ln'] },
  'Customer country': {
    usual: ['Germany', 'France', 'germany'],
    odd: ['', 'Deutschland', 'Nowhere', 'Italy'],
  },
  'VAT number': { usual: ['', 'DE123456789'], odd: ['DE12', 'FR123456789'] },
  'DUNS number': { usual: ['', '123456780'], odd: ['12345', '12-345-6789'] },
  'Contact 1 email': {
    usual: ['p-1@customer-1.example', 'Anna.Keller@sub.example.com'],
    odd: ['', '@example.com', 'a@b', 'Anna <a@example.com>', 'a@web.ed'],
  },
  'Contact 1 first name': { usual: ['Anna', 'José'], odd: [''] },
  'Contact 1 last name': { usual: ['Keller', '山田'], odd: ['', 'Ã¤'] },
  'Contact 1 phone': {
    usual: ['', '+49 7771 515509', '+33 1 42 68 53 00'],
    odd: ['+49 1', '07771 515509', '(07771) 515509', '+1 212 555 0100', 'ext. 7'],
  },
  'Offer 1 id': { usual: ['CLASS1', 'CLASS2'], odd: ['', '1E+10', 'Name [CLASS3]'] },
  'Offer 1 amount': {
    usual: ['31.918,87', '5,50', '12.500,00', '7', ''],
    odd: ['-5', '0', '1.234', '€ 5,00', '1.5', '12,345.67', '1.234.567,891', '99.999.999.999,00'],
  },
  'Offer 1 revenue type': { usual: ['PxC', 'Upfront', ''], odd: ['YxC', 'SxC', 'UPFRONT', 'Rental'] },
  'Offer 1 start date': { usual: [''], odd: ['01.03.2027'] },
  'Offer 1 end date': { usual: [''], odd: ['01.02.2027', '01.04.2027'] },
  'Offer 2 id': { usual: ['', 'CLASS2'], odd: ['CLASS1'] },
  'Offer 2 amount': { usual: [''], odd: ['5,00'] },
  'Own column': { usual: ['', 'anything'], odd: ["'=1", 'Ã¼'] },
};

/** The headers of the tables. */
export const headers: readonly string[] = Object.keys(columnCells);

/** How a table is written. */
interface Form {
  readonly delimiter: string;
  readonly lineEnd: string;
}

interface OddCell {
  readonly at: number;
  readonly text: string;
}

/** Each with how often it comes. */
const rowShapes = [
  ['row', 12],
  ['again', 3],
  ['short', 1],
  ['long', 1],
  ['extra', 1],
  ['blank', 1],
  ['header', 1],
  ['quote', 1],
  ['long cell', 1],
  ['blank line', 1],
] as const;

type RowShape = (typeof rowShapes)[number][0];

export interface RandomRow {
  readonly usual: readonly string[];
  readonly odd: readonly OddCell[];
  readonly isUsual: boolean;
  readonly shape: RowShape;
}

/** A row of a table, most cells of which are right. */
export const row: fc.Arbitrary<RandomRow> = fc.record({
  usual: fc.tuple(...headers.map((header) => fc.constantFrom(...(columnCells[header]?.usual ?? [''])))),
  odd: fc.uniqueArray(
    fc
      .integer({ min: 0, max: headers.length - 1 })
      .chain((at) =>
        fc.constantFrom(...(columnCells[headers[at] ?? '']?.odd ?? [''])).map((text) => ({ at, text })),
      ),
    { maxLength: 2, selector: ({ at }) => at },
  ),
  isUsual: fc.boolean(),
  shape: fc.oneof(...rowShapes.map(([shape, weight]) => ({ weight, arbitrary: fc.constant(shape) }))),
});

/** A place in a file, as a part of its length, and what is done there. */
interface Corruption {
  readonly at: number;
  readonly removed: number;
  readonly put: string;
}

const pieces = [
  ...[
    '',
    '"',
    '""',
    ';',
    ',',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    "'",
    '(',
    '#',
    '.',
    '-',
    '+',
    'e+1',
    '0',
    '9',
    ':',
    '@',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u3000',
    '\ufeff',
    '\ufffd',
    '１',
    'Ã¼',
    'ß',
    '😀',
  ],
] as const;

const corruption: fc.Arbitrary<Corruption> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.integer({ min: 0, max: 3 }),
  put: fc.constantFrom(...pieces),
});

/** A file, and the limits with which it is read. */
export interface OddTable {
  readonly content: Buffer;
  readonly limits: Partial<ReadLimits>;
}

const limits: fc.Arbitrary<Partial<ReadLimits>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ maxCellCharacters: 30 }) },
  { weight: 1, arbitrary: fc.constant({ maxCellsPerRow: headers.length }) },
  { weight: 1, arbitrary: fc.constant({ maxRecordCharacters: 400 }) },
  { weight: 1, arbitrary: fc.constant({ maxRows: 30 }) },
);
/** What may stand below a table. */
export const footer = fc.constantFrom('', 'Total', 'Confidential', 'Report generated by example');

/**
 * Lead sheets of one row each in delimited text, with few odd cells, rows that are too short or too long, ids that repeat, lines that are
 * no leads, and some characters of the file lost or put in.
 */
export const oddTable: fc.Arbitrary<OddTable> = fc
  .record({
    rows: fc.array(row, { minLength: 14, maxLength: 70 }),
    form: fc.record({
      delimiter: fc.constantFrom(';', ';', ',', '\t', '|'),
      lineEnd: fc.constantFrom('\r\n', '\r\n', '\n', '\r'),
    }),
    footer,
    corruptions: fc.oneof(fc.constant<Corruption[]>([]), fc.array(corruption, { maxLength: 3 })),
    limits,
  })
  .map(({ corruptions, limits: set, ...table }) => ({
    content: Buffer.from(corruptions.reduce(corrupted, tableText(table))),
    limits: set,
  }));

/** A file of so many leads and the first one, of which nothing but that they are alike is to be said. */
export function usualTable(leads: number): OddTable {
  const usual = headers.map((header) => columnCells[header]?.usual[0] ?? '');
  const rows = Array.from(
    { length: leads },
    () => ({ usual, odd: [], isUsual: true, shape: 'row' }) as const,
  );
  const form = { delimiter: ';', lineEnd: '\r\n' };
  return { content: Buffer.from(tableText({ rows, form, footer: '' })), limits: {} };
}

interface TableParts {
  readonly rows: readonly RandomRow[];
  readonly form: Form;
  readonly footer: string;
}

function tableText({ rows, form, footer: last }: TableParts): string {
  const lines = [
    line(headers, form),
    line(firstRow, form),
    ...rows.map((one, number) => rowText(one, number, form)),
  ];
  return [...lines, ...(last === '' ? [] : [last]), ''].join(form.lineEnd);
}

/** The first row of each table says what the columns are. */
export const firstRow: readonly string[] = headers.map((header) => columnCells[header]?.usual[0] ?? '');

function rowText(row: RandomRow, number: number, form: Form): string {
  const text = line(rowCells(row, number), form);
  return row.shape === 'quote' && !row.isUsual ? `${text}${form.delimiter}"a" b` : text;
}

/** The cells of a row by its number. */
export function rowCells({ usual, odd, shape, isUsual }: RandomRow, number: number): readonly string[] {
  const [id = '', ...others] = usual;
  const right = [`${id}${shape === 'again' ? number % 7 : number}`, ...others];
  if (isUsual) return right;
  const cells = right.map((text, index) => odd.find(({ at }) => at === index)?.text ?? text);
  switch (shape) {
    case 'row':
    case 'again':
    case 'quote':
      return cells;
    case 'short':
      return cells.slice(0, 20);
    case 'long':
      return [...cells, 'more'];
    case 'extra':
      return [...cells, '', ''];
    case 'blank':
      return headers.map(() => '');
    case 'header':
      return headers;
    case 'long cell':
      return [...cells.slice(0, -1), 'long '.repeat(50)];
    case 'blank line':
      return [];
  }
}

function line(cells: readonly string[], { delimiter }: Form): string {
  return cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
}

function quoted(text: string, delimiter: string): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

function corrupted(content: string, { at, removed, put }: Corruption): string {
  const place = Math.floor(at * content.length);
  return content.slice(0, place) + put + content.slice(place + removed);
}
