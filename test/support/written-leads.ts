import fc from 'fast-check';
import type { Cell } from '../../src/core/row.js';
import { currencies } from '../../src/lead/currencies.js';
import { enumerations } from '../../src/lead/enumerations.js';
import {
  type ApiVersion,
  enumerationOf,
  type Field,
  fieldAt,
  fieldCatalogue,
  fieldsOf,
  type ListPart,
  listParts,
  numberedLabel,
} from '../../src/lead/field-catalogue.js';
import type { UploadMode } from '../../src/lead/ledger.js';

/** What 3DS and the ledger have of a lead. erased: the ledger knows its id, and no longer what was sent. */
export type Held = 'new' | 'known' | 'erased' | 'unknown' | 'by 3DS id';

/** One lead as somebody wrote it into a row of layout 1: label → cell. */
export interface WrittenLead {
  readonly held: Held;
  readonly cells: Readonly<Record<string, Cell>>;
  /** True where wrong values were put in on purpose; otherwise the lead must pass. */
  readonly isFaulty: boolean;
}

export interface WrittenSpec {
  readonly version: ApiVersion;
  readonly mode: UploadMode;
  /** The share of leads that hold wrong values, 0 to 1. */
  readonly faulty: number;
  readonly count: number;
}

const heldIn = {
  create: ['new'],
  update: ['known', 'erased', 'unknown', 'by 3DS id'],
  upsert: ['new', 'known', 'erased', 'by 3DS id'],
} as const satisfies Record<UploadMode, readonly Held[]>;

const most = { offerLines: 2, customerContacts: 2, partnerContacts: 1 } as const satisfies Record<
  ListPart,
  number
>;
const onceParts = ['leadOpportunity', 'customerLegalEntity'] as const;

/** A column that these leads are written into. */
export interface WrittenColumn {
  readonly label: string;
  readonly field: Field;
  /** The number of the offer or contact; null for a field that a lead has once. */
  readonly item: number | null;
}

function numbered(part: ListPart, item: number): WrittenColumn[] {
  return fieldsOf(part).map((field) => ({ label: numberedLabel(field, item), field, item }));
}

const onceColumns: readonly WrittenColumn[] = [
  ...fieldCatalogue.filter((field) => field.name === 'partnerId'),
  ...onceParts.flatMap((part) => fieldsOf(part)),
]
  .filter((field) => field.name !== 'partnerLeadOpportunityId')
  .map((field) => ({ label: field.label, field, item: null }));

/** Every column of layout 1 with two offers, two contacts and one partner contact, read-only fields too; without the ids. */
export const writtenColumns: readonly WrittenColumn[] = [
  ...onceColumns,
  ...listParts.flatMap((part) =>
    Array.from({ length: most[part] }, (_, index) => numbered(part, index + 1)).flat(),
  ),
];

/** Leads as people write them: codes and labels in any case, dates in several forms, lists, (clear), and wrong values in a share of them. */
export function writtenLeads({
  version,
  mode,
  faulty,
  count,
}: WrittenSpec): fc.Arbitrary<readonly WrittenLead[]> {
  const good = fc
    .constantFrom<Held>(...heldIn[mode])
    .chain((held) => goodCells(held, version).map((cells) => ({ held, cells })));
  const right = good.map((lead) => ({ ...lead, isFaulty: false }));
  const wrong = fc
    .tuple(good, faults(version))
    .map(([lead, cells]) => ({ ...lead, cells: { ...lead.cells, ...cells }, isFaulty: true }));
  const percent = Math.round(faulty * 100);
  const lead = fc.oneof({ weight: 100 - percent, arbitrary: right }, { weight: percent, arbitrary: wrong });
  return fc.array(lead, { minLength: count, maxLength: count });
}

type Cells = Readonly<Record<string, Cell>>;

function goodCells(held: Held, version: ApiVersion): fc.Arbitrary<Cells> {
  const isNew = held === 'new';
  const attributes = cellsOf(
    onceColumns.filter(({ field }) => field.part === 'leadOpportunity'),
    { version, isNew, needed: (field) => isNew && field.required === 'create' },
  );
  const lists = listParts.map((part) =>
    fc
      .integer({ min: isNew && part === 'offerLines' ? 1 : 0, max: most[part] })
      .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => item(part, index + 1))))
      .map((items) => Object.assign({}, ...items)),
  );
  function item(part: ListPart, number: number): fc.Arbitrary<Cells> {
    return cellsOf(numbered(part, number), { version, isNew, needed: (field) => field.required === 'item' });
  }
  return fc
    .tuple(attributes, customerCells(held, version), ...lists)
    .map((parts) => Object.assign({}, ...parts));
}

/** A customer with all that 3DS needs; on an update also none, its site id alone, and any part of one that was sent before. */
function customerCells(held: Held, version: ApiVersion): fc.Arbitrary<Cells> {
  const columns = onceColumns.filter(({ field }) => field.part === 'customerLegalEntity');
  const isNew = held === 'new';
  const whole = cellsOf(columns, { version, isNew, needed: (field) => field.required === 'entity' });
  if (isNew) return whole;
  const siteId = fc.constant({ 'Customer 3DS site id': '200000000029188' });
  const any = cellsOf(columns, { version, isNew, needed: () => false });
  const other = held === 'known' ? any : fc.constant({});
  return fc.oneof(
    { weight: 4, arbitrary: whole },
    { weight: 1, arbitrary: siteId },
    { weight: 4, arbitrary: other },
  );
}

interface CellsRule {
  readonly version: ApiVersion;
  readonly isNew: boolean;
  readonly needed: (field: Field) => boolean;
}

function cellsOf(
  columns: readonly WrittenColumn[],
  { version, isNew, needed }: CellsRule,
): fc.Arbitrary<Cells> {
  const model = columns.map(({ label, field }) => {
    const value = goodCell(field, { version, isNew });
    if (needed(field)) return [label, value] as const;
    const left = field.clear === 'refused' ? '' : '(clear)';
    return [
      label,
      fc.oneof(
        { weight: 5, arbitrary: value },
        { weight: 4, arbitrary: fc.constant<Cell>('') },
        { weight: 1, arbitrary: fc.constant<Cell>(left) },
      ),
    ] as const;
  });
  return fc.record(Object.fromEntries(model), { noNullPrototype: true });
}

// What a cell cannot hold as a text of its own: unprintable, a list's separator, (clear), a spreadsheet error, a damaged id.
const unusable = /[\p{C}\u{fffd};]|^\(clear\)$|^#|^[+-]?[\d.,]+e[+-]\d+$/iu;
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 10 })
  .filter((value) => value === value.trim() && value !== '' && !unusable.test(value));
const email = fc
  .string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 8 })
  .map((name) => `${name}@example.com`);

interface GoodRule {
  readonly version: ApiVersion;
  readonly isNew: boolean;
}

function goodCell(field: Field, rule: GoodRule): fc.Arbitrary<Cell> {
  if (field.name === 'partnerId') return fc.constant('200000000014442');
  const byType = {
    text: () => text,
    phone: () => fc.constantFrom<Cell>('+49 7771 555010', { kind: 'number', digits: '497771555010' }),
    url: () => fc.constantFrom('https://www.bergmann.example', 'bergmann.example'),
    country: () => fc.constantFrom('Germany', 'Japan', 'France'),
    timestamp: () => fc.constant('2026-02-13T12:35:03.775Z'),
    id: () => fc.oneof<fc.Arbitrary<Cell>[]>(text, fc.constant({ kind: 'number', digits: '4711' })),
    email: () => email,
    date: () => day(2026),
    // A line ends after it starts.
    day: () => day(field.name === 'endDate' ? 2028 : 2027),
    currency: () => fc.constantFrom(...Object.keys(currencies)),
    amount: () => amount,
    enumeration: () => enumerated(field, rule),
    enumerationList: () =>
      fc
        .tuple(
          fc.array(enumerated(field, rule), { minLength: 1, maxLength: 3 }),
          fc.constantFrom('; ', ';', '\n'),
        )
        .map(([values, between]) => values.join(between)),
    textList: () => fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => values.join('; ')),
  } as const satisfies Record<Field['type'], () => fc.Arbitrary<Cell>>;
  return byType[field.type]();
}

// Day first with a day above 12, so that no column is left undecided.
function day(year: number): fc.Arbitrary<Cell> {
  const parts = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 28 }));
  return parts.chain(([month, date]) => {
    const two = String(month).padStart(2, '0');
    const iso = `${year}-${two}-${date}`;
    return fc.constantFrom<Cell>(
      iso,
      `${iso}T10:30:00Z`,
      `${date}.${two}.${year}`,
      `${date}/${month}/${year}`,
      `${year}年${month}月${date}日`,
      { kind: 'date', iso },
      { kind: 'date', iso: `${iso}T08:00:00` },
    );
  });
}

const amount: fc.Arbitrary<Cell> = fc.integer({ min: -10_000, max: 100_000_000 }).chain((cents) => {
  const digits = String(cents / 100);
  return fc.constantFrom<Cell>({ kind: 'number', digits }, (cents / 100).toFixed(2), String(cents));
});

function enumerated(field: Field, { version, isNew }: GoodRule): fc.Arbitrary<string> {
  const name = enumerationOf(field, version);
  const entries = Object.entries(name === null ? {} : enumerations[name]);
  const spelled = entries.flatMap(([code, label]) => [
    code,
    label,
    code.toLowerCase(),
    label.toUpperCase(),
    ` ${code} `,
  ]);
  // What 3DS answers, an exported sheet holds.
  const answered = field.enumeration === 'revenueType' && !isNew ? ['SUPPORT_SERVICES', 'SxC'] : [];
  return fc.constantFrom(...spelled, ...answered);
}

const foreign = ['RENTAL_BOOKING', 'QxC', 'YxC', 'Support Services', 'SxC', 'rent'] as const;
const wrongCells = {
  text: ['#N/A', 'bell\u0007', '', { kind: 'boolean', value: true }],
  id: ['2E+14', '', { kind: 'date', iso: '2026-03-01' }],
  email: ['nobody', 'a@example.com, b@example.com', ''],
  phone: ['#REF!', { kind: 'date', iso: '2026-03-01' }],
  url: ['#VALUE!', ''],
  country: ['#N/A', '', { kind: 'boolean', value: false }],
  currency: ['eur', 'Euro', '$', 'EUX', ''],
  date: ['31.02.2026', 'soon', '46387', '', '(clear)'],
  day: ['31.02.2026', '2026-13-01', '2020-01-13', '2035-01-13', '(clear)'],
  timestamp: ['soon', ''],
  amount: ['abc', '1,5,0', '15%', '(clear)', ''],
  enumeration: ['Negotiation', 'Open', 'EMPTY', '(clear)', '', ...foreign],
  enumerationList: ['nonsense; EMPTY', 'FUNC_GAP, MERGED', '(clear); EMPTY', '(clear)'],
  textList: ['(clear); Acme', '#N/A', '(clear)'],
} as const satisfies Record<Field['type'], readonly Cell[]>;

/** One to three cells that are wrong, or right by chance. */
function faults(version: ApiVersion): fc.Arbitrary<Cells> {
  const blankCustomer = fieldAt('customerLegalEntity.city')?.label ?? '';
  const fault = fc.constantFrom(...writtenColumns).chain(({ label, field }) => {
    const wrong = field.name === 'partnerId' ? ['200000000014443'] : wrongCells[field.type];
    return fc
      .oneof(
        { weight: 4, arbitrary: fc.constantFrom<Cell>(...wrong) },
        { weight: 1, arbitrary: goodCell(field, { version, isNew: false }) },
      )
      .map((cell): Cells => ({ [label]: cell }));
  });
  const lacking = fc.constantFrom('Lead name', 'Stage', 'Currency', blankCustomer, 'Offer 1 id');
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fault },
        lacking.map((label): Cells => ({ [label]: '' })),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((all) => Object.assign({}, ...all));
}
