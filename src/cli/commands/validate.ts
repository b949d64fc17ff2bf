import { type Command, jobOptions } from '../command.js';
import { allWell, issuesFound } from '../exit-code.js';
import { localServerGroup, sheetFlags } from '../flags.js';
import { connectionOptions, repeatedFlags, sheetOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import { validationText } from '../validation-text.js';
import { asArgument } from '../wording.js';

const maxIssues = 50;

export const validateCommand: Command = {
  usage: 'validate <file>',
  summary: 'List everything that is wrong in a lead sheet; nothing is sent',
  example: 'npx leadferry validate samples/leads.xlsx',
  details:
    'Reads the whole file and lists all issues at once, each with sheet, row, column, value and remedy. Needs no server and no key. Exit code 0: no errors (warnings are fine); 4: errors.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    {
      title: 'Sheet:',
      flags: {
        ...sheetFlags,
        report: { kind: 'text', describe: 'Write all issues to this file: .xlsx, .csv or .json' },
        'max-issues': {
          kind: 'text',
          describe: `How many issues are listed without --json (default: ${maxIssues})`,
        },
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const most = flags.number('max-issues', { least: 0 }) ?? maxIssues;
    const file = flags.required('file');
    const result = await api.validateFile(file, {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sheetOptions(flags),
      report: flags.text('report'),
    });
    output.answer(result, () => validationText(result, output, most));
    for (const written of result.files) output.hint(`Written: ${printable(written)}`);
    if (result.issueCounts.error === 0) {
      const server = repeatedFlags(flags) === '' ? ' --env sandbox' : '';
      output.hint(`Next: leadferry plan ${asArgument(file)}${repeatedFlags(flags, sheetFlags)}${server}`);
      return allWell;
    }
    output.hint(
      'Next: mend the rows above and validate again. `leadferry explain CODE` says more about a code.',
    );
    return issuesFound;
  },
};
