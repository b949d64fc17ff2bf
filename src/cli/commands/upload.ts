import { type Command, type CommandContext, jobOptions } from '../command.js';
import { connectionGroups, planFlags, stopFlags } from '../flags.js';
import { connectionOptions, listRule, sheetOptions, stopOptions } from '../job-flags.js';
import { planHint, presentReport } from '../present-report.js';
import { issuesForText } from '../validation-text.js';

export const uploadCommand: Command = {
  usage: 'upload <file>',
  summary: 'Send a lead sheet to 3DS; each lead once, and only what differs',
  example: 'LEADFERRY_API_KEY=demo npx leadferry upload samples/leads.xlsx --env sandbox',
  details:
    'Checks the sheet, compares it with 3DS and sends what differs. If any lead has an error, nothing is sent (exit code 4) unless --skip-invalid is given. A run that is stopped can go on with `leadferry resume`. Production asks for confirmation.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    {
      title: 'Upload:',
      flags: {
        ...planFlags,
        'dry-run': { kind: 'switch', describe: 'Stop after planning; nothing is sent' },
        'skip-invalid': { kind: 'switch', describe: 'Send the valid leads although others have errors' },
        ...stopFlags,
        out: { kind: 'text', describe: 'Folder for the results (default: ./leadferry-RUN)' },
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => presentReport(context, await uploadFile(context)),
};

function uploadFile(context: CommandContext) {
  const { api, flags, confirm, output } = context;
  return api.upload(flags.required('file'), {
    ...connectionOptions(flags),
    ...jobOptions(context),
    ...sheetOptions(flags),
    lists: listRule(flags),
    maxIssues: output.json ? undefined : issuesForText,
    dryRun: flags.on('dry-run'),
    skipInvalid: flags.on('skip-invalid'),
    ...stopOptions(flags),
    onNote: output.hint,
    out: flags.text('out'),
    confirm,
    onPlan: planHint(context),
  });
}
