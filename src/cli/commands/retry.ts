import type { Command } from '../command.js';
import { earlierRun, earlierRunGroups, earlierRunOptions } from '../earlier-run.js';
import { presentReport } from '../present-report.js';

export const retryCommand: Command = {
  usage: 'retry <run>',
  summary: 'Send the failed and unsent leads of a run again',
  example: 'LEADFERRY_API_KEY=demo npx leadferry retry 20261121-184502-3f9a1c2b --env sandbox',
  details:
    'Starts a new run of the failed and unsent leads of a run, with the values that the ledger has of them; the sheet is not read. Leads that the checks had rejected are left out: correct them in the unsent sheet and upload that. Each lead is compared with 3DS first, as always.',
  positionals: earlierRun,
  groups: earlierRunGroups('Retry:'),
  run: async (context) => {
    const { api, flags } = context;
    const report = await api.retry(flags.required('run'), earlierRunOptions(context));
    return presentReport(context, report);
  },
};
