import {
  cellText,
  type InspectedColumn,
  type InspectResult,
  type Issue,
  issuePlace,
  type Row,
} from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { localServerGroup, mappingFlags, sourceFlags } from '../flags.js';
import { connectionOptions, mappingOptions, repeatedFlags, sourceOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import { type TableColumn, type TableView, tableText } from '../table.js';
import { asArgument } from '../wording.js';

export const inspectCommand: Command = {
  usage: 'inspect <file>',
  summary: 'Show what a file is and which field each column is read as',
  example: 'npx leadferry inspect samples/leads.xlsx',
  details:
    'Reads the headers of a CSV or Excel lead sheet and shows its format, its sheets and the field that each column is read as. Columns that belong to no field are listed. Nothing is sent.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    {
      title: 'Sheet:',
      flags: {
        ...sourceFlags,
        ...mappingFlags,
        rows: { kind: 'text', describe: 'Show so many data rows as they are read' },
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.inspectFile(flags.required('file'), {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sourceOptions(flags),
      ...mappingOptions(flags),
      rows: flags.number('rows', { least: 0, most: 1_000_000 }),
    });
    output.answer(result, () => inspectionText(result, output));
    const file = asArgument(flags.required('file'));
    if (result.preset !== null && flags.text('preset') === undefined && flags.text('mapping') === undefined) {
      output.hint(
        `Its headers are those of the preset ${printable(result.preset)}: leadferry map ${file} --preset ${asArgument(result.preset)} -o mapping.yaml`,
      );
    }
    output.hint(`Next: leadferry validate ${file}${repeatedFlags(flags, mappingFlags)}`);
    return allWell;
  },
};

function inspectionText(result: InspectResult, view: TableView): string {
  const { file, format, charset, delimiter, headerRow, layout, sheets, columns, unmapped } = result;
  const facts = [
    `${printable(file)}: ${format}`,
    charset === null ? '' : `charset ${printable(charset)}`,
    delimiter === null ? '' : `delimiter ${delimiterNames[delimiter] ?? printable(delimiter)}`,
    `header in row ${headerRow}`,
    layout === null ? 'no known column' : layoutNames[layout],
  ].filter((fact) => fact !== '');
  const head = [facts.join(', ')];
  if (sheets.length > 0) head.push(`Sheets: ${sheets.map(printable).join(', ')}`);
  const parts = [head.join('\n'), tableText(columns, inspectedColumns, view)];
  parts.push(
    unmapped.length === 0
      ? 'No column is unknown.'
      : `Not read, because they belong to no field: ${unmapped.map(printable).join(', ')}`,
  );
  if (result.notes.length > 0) parts.push(result.notes.map(noteText).join('\n'));
  if (result.rows.length > 0) parts.push(tableText(result.rows, rowColumns(result), view));
  return parts.join('\n\n');
}

function noteText(note: Issue): string {
  return `${note.severity}: ${printable(issuePlace(note))}: ${printable(note.message)}`;
}

/** A column of the table for each column of the file, as far as the shown rows reach. */
function rowColumns({ rows, columns }: InspectResult): readonly TableColumn<Row>[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const letters = columns.map(({ column }) => column);
  return [
    { head: 'SHEET', text: ({ sheet }) => sheet ?? '' },
    { head: 'ROW', text: ({ row }) => String(row), align: 'right' },
    ...Array.from({ length: width }, (_, index) => ({
      head: letters[index] ?? `${index + 1}`,
      text: ({ cells }: Row) => cellText(cells[index]),
      flexible: true,
    })),
  ];
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};

const layoutNames = {
  1: 'one row per lead (layout 1)',
  2: 'one row per offer line (layout 2)',
  3: 'a workbook of joined sheets (layout 3)',
} as const satisfies Record<NonNullable<InspectResult['layout']>, string>;

const inspectedColumns: readonly TableColumn<InspectedColumn>[] = [
  { head: 'SHEET', text: ({ sheet }) => sheet ?? '' },
  { head: 'COLUMN', text: ({ column }) => column },
  { head: 'HEADER', text: ({ header }) => header, flexible: true },
  {
    head: 'FIELD',
    text: ({ field }) => field ?? '(none)',
    style: ({ field }) => (field === null ? 'yellow' : null),
    flexible: true,
  },
  { head: 'USE', text: ({ use }) => use },
  { head: 'SCORE', text: ({ field, score }) => (field === null ? '' : score.toFixed(2)), align: 'right' },
  { head: 'REASON', text: ({ reason }) => reason, flexible: true },
  { head: 'EVIDENCE', text: ({ evidence }) => evidence?.text ?? '', flexible: true },
];
