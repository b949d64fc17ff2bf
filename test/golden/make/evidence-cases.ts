/** A cell of a workbook that the spreadsheet typed itself. */
export type MadeCell = string | number | Date;

/** A golden case of a column of dates or amounts: its cells and what they prove. */
export interface EvidenceCase {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly kind: 'dates' | 'decimal';
  readonly flags?: readonly string[];
  /** The cells below the header, from row 2 on. */
  readonly cells: readonly MadeCell[];
  /** Makes a workbook of it instead of delimited text. */
  readonly workbook?: true;
  readonly decision: string | null;
  readonly provenBy?: readonly number[];
  readonly text: string;
}

const anyOrder = 'no date depends on the order of day and month';
const anySign = 'no amount depends on the decimal sign';

function certain(name: string, title: string, cells: readonly string[]): EvidenceCase {
  return { name, title: `${title} need no evidence`, kind: 'dates', cells, decision: null, text: anyOrder };
}

function decided(
  kind: EvidenceCase['kind'],
  decision: string,
  given: { name: string; title: string; cells: readonly MadeCell[]; rows: readonly number[] },
): EvidenceCase {
  const { rows, ...rest } = given;
  const listed =
    rows.length === 1 ? `row ${rows[0]}` : `rows ${rows.join(', ').replace(/, (\d+)$/, ' and $1')}`;
  return { ...rest, kind, decision, provenBy: rows, text: `${decision}, proven by ${listed}` };
}

const dates: readonly EvidenceCase[] = [
  certain('iso', 'ISO dates', ['2026-03-04', '2026-12-31']),
  certain('iso-with-zone', 'ISO dates with a time and a zone', [
    '2026-03-04T23:59:59Z',
    '2026-03-04T00:30:00.000+14:00',
    '2026-03-04 08:00:00 +0000',
  ]),
  certain('year-first-slashes', 'dates with the whole year first', ['2026/3/4', '2026.03.04', '2026-3-4']),
  certain('east-asian', 'dates in 年月日', [
    '2026年3月4日',
    '２０２６年１２月３１日',
    '2026年3月4日(水) 10時30分',
  ]),
  certain('reiwa', 'dates of the era 令和', ['令和8年3月4日', '令和元年5月1日']),
  certain('english-names', 'English names of months', [
    '4 Mar 2026',
    'Mar 4, 2026',
    '15 Apr, 2021 00:02:00',
    'SEPT. 5 2026',
  ]),
  certain('german-names', 'German names of months', [
    '4. März 2026',
    '31. Dez. 2026',
    'Mittwoch, 4. Maerz 2026',
  ]),
  certain('french-names', 'French names of months', ['4 mars 2026', '1er août 2026', 'mar. 3 févr. 2026']),
  certain('spanish-names', 'Spanish names of months', [
    '4 de marzo de 2026',
    '4-ene-2026',
    '5 SEPTIEMBRE 2026',
  ]),
  certain('italian-names', 'Italian names of months', ['4 marzo 2026', '1° luglio 2026', 'mer 4 mag 2026']),
  certain('same-day-and-month', 'days that are the number of their month', ['05/05/2026', '12.12.2026']),
  certain('no-dates', 'texts that are no dates', ['soon', 'Q3 2026', '46387']),
  decided('dates', 'day first', {
    name: 'day-first-dots',
    title: 'a day above 12 with dots shows day first',
    cells: ['03.04.2026', '20.03.2026', '05.06.2026'],
    rows: [3],
  }),
  decided('dates', 'day first', {
    name: 'day-first-slashes',
    title: 'two days above 12 with slashes show day first',
    cells: ['31/12/2026', '03/04/2026', '20/3/2026 14:30'],
    rows: [2, 4],
  }),
  decided('dates', 'day first', {
    name: 'day-first-last-row',
    title: 'the last of many rows shows day first',
    cells: [...Array.from({ length: 200 }, (_, index) => `0${(index % 9) + 1}-10-2026`), '13-10-2026'],
    rows: [202],
  }),
  decided('dates', 'month first', {
    name: 'month-first',
    title: 'a second number above 12 shows month first',
    cells: ['3/4/2026', '3/20/2026', '12/31/2026 11:59:59 PM'],
    rows: [3, 4],
  }),
  decided('dates', 'month first', {
    name: 'month-first-short-years',
    title: 'a second number above 12 shows month first also with short years',
    cells: ['3/4/26', '3/20/26'],
    rows: [3],
  }),
  decided('dates', 'day first', {
    name: 'short-years-by-long-one',
    title: 'a long year shows how the short ones are read',
    cells: ['20-03-26', '28-04-2026'],
    rows: [3],
  }),
  decided('dates', 'year first', {
    name: 'short-years-first',
    title: 'a last number of one digit shows that short years come first',
    cells: ['26-03-04', '26-3-5'],
    rows: [3],
  }),
  decided('dates', 'day first or month first', {
    name: 'short-years-with-names',
    title: 'a day of one digit shows that short years come last',
    cells: ['20-Mar-26', '5-Apr-26'],
    rows: [3],
  }),
  {
    name: 'many-proofs',
    title: 'of many proving rows the first three are named',
    kind: 'dates',
    cells: ['01/02/2026', ...Array.from({ length: 20 }, () => '31/12/2026')],
    decision: 'day first',
    provenBy: [3, 4, 5],
    text: 'day first, proven by rows 3, 4, 5 and 17 more',
  },
  {
    name: 'undecidable-dates',
    title: 'days and months up to 12 decide nothing',
    kind: 'dates',
    cells: ['03/04/2026', '2026-01-31', '05/06/2026'],
    decision: 'unknown',
    text: 'unknown: day first or month first in rows 2 and 4',
  },
  {
    name: 'undecidable-short-years',
    title: 'short years alone decide nothing',
    kind: 'dates',
    cells: ['20-03-26', '31-12-26'],
    decision: 'unknown',
    text: 'unknown: day first or year first in rows 2 and 3',
  },
  {
    name: 'impossible-dates',
    title: 'days that do not exist prove nothing',
    kind: 'dates',
    cells: ['31/02/2026', '03/04/2026'],
    decision: 'unknown',
    text: 'unknown: day first or month first in row 3',
  },
  {
    name: 'mixed-dates',
    title: 'both orders in one column are named with their rows',
    kind: 'dates',
    cells: ['31/12/2026', '12/31/2026', '03/04/2026', '30/11/2026'],
    decision: 'mixed',
    provenBy: [2, 3, 5],
    text: 'mixed: day first in rows 2 and 5, month first in row 3',
  },
  {
    name: 'dates-set-day-first',
    title: '--dates day-first settles a column without proof',
    kind: 'dates',
    flags: ['--dates', 'day-first'],
    cells: ['03/04/2026'],
    decision: 'day first',
    text: 'day first, as it was set',
  },
  {
    name: 'dates-set-month-first',
    title: '--dates month-first settles a mixed column',
    kind: 'dates',
    flags: ['--dates', 'month-first'],
    cells: ['31/12/2026', '12/31/2026'],
    decision: 'month first',
    text: 'month first, as it was set',
  },
  {
    name: 'date-cells',
    title: 'date cells of a workbook need no evidence',
    kind: 'dates',
    workbook: true,
    cells: [new Date(Date.UTC(2026, 2, 4)), new Date(Date.UTC(2026, 11, 31))],
    decision: null,
    text: anyOrder,
  },
  {
    ...decided('dates', 'day first', {
      name: 'date-cells-and-texts',
      title: 'the texts among the date cells of a workbook prove their own order',
      cells: [new Date(Date.UTC(2026, 2, 4)), '03/04/2026', '31/12/2026'],
      rows: [4],
    }),
    workbook: true,
  },
];

const amounts: readonly EvidenceCase[] = [
  decided('decimal', 'decimal comma', {
    name: 'comma-with-points',
    title: 'points between thousands and cents behind a comma show the decimal comma',
    cells: ['1.234', '1.234,56'],
    rows: [3],
  }),
  decided('decimal', 'decimal point', {
    name: 'point-with-commas',
    title: 'commas between thousands and cents behind a point show the decimal point',
    cells: ['1,234', '1,234.56'],
    rows: [3],
  }),
  decided('decimal', 'decimal comma', {
    name: 'two-points',
    title: 'two points in one amount show the decimal comma',
    cells: ['1.234.567', '1.234'],
    rows: [2],
  }),
  decided('decimal', 'decimal point', {
    name: 'india',
    title: 'lakhs and crores show the decimal point',
    cells: ['₹ 12,34,567', '₹ 1,234'],
    rows: [2],
  }),
  decided('decimal', 'decimal comma', {
    name: 'spaces',
    title: 'cents behind a comma show the decimal comma beside spaces of every kind',
    cells: ['1 234,50', '1\u00a0234,50', '1\u202f234,50'],
    rows: [2, 3, 4],
  }),
  decided('decimal', 'decimal point', {
    name: 'apostrophes',
    title: 'cents behind a point show the decimal point beside apostrophes',
    cells: ["1'234.50", '1’234', 'CHF 1,500'],
    rows: [2],
  }),
  decided('decimal', 'decimal comma', {
    name: 'currencies',
    title: 'signs and codes of currencies stand in the way of no proof',
    cells: ['€ 1.200,00', '1.200 EUR', '1.200€'],
    rows: [2],
  }),
  decided('decimal', 'decimal point', {
    name: 'negatives',
    title: 'parentheses and minus signs stand in the way of no proof',
    cells: ['(1,200.00)', '1,200-', '-1,200'],
    rows: [2],
  }),
  decided('decimal', 'decimal comma', {
    name: 'zero-before-mark',
    title: 'a zero before the only mark shows decimals',
    cells: ['0,500', '1,500'],
    rows: [2],
  }),
  {
    name: 'whole-amounts',
    title: 'whole amounts need no evidence',
    kind: 'decimal',
    cells: ['1200', '1 200', "1'200", '¥120000', '(5)'],
    decision: null,
    text: anySign,
  },
  {
    name: 'no-amounts',
    title: 'texts that are no amounts prove nothing',
    kind: 'decimal',
    cells: ['9,0,0', '1e309', 'NaN', '0x1F', '1,23,4', '15,5%', '120万'],
    decision: null,
    text: anySign,
  },
  {
    name: 'number-cells',
    title: 'number cells of a workbook need no evidence',
    kind: 'decimal',
    workbook: true,
    cells: [1.234, 1200, 0.5],
    decision: null,
    text: anySign,
  },
  {
    name: 'undecidable-amounts',
    title: 'three digits behind the only mark decide nothing',
    kind: 'decimal',
    cells: ['1.234', '1200', '13.800'],
    decision: 'unknown',
    text: 'unknown: decimal point or decimal comma in rows 2 and 4',
  },
  {
    name: 'undecidable-yen',
    title: 'the sign of a currency without decimals decides nothing',
    kind: 'decimal',
    cells: ['¥120,000'],
    decision: 'unknown',
    text: 'unknown: decimal point or decimal comma in row 2',
  },
  {
    name: 'mixed-amounts',
    title: 'both decimal signs in one column are named with their rows',
    kind: 'decimal',
    cells: ['1.234,56', '1,234.56', '1.234'],
    decision: 'mixed',
    provenBy: [2, 3],
    text: 'mixed: decimal point in row 3, decimal comma in row 2',
  },
  {
    name: 'decimal-set-comma',
    title: '--decimal comma settles a column without proof',
    kind: 'decimal',
    flags: ['--decimal', 'comma'],
    cells: ['1.234'],
    decision: 'decimal comma',
    text: 'decimal comma, as it was set',
  },
  {
    name: 'decimal-set-point',
    title: '--decimal point settles a mixed column',
    kind: 'decimal',
    flags: ['--decimal', 'point'],
    cells: ['1,5', '1.5'],
    decision: 'decimal point',
    text: 'decimal point, as it was set',
  },
];

export const evidenceCases: readonly EvidenceCase[] = [...dates, ...amounts];
