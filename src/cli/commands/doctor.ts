import type { DoctorCheck, DoctorResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell, exitCodeOf } from '../exit-code.js';
import { connectionGroups } from '../flags.js';
import { connectionOptions } from '../job-flags.js';
import { type TableColumn, type TableView, tableText } from '../table.js';
import { counted } from '../wording.js';

export const doctorCommand: Command = {
  usage: 'doctor',
  summary: 'Check the set-up: settings, key, server, state folder',
  example: 'LEADFERRY_API_KEY=demo npx leadferry doctor --env sandbox',
  details:
    'Checks everything that an upload needs, says where each setting comes from and what to do where something is wrong. Sends no lead. The exit code is that of the first thing that is wrong.',
  positionals: {},
  groups: connectionGroups,
  run: async (context) => {
    const { api, flags, output, stopSignal } = context;
    const result = await api.doctor({ ...connectionOptions(flags), ...jobOptions(context) });
    output.answer(result, () => doctorText(result, output));
    if (result.failure === null) return allWell;
    output.failBeside(result.failure);
    return exitCodeOf(result.failure.code, stopSignal());
  },
};

function doctorText({ checks }: DoctorResult, view: TableView): string {
  const wrong = checks.filter(({ ok }) => !ok).length;
  const verdict =
    wrong === 0 ? 'All is well.' : `${counted(wrong, 'check')} of ${checks.length} found something wrong.`;
  return `${tableText(checks, checkColumns, { ...view, wrap: true })}\n\n${view.paint('bold', verdict)}`;
}

const checkColumns: readonly TableColumn<DoctorCheck>[] = [
  { head: '', text: ({ ok }) => (ok ? '✔' : '✖'), style: ({ ok }) => (ok ? 'green' : 'red') },
  { head: 'CHECK', text: ({ name }) => name },
  { head: 'FOUND', text: ({ found }) => found, flexible: true },
  { head: 'WHAT TO DO', text: ({ next }) => next ?? '', flexible: true },
];
