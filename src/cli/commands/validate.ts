import type { ValidateResult } from '../../index.js';
import { type Command, type CommandContext, jobOptions } from '../command.js';
import { allWell, issuesFound } from '../exit-code.js';
import { localServerGroup, sheetFlags } from '../flags.js';
import { codeList, connectionOptions, repeatedFlags, sheetOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import { issuesForText, screenful, validationText } from '../validation-text.js';
import { asArgument } from '../wording.js';

const severities = ['error', 'warning', 'info'] as const;

/** More are no list for a person, and the report has them all. */
const mostListed = 100_000;

export const validateCommand: Command = {
  usage: 'validate <file>',
  summary: 'List everything that is wrong in a lead sheet; nothing is sent',
  example: 'npx leadferry validate samples/leads.xlsx',
  details:
    'Reads the whole file and lists all issues at once, each with sheet, row, column, value and remedy. Needs no server and no key. Exit code 0: no errors (warnings are fine); 4: errors, also where a flag hides them.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    { title: 'Sheet:', flags: sheetFlags },
    {
      title: 'Issues:',
      flags: {
        report: {
          kind: 'list',
          describe: 'Write all issues to this file: .xlsx, .html, .csv, .json or .jsonl; may be repeated',
        },
        'max-issues': {
          kind: 'text',
          describe: 'How many issues are listed (default: a screenful; 100000 with --json)',
        },
        severity: { kind: 'text', describe: 'The least severity that is listed: error, warning or info' },
        only: { kind: 'list', describe: 'List issues of these codes only; commas between them' },
        'mask-values': { kind: 'switch', describe: 'Show no value of the sheet, here and in the reports' },
        fix: {
          kind: 'text',
          describe: 'Write a copy with the safe repairs made, in the format of the file, and check that',
        },
        annotate: {
          kind: 'text',
          describe: 'Write a copy of the workbook with every bad cell marked and explained: .xlsx',
        },
        threads: {
          kind: 'text',
          describe: 'How many threads look at a large CSV file (default: 2, if there are cores for them)',
        },
        split: {
          kind: 'text',
          describe: 'Folder for two sheets like the input: its valid leads, and its rejected rows',
        },
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { flags, output } = context;
    const most = flags.number('max-issues', { least: 0, most: mostListed });
    const result = await validated(context, most);
    const limit = most === undefined ? screenful : { issues: most };
    const isReported = flags.list('report') !== undefined;
    output.answer(result, () => validationText(result, output, { ...limit, isReported }));
    const { valid, rejected } = result.split ?? { valid: null, rejected: null };
    for (const written of [...result.files, valid, rejected].filter((path) => path !== null))
      output.hint(`Written: ${printable(written)}`);
    output.hint(nextHint(context, result));
    return result.issueCounts.error === 0 ? allWell : issuesFound;
  },
};

function validated(context: CommandContext, most: number | undefined): Promise<ValidateResult> {
  const { api, flags, output } = context;
  return api.validateFile(flags.required('file'), {
    ...connectionOptions(flags),
    ...jobOptions(context),
    ...sheetOptions(flags),
    report: flags.list('report'),
    maxIssues: most ?? (output.json ? undefined : issuesForText),
    severity: flags.choice('severity', severities),
    only: codeList(flags, 'only'),
    maskValues: flags.on('mask-values'),
    threads: flags.number('threads', { least: 1, most: 64 }),
    split: flags.text('split'),
    annotate: flags.text('annotate'),
    fix: flags.text('fix'),
    onNote: (note) => output.hint(printable(note)),
  });
}

function nextHint({ flags }: CommandContext, { issueCounts }: ValidateResult): string {
  if (issueCounts.error > 0) {
    return 'Next: mend the rows above and validate again. `leadferry explain CODE` says more about a code.';
  }
  const server = repeatedFlags(flags) === '' ? ' --env sandbox' : '';
  const file = asArgument(flags.text('fix') ?? flags.required('file'));
  return `Next: leadferry plan ${file}${repeatedFlags(flags, sheetFlags)}${server}`;
}
