import type { ClaimReport } from '../../index.js';
import { claimText } from '../claim-text.js';
import { type Command, type CommandContext, jobOptions } from '../command.js';
import { exitCodeOfReport } from '../exit-code.js';
import { connectionGroups, mappingFlags, sourceFlags, stopFlags } from '../flags.js';
import {
  connectionOptions,
  mappingOptions,
  repeatedFlags,
  sourceOptions,
  stopOptions,
} from '../job-flags.js';
import { budgetText } from '../plan-text.js';
import { presentReport } from '../present-report.js';
import { asArgument, counted } from '../wording.js';

export const claimCommand: Command = {
  usage: 'claim <file>',
  summary: 'Give 3DS leads without a partner lead id the ids filled into an exported sheet',
  example: 'LEADFERRY_API_KEY=demo npx leadferry claim inbox.xlsx --env sandbox --dry-run',
  details:
    'For the leads that 3DS hands to you: `leadferry export leads --unassigned -o inbox.xlsx`, fill in "Partner lead id" where a lead is yours, then claim. Only the ids are sent; other cells that were edited are named and go with an upload afterwards. A lead that has an id already, and an id that another lead has, are conflicts and are not sent. Every claim is read back. It is a run like an upload: it can be resumed and retried, and its results are files. Production asks for confirmation.',
  positionals: { file: 'The exported sheet with the ids filled in, .csv or .xlsx' },
  groups: [
    {
      title: 'Claim:',
      flags: {
        'dry-run': { kind: 'switch', describe: 'Show what would be claimed; nothing is sent' },
        'skip-invalid': {
          kind: 'switch',
          describe: 'Claim the other leads although some ids are not usable',
        },
        ...stopFlags,
        out: { kind: 'text', describe: 'Folder for the results (default: ./leadferry-RUN)' },
      },
    },
    { title: 'Sheet:', flags: { ...sourceFlags, ...mappingFlags } },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output, confirm } = context;
    const file = flags.required('file');
    const report = await api.claimLeads(file, {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sourceOptions(flags),
      ...mappingOptions(flags),
      ...stopOptions(flags),
      dryRun: flags.on('dry-run'),
      skipInvalid: flags.on('skip-invalid'),
      out: flags.text('out'),
      onNote: output.hint,
      confirm,
      onPlan: ({ update }, { budget }) =>
        output.hint(`Claiming ${counted(update, 'lead')}: ${budgetText(budget)} from now on`),
    });
    const exitCode = presentReport(context, report, () => claimText(report, output));
    const next = nextCommand(context, file, report);
    if (next !== null && exitCode === exitCodeOfReport(report, null)) output.hint(`Next: ${next}`);
    return exitCode;
  },
};

function nextCommand({ flags }: CommandContext, file: string, report: ClaimReport): string | null {
  const words = `${asArgument(file)}${repeatedFlags(flags)}`;
  const isToClaim = report.claims.some(({ action }) => action === 'update');
  if (report.error !== null || report.resumable) return null;
  // What the sheet itself has wrong keeps back the others too, unless that is said.
  const isWrong = report.claims.some(({ action, code }) => action === null && code !== null);
  if (report.dryRun) return isToClaim ? `leadferry claim ${words}${isWrong ? ' --skip-invalid' : ''}` : null;
  const isEdited = report.claims.some(({ otherEdits }) => otherEdits.length > 0);
  return isEdited ? `leadferry upload ${words} sends the other cells that were edited.` : null;
}
