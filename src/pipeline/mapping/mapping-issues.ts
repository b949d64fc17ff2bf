import type { Issue } from '../../core/issue.js';
import { fieldAt } from '../../lead/field-catalogue.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { listed, quoted } from '../quoted.js';
import { chosenExport, isRecognised } from './choose-preset.js';
import { type FieldTarget, fieldTarget, targetPath } from './field-path.js';
import { createColumnFinder } from './find-columns.js';
import type { MappedSheet } from './map-columns.js';
import type { Mapping, MappingRules } from './mapping.js';
import { columnTargets } from './mapping-lines.js';
import { unconfirmedPaths } from './value-map.js';

interface IssueContext extends MappingRules {
  /** The lead sheet's name. */
  readonly source: string;
}

/** What moved between a mapping file and the sheets, and what waits for a word of the person. */
export function mappingIssues(sheets: readonly MappedSheet[], context: IssueContext): readonly Issue[] {
  const { mapping } = context;
  return [
    ...unfitPreset(sheets, context),
    ...(mapping === undefined
      ? []
      : [
          ...goneColumns(sheets, mapping, context),
          ...newColumns(sheets, mapping, context),
          ...movedColumns(sheets, mapping, context),
          ...overruled(sheets, mapping, context),
        ]),
    ...unconfirmed(sheets, context),
  ];
}

function goneColumns(sheets: readonly MappedSheet[], mapping: Mapping, { source }: IssueContext): Issue[] {
  const finders = sheets.map(({ table }) => createColumnFinder(table.header.headers));
  const filled = filledPaths(sheets);
  return namedColumns(mapping)
    .filter(({ name }) => finders.every((finder) => finder.find(name).length === 0))
    .flatMap(({ name, path, joined }) => {
      const target = fieldTarget(path);
      if (target === null) return [];
      // Several headers may be known for one field, of which a sheet has one.
      const isFilled = filled.has(path) || filled.has(numberedOnce(target));
      if (isFilled && !joined) return [];
      const { field } = target;
      return [
        createIssue(
          'MAPPING_COLUMN_GONE',
          { ...headerPlace(sheets, source), field: field.path, value: name },
          {
            message: `expected the column ${quoted(name)}, which ${mapping.name} reads as "${field.label}", found no such column.`,
            severity: field.required === 'never' || isFilled ? undefined : 'error',
          },
        ),
      ];
    });
}

function newColumns(sheets: readonly MappedSheet[], mapping: Mapping, { source }: IssueContext): Issue[] {
  const { seen, ignore = [] } = mapping.document;
  if (seen === undefined) return [];
  return sheets.flatMap((sheet) => {
    const { headers } = sheet.table.header;
    const finder = createColumnFinder(headers);
    const names = [...seen, ...ignore, ...namedColumns(mapping).map(({ name }) => name)];
    const known = new Set(names.flatMap((name) => finder.find(name)));
    const added = sheet.matches.filter(
      ({ index, use }) => !known.has(index) && use !== 'blank' && use !== 'own',
    );
    if (added.length === 0) return [];
    const told = added.map(({ column, header, field }) => {
      const meaning = field === null ? 'not read' : `read as "${fieldAt(field)?.label ?? field}"`;
      return `column ${column} ${quoted(header)} (${meaning})`;
    });
    return [
      createIssue('MAPPING_COLUMN_NEW', headerPlace([sheet], source), {
        message: `found ${listed(told)}, of which ${mapping.name} says nothing.`,
      }),
    ];
  });
}

function movedColumns(sheets: readonly MappedSheet[], mapping: Mapping, { source }: IssueContext): Issue[] {
  const { seen } = mapping.document;
  const [sheet, ...others] = sheets;
  if (seen === undefined || sheet === undefined || others.length > 0) return [];
  const { headers } = sheet.table.header;
  const common = new Set(seen.filter((header) => headers.includes(header)));
  const before = [...new Set(seen)].filter((header) => common.has(header));
  const now = [...new Set(headers)].filter((header) => common.has(header));
  const moved = now.filter((header, index) => header !== before[index]);
  if (moved.length === 0) return [];
  return [
    createIssue('MAPPING_COLUMN_MOVED', headerPlace(sheets, source), {
      message: `expected the order of ${mapping.name}, found ${listed(moved.map(quoted))} in other places. Columns are found by their headers.`,
    }),
  ];
}

function overruled(sheets: readonly MappedSheet[], mapping: Mapping, { source }: IssueContext): Issue[] {
  const columns = sheets.flatMap((sheet) => sheet.matches.filter(({ use }) => use === 'overruled'));
  if (columns.length === 0) return [];
  const names = columns.map(({ column, header }) => `column ${column} ${quoted(header)}`);
  return [
    createIssue('MAPPING_OVERRULES', headerPlace(sheets, source), {
      message: `found ${listed(names)}, whose field ${mapping.name} fills otherwise. The values of the sheet are not read.`,
    }),
  ];
}

function unfitPreset(sheets: readonly MappedSheet[], { preset, source }: IssueContext): Issue[] {
  if (preset === undefined) return [];
  const chosen = sheets.map(({ table }) => chosenExport(preset, table.header.headers));
  if (chosen.some((one) => one !== null && isRecognised(one))) return [];
  return [
    createIssue('PRESET_UNFIT', headerPlace(sheets, source), {
      message: `expected headers of ${preset.title}, found ${listed((sheets[0]?.table.header.headers ?? []).map(quoted))}.`,
    }),
  ];
}

/** Fields with proposals that wait: those of the mapping file, and those of the preset of which the mapping file says nothing. */
function unconfirmed(sheets: readonly MappedSheet[], { mapping, preset, source }: IssueContext): Issue[] {
  const filled = filledFields(sheets);
  const own = unconfirmedPaths(mapping?.document).map((path) => ({ path, by: mapping?.name ?? '' }));
  const said = new Set(Object.keys(mapping?.document.values ?? {}));
  const proposed = sheets.flatMap(({ table }) => {
    const chosen = preset === undefined ? null : chosenExport(preset, table.header.headers);
    return Object.keys(chosen?.export.proposals ?? {})
      .filter((path) => !said.has(path))
      .map((path) => ({ path, by: `the preset ${preset?.preset ?? ''}` }));
  });
  return [...own, ...proposed]
    .filter(({ path }) => filled.has(fieldTarget(path)?.field.path ?? ''))
    .map(({ path, by }) => unconfirmedIssue(path, by, { sheets, source, mapping }));
}

interface UnconfirmedContext {
  readonly sheets: readonly MappedSheet[];
  readonly source: string;
  readonly mapping: Mapping | undefined;
}

function unconfirmedIssue(path: string, by: string, { sheets, source, mapping }: UnconfirmedContext): Issue {
  const label = fieldTarget(path)?.field.label ?? path;
  const write =
    mapping === undefined
      ? `\`leadferry map ${source} -o mapping.yaml\` writes them into a mapping file; look at them there and set confirm: true, then pass --mapping.`
      : `Look at the lines of ${path} under values in ${mapping.name}, then set confirm: true.`;
  return createIssue(
    'VALUES_UNCONFIRMED',
    { ...headerPlace(sheets, source), field: path },
    { message: `found values that ${by} proposes for "${label}". They are not used yet.`, hint: write },
  );
}

interface NamedColumn {
  readonly name: string;
  readonly path: string;
  /** True for one of several columns that make a field together. */
  readonly joined: boolean;
}

function namedColumns({ document }: Mapping): readonly NamedColumn[] {
  const { splits = [], joins = [] } = document;
  return [
    ...columnTargets(document).map(({ name, path }) => ({ name, path, joined: false })),
    ...splits.map(({ column, into }) => ({ name: column, path: into[0] ?? '', joined: false })),
    ...joins.flatMap(({ columns: names, field }) =>
      names.map((name) => ({ name, path: field, joined: true })),
    ),
  ];
}

function filledPaths(sheets: readonly MappedSheet[]): ReadonlySet<string> {
  const paths = sheets.flatMap(({ columns }) =>
    columns.map(({ field, item }) => targetPath(field.path, item) ?? field.path),
  );
  return new Set(paths);
}

// A contact without a number is contact 1.
function numberedOnce({ field, item }: FieldTarget): string {
  return targetPath(field.path, item ?? 1) ?? field.path;
}

function filledFields(sheets: readonly MappedSheet[]): ReadonlySet<string> {
  return new Set(sheets.flatMap(({ columns }) => columns.map(({ field }) => field.path)));
}

function headerPlace([first]: readonly MappedSheet[], source: string) {
  return { source, sheet: first?.table.sheet ?? null, row: first?.table.header.row ?? null };
}
