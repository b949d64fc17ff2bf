import { type Command, jobOptions } from '../command.js';
import { connectionGroups } from '../flags.js';
import { connectionOptions } from '../job-flags.js';
import { planHint, presentReport } from '../present-report.js';

export const resumeCommand: Command = {
  usage: 'resume [run]',
  summary: 'Go on with an upload that was stopped',
  example: 'LEADFERRY_API_KEY=demo npx leadferry resume --env sandbox',
  details:
    'Goes on where a run stopped, from what the ledger holds; the sheet is not read again. Leads whose outcome is unknown are looked up at 3DS before anything is sent again. Without RUN: the newest run that can go on.',
  positionals: { run: 'The run, as `leadferry runs` lists it' },
  groups: [
    {
      title: 'Resume:',
      flags: { 'max-failures': { kind: 'text', describe: 'Stop after so many failed leads' } },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, confirm } = context;
    const report = await api.resume({
      ...connectionOptions(flags),
      ...jobOptions(context),
      run: flags.text('run'),
      maxFailures: flags.number('max-failures', { least: 1 }),
      confirm,
      onPlan: planHint(context),
    });
    return presentReport(context, report);
  },
};
