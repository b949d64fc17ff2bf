import type { PlanResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell, issuesFound } from '../exit-code.js';
import { connectionGroups, planFlags } from '../flags.js';
import { connectionOptions, planRules, repeatedFlags, sheetOptions } from '../job-flags.js';
import { planText } from '../plan-text.js';
import type { TableView } from '../table.js';
import { issuesForText, type ListingLimit, validationText } from '../validation-text.js';
import { asArgument } from '../wording.js';

/** The plan itself comes below. */
const beside: ListingLimit = { lines: 20 };

export const planCommand: Command = {
  usage: 'plan <file>',
  summary: 'Show what an upload would create and change, field by field; nothing is sent',
  example: 'LEADFERRY_API_KEY=demo npx leadferry plan samples/leads.xlsx --env sandbox',
  details:
    'Checks the sheet, reads the leads of 3DS and shows for every lead whether it would be created, updated (old and new value of each field) or left alone. With -o plan.json, `leadferry upload --plan plan.json` sends exactly that. Exit code 4 where some lead could not be sent.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    {
      title: 'Sheet:',
      flags: {
        output: {
          kind: 'list',
          alias: 'o',
          describe: 'File to write the plan to: .json for `upload --plan`, .xlsx or .csv to look at',
        },
        ...planFlags,
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const file = flags.required('file');
    const plan = await api.planUpload(file, {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sheetOptions(flags),
      ...planRules(flags),
      out: flags.list('output'),
      maxIssues: output.json ? undefined : issuesForText,
    });
    output.answer(plan, () => planAnswer(plan, output));
    output.hint(
      `Next: ${nextCommand(plan, {
        words: `${asArgument(file)}${repeatedFlags(flags, planFlags)}`,
        serverWords: repeatedFlags(flags),
      })}`,
    );
    return staysBehind(plan) ? issuesFound : allWell;
  },
};

interface NextWords {
  /** The file and the flags of the sheet and the server. */
  readonly words: string;
  /** The flags of the server. */
  readonly serverWords: string;
}

function nextCommand(plan: PlanResult, { words, serverWords }: NextWords): string {
  const { counts, validation } = plan;
  if (validation.issueCounts.error > 0) {
    return `mend the rows above, or send the other leads: leadferry upload ${words} --skip-invalid`;
  }
  if (counts.create + counts.update > 0) {
    const document = plan.files.find((path) => path.toLowerCase().endsWith('.json'));
    return document === undefined
      ? `leadferry upload ${words}`
      : `leadferry upload --plan ${asArgument(document)}${serverWords}`;
  }
  return counts.conflict + counts.blocked > 0
    ? 'look at the leads above that are blocked or in conflict; nothing else has to be uploaded.'
    : 'nothing has to be uploaded.';
}

function staysBehind({ validation, counts }: PlanResult): boolean {
  return validation.issueCounts.error > 0 || counts.conflict > 0 || counts.blocked > 0;
}

function planAnswer(plan: PlanResult, view: TableView): string {
  const { error, warning } = plan.validation.issueCounts;
  const planned = planText(plan, view);
  return error + warning === 0 ? planned : `${validationText(plan.validation, view, beside)}\n\n${planned}`;
}
