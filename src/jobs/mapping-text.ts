import type { RowReader } from '../core/row.js';
import { fieldCatalogue } from '../lead/field-catalogue.js';
import type { ColumnEvidence } from '../pipeline/evidence/column-evidence.js';
import type { ChosenExport } from '../pipeline/mapping/choose-preset.js';
import type { ColumnUse } from '../pipeline/mapping/column-match.js';
import type { FileMapping } from '../pipeline/mapping/map-sheets.js';

/** One column and what the mapping makes of it. */
export interface MappedColumnValue {
  readonly sheet: string | null;
  /** Column letters. */
  readonly column: string;
  readonly header: string;
  /** Catalogue path, with the item's number where the column is numbered; null where it is not mapped. */
  readonly field: string | null;
  /** From 0 to 1. */
  readonly score: number;
  readonly reason: string;
  readonly use: ColumnUse;
  /** The label of the field that was probably meant. */
  readonly suggestion: string | null;
}

/** The texts of one pick list that are no values of its field. */
export interface PickListValue {
  /** Catalogue path, with the item's number where the column is numbered. */
  readonly field: string;
  readonly column: string;
  readonly header: string;
  readonly lines: readonly {
    readonly text: string;
    readonly rows: number;
    /** The value that it may stand for. */
    readonly proposal: string | null;
    readonly by: 'preset' | 'similar' | 'country' | null;
  }[];
  /** Texts beyond those that are listed. */
  readonly more: number;
}

/** Everything that a mapping file tells of a lead sheet. */
export interface FoundMapping {
  readonly reader: RowReader;
  readonly mapping: FileMapping;
  readonly evidence: readonly ColumnEvidence[];
  /** The preset's export that it starts from. */
  readonly started: ChosenExport | null;
  readonly columns: readonly MappedColumnValue[];
  readonly values: readonly PickListValue[];
  /** Where editors find the schema. */
  readonly schema: string;
}

/** A mapping file with a comment at every line that a person should look at. */
export function mappingText(found: FoundMapping): string {
  return [
    ...headLines(found),
    '',
    ...settingLines(found),
    '',
    ...columnLines(found),
    '',
    ...valueLines(found),
    '',
    ...constantLines(found),
    '',
    ...exampleLines(),
    '',
    ...seenLines(found),
    '',
  ].join('\n');
}

function headLines({ reader, started, schema }: FoundMapping): string[] {
  const start =
    started === null
      ? []
      : [comment(`It starts from the preset ${started.preset.preset} (${started.export.object}).`)];
  return [
    `# yaml-language-server: $schema=${schema}`,
    comment(`What the columns of ${reader.source} mean. Look at every line, then run`),
    comment(`leadferry validate ${reader.source} --mapping THIS-FILE`),
    ...start,
  ];
}

// What was found is told, not fixed: the next file may be written otherwise, and leadferry looks again.
function settingLines({ reader: { facts }, mapping, evidence }: FoundMapping): string[] {
  const [first] = mapping.sheets;
  const several = facts.sheets.length > 1 && mapping.layout !== 3;
  const lines = [
    several && first !== undefined ? `sheet: ${text(first.table.sheet ?? '')}` : null,
    first === undefined ? null : `headerRow: ${first.table.header.row}`,
    facts.charset === null ? null : `encoding: ${facts.charset}`,
    facts.delimiter === null ? null : `delimiter: ${text(facts.delimiter)}`,
    ...evidence.flatMap((one) => evidenceLine(one)),
  ];
  return [
    comment('As found in the file. Take a # away to have all files read that way.'),
    'settings:',
    ...lines.flatMap((line) => (line === null ? [] : [`  # ${line}`])),
  ];
}

const wayWords: Readonly<Record<string, string>> = {
  'day first': 'day-first',
  'month first': 'month-first',
  'year first': 'year-first',
  'decimal comma': 'comma',
  'decimal point': 'point',
};

function evidenceLine({ kind, decision, column, header, text: told }: ColumnEvidence): string[] {
  if (decision === null) return [];
  const way = wayWords[decision] ?? '?';
  return [`${kind}: ${way}  # column ${column} ${text(header)}: ${told}`];
}

function columnLines({ columns, mapping }: FoundMapping): string[] {
  const repeated = repeatedHeaders(columns);
  const several = new Set(columns.map(({ sheet }) => sheet)).size > 1;
  const lines = columns.flatMap((column) => columnLine(column, { repeated, several }));
  return [
    comment('Header to field. [F] is the column F. A line behind # is not used.'),
    mapping.sheets.length > 1
      ? comment('Columns that have the same header in several sheets are read by their sheet.')
      : '',
    'columns:',
    ...new Set(lines),
  ].filter((line) => line !== '');
}

interface ColumnLineContext {
  readonly repeated: ReadonlySet<string>;
  /** True where several sheets are read; their columns have letters of their own. */
  readonly several: boolean;
}

function columnLine(column: MappedColumnValue, { repeated, several }: ColumnLineContext): string[] {
  const { header, field, score, reason, use, suggestion } = column;
  if (use === 'blank') return [];
  const isRepeated = repeated.has(header.trim());
  if (isRepeated && several) return [];
  const name = isRepeated ? `"[${column.column}]"` : text(header);
  const place = `column ${column.column}${isRepeated ? ` ${text(header)}` : ''}`;
  if (use === 'used' && field !== null) {
    return [`  ${name}: ${field}  # ${place}, ${score.toFixed(2)}, ${reason}`];
  }
  const path = field ?? pathOfLabel(suggestion);
  return [`  # ${name}: ${path ?? ''}  # ${place}, ${whyNot(column)}`.replace(/: {2}#/u, ':  #')];
}

function whyNot({ use, suggestion }: MappedColumnValue): string {
  if (use === 'unknown')
    return suggestion === null ? 'not mapped' : `not mapped; the nearest is "${suggestion}"`;
  return useWords[use] ?? use;
}

const useWords: Readonly<Partial<Record<ColumnUse, string>>> = {
  own: 'a column that leadferry writes itself',
  'read-only': 'only 3DS sets it',
  'other version': 'this API version has no such field',
  ignored: 'left out',
  source: 'read by a split or a join',
  overruled: 'the field is filled otherwise',
  duplicate: 'another column has the same name for this field: keep one of them',
  misplaced: 'belongs to another sheet',
  mixed: 'the field is given in another way as well',
};

function pathOfLabel(label: string | null): string | null {
  const field = fieldCatalogue.find((one) => one.label === label && !one.readOnly);
  return field?.path ?? null;
}

function repeatedHeaders(columns: readonly MappedColumnValue[]): ReadonlySet<string> {
  const groups = Map.groupBy(columns, ({ header }) => header.trim());
  return new Set([...groups].filter(([, same]) => same.length > 1).map(([header]) => header));
}

function valueLines({ values }: FoundMapping): string[] {
  const open = values.filter(({ lines }) => lines.length > 0);
  if (open.length === 0) return [comment('Every value of a pick list is one that 3DS knows.'), 'values:'];
  return [
    comment(
      'What the texts of your pick lists mean. Look at every line, then set confirm to true; nothing is used before.',
    ),
    comment(
      'The codes stand in docs/fields.md. A line without a value is not decided, and its leads stay behind.',
    ),
    'values:',
    ...merged(open).flatMap(listLines),
  ];
}

// Two sheets may hold the same field.
function merged(values: readonly PickListValue[]): readonly PickListValue[] {
  return [...Map.groupBy(values, ({ field }) => field).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const lines = new Map(same.flatMap(({ lines: all }) => all.map((line) => [line.text, line] as const)));
    return [{ ...first, lines: [...lines.values()], more: same.reduce((sum, { more }) => sum + more, 0) }];
  });
}

function listLines({ field, column, header, lines, more }: PickListValue): string[] {
  const rest = more === 0 ? [] : [`      # and ${more} more texts, which are too many for a pick list`];
  return [
    `  ${field}:  # column ${column} ${text(header)}`,
    '    confirm: false',
    '    map:',
    ...lines.map(({ text: value, rows, proposal }) => {
      const where = rows === 1 ? '1 row' : `${rows} rows`;
      const note = proposal === null ? `${where}, no proposal` : `${where}, proposal, confirm`;
      return `      ${text(value)}:${proposal === null ? '' : ` ${plainOrQuoted(proposal)}`}  # ${note}`;
    }),
    ...rest,
  ];
}

/** What 3DS needs and no column gives. */
function constantLines({ mapping }: FoundMapping): string[] {
  const filled = new Set(mapping.sheets.flatMap(({ columns }) => columns.map(({ field }) => field.path)));
  const hasOffer = [...filled].some((path) => path.startsWith('offerLines.'));
  const missing = fieldCatalogue.filter(({ path, required, part }) => {
    if (filled.has(path) || path === 'leadOpportunity.partnerLeadOpportunityId') return false;
    if (required === 'item') return part === 'offerLines' && hasOffer;
    return required === 'create' || required === 'entity';
  });
  return [
    comment('The same value for every row. What 3DS needs and no column gives is listed.'),
    'constants:',
    ...missing.map(({ path, label }) => `  # ${path}:   # ${label}: needed for new leads`),
    '',
    comment('A value for blank cells.'),
    'defaults:',
    '  # customerLegalEntity.country: Germany',
  ];
}

function exampleLines(): string[] {
  return [
    comment('One column for several fields: a separator, or a pattern whose groups are the pieces.'),
    'splits:',
    '  # - { column: "Contact name", separator: " ", into: [customerContacts.1.firstName, customerContacts.1.lastName] }',
    '',
    comment('Several columns for one field.'),
    'joins:',
    '  # - { columns: ["Street", "House number"], separator: " ", field: customerLegalEntity.addressLine1 }',
    '',
    comment('Columns that are left out on purpose: leadferry says nothing of them.'),
    'ignore:',
    '  # - "Fax"',
  ];
}

function seenLines({ columns }: FoundMapping): string[] {
  const headers = new Set(columns.filter(({ header }) => header.trim() !== '').map(({ header }) => header));
  return [
    comment('The headers when this file was written. leadferry says what is new, gone or moved since.'),
    'seen:',
    ...[...headers].map((header) => `  - ${text(header)}`),
  ];
}

function comment(line: string): string {
  return `# ${line}`.replace(/[\r\n]+/gu, ' ');
}

/** A text in double quotes; JSON's escapes are YAML's. Line separators would end a comment. */
function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029\u007f-\u009f\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function plainOrQuoted(value: string): string {
  return /^[A-Za-z][A-Za-z_]*$/u.test(value) ? value : text(value);
}
