import { type Command, jobOptions } from '../command.js';
import { connectionGroups, stopFlags } from '../flags.js';
import { connectionOptions, stopOptions } from '../job-flags.js';
import { planHint, presentReport } from '../present-report.js';

export const retryCommand: Command = {
  usage: 'retry <run>',
  summary: 'Send the failed and unsent leads of a run again',
  example: 'LEADFERRY_API_KEY=demo npx leadferry retry 20261121-184502-3f9a1c2b --env sandbox',
  details:
    'Starts a new run of the failed and unsent leads of a run, with the values that the ledger has of them; the sheet is not read. Leads that the checks had rejected are left out: correct them in the unsent sheet and upload that. Each lead is compared with 3DS first, as always.',
  positionals: { run: 'The run, as `leadferry runs` lists it' },
  groups: [
    {
      title: 'Retry:',
      flags: {
        ...stopFlags,
        out: { kind: 'text', describe: 'Folder for the results (default: ./leadferry-RUN)' },
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output, confirm } = context;
    const report = await api.retry(flags.required('run'), {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...stopOptions(flags),
      out: flags.text('out'),
      confirm,
      onNote: output.hint,
      onPlan: planHint(context),
    });
    return presentReport(context, report);
  },
};
