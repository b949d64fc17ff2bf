import { LeadferryError } from '../../index.js';
import { type Command, type CommandContext, jobOptions } from '../command.js';
import { connectionGroups, planFlags, stopFlags } from '../flags.js';
import { connectionOptions, planRules, readBackOption, sheetOptions, stopOptions } from '../job-flags.js';
import { planHint, presentReport } from '../present-report.js';
import { issuesForText } from '../validation-text.js';

export const uploadCommand: Command = {
  usage: 'upload [file]',
  summary: 'Send a lead sheet to 3DS; each lead once, and only what differs',
  example: 'LEADFERRY_API_KEY=demo npx leadferry upload samples/leads.xlsx --env sandbox',
  details:
    'Checks the sheet, compares it with 3DS and sends what differs. With --plan it sends exactly what a plan file shows, but for leads that changed at 3DS since (exit code 7). If any lead has an error, nothing is sent (exit code 4) unless --skip-invalid is given. A run that is stopped can go on with `leadferry resume`. Production asks for confirmation.',
  positionals: { file: 'The lead sheet, .csv or .xlsx; none with --plan' },
  groups: [
    {
      title: 'Upload:',
      flags: {
        plan: {
          kind: 'text',
          describe: 'Plan file to apply, as `leadferry plan FILE -o plan.json` writes it',
        },
        ...planFlags,
        'dry-run': { kind: 'switch', describe: 'Stop after planning; nothing is sent' },
        'skip-invalid': { kind: 'switch', describe: 'Send the valid leads although others have errors' },
        ...stopFlags,
        out: { kind: 'text', describe: 'Folder for the results (default: ./leadferry-RUN)' },
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const plan = context.flags.text('plan');
    const report = plan === undefined ? await uploadFile(context) : await uploadPlan(plan, context);
    return presentReport(context, report);
  },
};

/** A plan fixes which leads are sent and how; only how to go about it is left to say. */
function uploadPlan(plan: string, context: CommandContext) {
  const { api, flags } = context;
  const { 'read-back': _, ...fixed } = planFlags;
  const given = Object.keys({ file: null, ...fixed }).find(
    (name) => flags.list(name) !== undefined && flags.list(name)?.[0] !== 'false',
  );
  if (given !== undefined) {
    throw new LeadferryError(
      'USAGE',
      `--plan says which leads are sent and how, so ${given === 'file' ? 'a file' : `--${given}`} cannot be given beside it.`,
      {
        next: 'Run `leadferry upload --help` to see every flag, or `leadferry plan FILE -o plan.json` to make another plan.',
      },
    );
  }
  return api.uploadPlan(plan, { ...connectionOptions(flags), ...sendingOptions(context) });
}

function sendingOptions(context: CommandContext) {
  const { flags, output, confirm } = context;
  return {
    ...jobOptions(context),
    ...readBackOption(flags),
    ...stopOptions(flags),
    dryRun: flags.on('dry-run'),
    skipInvalid: flags.on('skip-invalid'),
    onNote: output.hint,
    out: flags.text('out'),
    confirm,
    onPlan: planHint(context),
  };
}

function uploadFile(context: CommandContext) {
  const { api, flags, output } = context;
  const file = flags.text('file');
  if (file === undefined) {
    throw new LeadferryError('USAGE', 'leadferry upload needs FILE, or a plan with --plan.', {
      next: 'Run `leadferry upload --help` to see every flag.',
    });
  }
  return api.upload(file, {
    ...connectionOptions(flags),
    ...sheetOptions(flags),
    ...planRules(flags),
    maxIssues: output.json ? undefined : issuesForText,
    ...sendingOptions(context),
  });
}
