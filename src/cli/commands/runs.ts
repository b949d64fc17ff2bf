import type { RunDetail, RunRecord } from '../../index.js';
import { type Command, type CommandContext, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { connectionGroups } from '../flags.js';
import { connectionOptions, repeatedFlags } from '../job-flags.js';
import { printable } from '../printable.js';
import { leadColumns } from '../report-text.js';
import { type TableColumn, type TableView, tableText } from '../table.js';
import { asArgument, counted } from '../wording.js';

const mostLeads = 100;

export const runsCommand: Command = {
  usage: 'runs [run]',
  summary: 'List earlier uploads and claims, or one of them with all its leads',
  example: 'npx leadferry runs --env sandbox',
  details:
    'Lists the uploads and claims to this server for this partner, newest first, from the ledger on this computer. With RUN: that run, lead by lead.',
  positionals: { run: 'One run, as the list names it' },
  groups: connectionGroups,
  run: async (context) => {
    const run = context.flags.text('run');
    return run === undefined ? await listAll(context) : await showOne(context, run);
  },
};

async function listAll(context: CommandContext): Promise<number> {
  const { api, flags, output } = context;
  const runs = await api.listRuns({ ...connectionOptions(flags), ...jobOptions(context) });
  output.answer({ runs }, () =>
    runs.length === 0
      ? 'No uploads yet to this server for this partner.'
      : tableText(runs, runColumns, output),
  );
  const open = runs.find(({ resumable }) => resumable);
  if (open !== undefined)
    output.hint(`Next: leadferry resume ${asArgument(open.run)}${repeatedFlags(flags)}`);
  return allWell;
}

async function showOne(context: CommandContext, run: string): Promise<number> {
  const { api, flags, output } = context;
  const detail = await api.showRun(run, { ...connectionOptions(flags), ...jobOptions(context) });
  output.answer(detail, () => detailText(detail, output));
  if (detail.resumable)
    output.hint(`Next: leadferry resume ${asArgument(detail.run)}${repeatedFlags(flags)}`);
  return allWell;
}

function detailText(detail: RunDetail, view: TableView): string {
  const parts = [
    tableText([detail], runColumns, view),
    `Mode ${printable(detail.mode)}, lists ${printable(detail.lists)}, API ${printable(detail.apiVersion)}, results in ${printable(detail.out)}`,
    tableText(detail.leads.slice(0, mostLeads), leadColumns, view),
  ];
  const rest = detail.leads.length - mostLeads;
  if (rest > 0) parts.push(`${counted(rest, 'more lead')} not shown. All of them: --json.`);
  return parts.join('\n\n');
}

const runColumns: readonly TableColumn<RunRecord>[] = [
  { head: 'RUN', text: ({ run }) => run },
  { head: 'STARTED', text: ({ startedAt }) => startedAt },
  { head: 'ENDED', text: ({ endedAt }) => endedAt ?? '(not ended)' },
  { head: 'FILE', text: ({ file }) => file, flexible: true },
  { head: 'DONE', text: ({ counts }) => counts.done, align: 'right' },
  { head: 'FAILED', text: ({ counts }) => counts.failed, align: 'right' },
  { head: 'UNKNOWN', text: ({ counts }) => counts.unknown, align: 'right' },
  { head: 'UNSENT', text: ({ counts }) => counts.unsent, align: 'right' },
  { head: 'RESUMABLE', text: ({ resumable }) => (resumable ? 'yes' : 'no') },
];
