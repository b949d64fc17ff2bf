import type { AddReferencesResult, ListReferencesResult, ReferenceSummary } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { localServerGroup, sourceFlags } from '../flags.js';
import { connectionOptions, repeatedFlags, sourceOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import { type TableColumn, type TableView, tableText } from '../table.js';
import { counted } from '../wording.js';

const kinds = ['offers', 'competitors'] as const;
type Kind = (typeof kinds)[number];

const kindFlag = { kind: 'text', describe: 'What the list holds: offers or competitors (required)' } as const;

export const refsAddCommand: Command = {
  usage: 'refs add <file>',
  summary: 'Keep a list of offers or competitors that 3DS mailed, for the checks',
  example: 'npx leadferry refs add samples/competitors.csv --kind competitors --env sandbox',
  details:
    'Reads the ids of offers or the names of competitors from a file and keeps them for the chosen server and partner, in place of the list of that kind. `validate`, `plan` and `upload` then compare every sheet with them. Nothing is sent.',
  positionals: { file: 'The list, .csv or .xlsx' },
  groups: [
    {
      title: 'List:',
      flags: {
        kind: kindFlag,
        column: { kind: 'text', describe: 'Column of the ids or names: its header, or [F]' },
        ...sourceFlags,
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const kind = requiredKind(context.flags);
    const result = await api.addReferences(flags.required('file'), {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sourceOptions(flags),
      kind,
      column: flags.text('column'),
    });
    output.answer(result, () => addedText(result, output));
    output.hint(`Next: leadferry validate FILE${repeatedFlags(flags)} compares a sheet with it`);
    return allWell;
  },
};

export const refsListCommand: Command = {
  usage: 'refs list',
  summary: 'List what offers and competitors are compared with',
  example: 'npx leadferry refs list --env sandbox',
  details:
    'Lists the product catalogue that `export portfolio` kept and the lists that were added, with their dates, for the chosen server and partner.',
  positionals: {},
  groups: [localServerGroup],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.listReferences({ ...connectionOptions(flags), ...jobOptions(context) });
    output.answer(result, () => listText(result, output));
    if (!result.lists.some(({ kind }) => kind === 'catalogue'))
      output.hint(
        `Next: leadferry export portfolio -o portfolio.xlsx${repeatedFlags(flags)} keeps the catalogue`,
      );
    return allWell;
  },
};

export const refsRemoveCommand: Command = {
  usage: 'refs remove',
  summary: 'Forget a list of offers or competitors',
  example: 'npx leadferry refs remove --kind competitors --env sandbox',
  details:
    'Forgets the list of that kind for the chosen server and partner. The file that it came from stays.',
  positionals: {},
  groups: [{ title: 'List:', flags: { kind: kindFlag } }, localServerGroup],
  run: async (context) => {
    const { api, flags, output } = context;
    const kind = requiredKind(flags);
    const result = await api.removeReferences({ ...connectionOptions(flags), ...jobOptions(context), kind });
    output.answer(result, () =>
      result.removed === null
        ? `There is no list of ${kind} for this server and partner.`
        : `Removed the list of ${counted(result.removed.entries, nouns[kind])} from ${printable(result.removed.file)}.`,
    );
    return allWell;
  },
};

const nouns = { offers: 'offer', competitors: 'competitor' } as const satisfies Record<Kind, string>;

function requiredKind(flags: Parameters<Command['run']>[0]['flags']): Kind {
  flags.required('kind');
  return flags.choice('kind', kinds) ?? 'offers';
}

function addedText(result: AddReferencesResult, { paint }: TableView): string {
  const { kind, file, sheet, column, names, entries, skippedRows, examples, replaced } = result;
  const where = sheet === null ? file : `${file} › ${sheet}`;
  const from = `from column ${column.column} "${column.header}"`;
  const named =
    names.length === 0
      ? ''
      : `, names from ${names.map((one) => `${one.column} "${one.header}"`).join(', ')}`;
  const lines = [
    printable(where),
    paint('bold', printable(`${counted(entries, nouns[kind])} ${from}${named}`)),
    printable(`Such as ${examples.join(', ')}.`),
  ];
  if (skippedRows > 0) lines.push(`${counted(skippedRows, 'row')} left out: blank there, or a repetition.`);
  if (replaced !== null) {
    const before = `${counted(replaced.entries, nouns[kind])} from ${replaced.file ?? ''}, added ${replaced.savedAt}`;
    lines.push(printable(`In place of ${before}.`));
  }
  return lines.join('\n');
}

function listText({ lists }: ListReferencesResult, view: TableView): string {
  if (lists.length === 0) return 'No catalogue and no lists yet for this server and partner.';
  return tableText(lists, listColumns, view);
}

const listColumns: readonly TableColumn<ReferenceSummary>[] = [
  { head: 'KIND', text: ({ kind }) => kind },
  { head: 'ENTRIES', text: ({ entries }) => entries, align: 'right' },
  { head: 'FROM', text: ({ file }) => file ?? '3DS (export portfolio)', flexible: true },
  { head: 'DATE', text: ({ savedAt }) => savedAt },
];
