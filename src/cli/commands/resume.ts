import type { JobOptions, ResumeOptions } from '../../index.js';
import { type Command, type CommandContext, jobOptions } from '../command.js';
import { connectionGroups, mappingFlags, planFlags, sheetFlags, sourceFlags, stopFlags } from '../flags.js';
import { connectionOptions, readBackOption, sheetOptions, stopOptions } from '../job-flags.js';
import { planHint, presentReport } from '../present-report.js';
import { issuesForText } from '../validation-text.js';

export const resumeCommand: Command = {
  usage: 'resume [run]',
  summary: 'Go on with an upload that was stopped',
  example: 'LEADFERRY_API_KEY=demo npx leadferry resume --env sandbox',
  details:
    'Goes on where a run stopped, from what the ledger holds. Leads whose outcome is unknown are looked up at 3DS before anything is sent again. Without RUN: the newest run that can go on. With a sheet (`resume leads.xlsx`, or --file beside RUN) the sheet is read again, whatever its name and order are now: it is said what changed, leads that were not sent yet are taken as they are now, and leads that are done stay done.',
  positionals: { run: 'The run, as `leadferry runs` lists it; or the sheet, to read it again' },
  groups: [
    { title: 'Resume:', flags: { 'read-back': planFlags['read-back'], ...stopFlags } },
    {
      title: 'Sheet:',
      flags: {
        file: { kind: 'text', describe: 'The sheet, to read it again' },
        'skip-invalid': {
          kind: 'switch',
          describe: 'Go on with the valid leads of the sheet although others have errors',
        },
        ...sourceFlags,
        ...mappingFlags,
        strict: sheetFlags.strict,
        ignore: sheetFlags.ignore,
        'as-of': sheetFlags['as-of'],
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output, confirm, confirmChanges } = context;
    const report = await api.resume({
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...runOrSheet(context),
      ...readBackOption(flags),
      ...stopOptions(flags),
      confirm,
      confirmChanges,
      onNote: output.hint,
      onPlan: planHint(context),
    });
    return presentReport(context, report);
  },
};

/** A run's id is told from a file's name by its form. */
const runForm = /^\d{8}-\d{6}-[a-z0-9]+$/;

/** The run, the sheet, and how the sheet is read where there is one. */
function runOrSheet(context: CommandContext): Omit<ResumeOptions, keyof JobOptions> {
  const { flags } = context;
  const given = flags.text('run');
  const isSheet = given !== undefined && !runForm.test(given) && /[./\\]/.test(given);
  const run = isSheet ? undefined : given;
  const file = flags.text('file') ?? (isSheet ? given : undefined);
  return file === undefined ? { run } : { run, file, ...readingOptions(context) };
}

function readingOptions({ flags, output }: CommandContext): Omit<ResumeOptions, keyof JobOptions> {
  const { mode: _, ...sheet } = sheetOptions(flags);
  return {
    ...sheet,
    skipInvalid: flags.on('skip-invalid'),
    maxIssues: output.json ? undefined : issuesForText,
  };
}
