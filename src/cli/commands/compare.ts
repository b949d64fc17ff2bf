import type { CompareResult } from '../../index.js';
import { type Command, type CommandContext, jobOptions } from '../command.js';
import { comparisonText } from '../comparison-text.js';
import { allWell, issuesFound, someFailed } from '../exit-code.js';
import { compareFlags, connectionGroups } from '../flags.js';
import { connectionOptions, mappingOptions, repeatedFlags, sourceOptions } from '../job-flags.js';
import { asArgument } from '../wording.js';

export const compareCommand: Command = {
  usage: 'compare <file>',
  summary: 'Compare a sheet with 3DS, both ways; nothing is sent',
  example: 'LEADFERRY_API_KEY=demo npx leadferry compare samples/leads.xlsx -o comparison.xlsx --env sandbox',
  details:
    'Shows which leads only the sheet has, which only 3DS has, and which are in both and differ, field by field. Leads are found by partner lead id, or by 3DS lead id where the sheet has it. Blank cells and columns that the sheet does not have are not compared. Exit code 0 also where something differs, unless --fail-on-difference is given (4); 5 where 3DS did not answer with some lead.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    {
      title: 'Comparison:',
      flags: {
        output: {
          kind: 'list',
          alias: 'o',
          describe: 'File to write the comparison to: .xlsx, .csv or .json',
        },
        ...compareFlags,
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const file = flags.required('file');
    const result = await api.compareFile(file, {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sourceOptions(flags),
      ...mappingOptions(flags),
      modifiedSince: flags.text('modified-since'),
      modifiedUntil: flags.text('modified-until'),
      known: flags.on('known'),
      blanks: flags.on('blanks'),
      out: flags.list('output'),
    });
    output.answer(result, () => comparisonText(result, output));
    const next = nextCommand(context, file, result);
    if (next !== null) output.hint(`Next: ${next}`);
    return exitCodeOf(result, flags.on('fail-on-difference'));
  },
};

function nextCommand(
  { flags }: CommandContext,
  file: string,
  { counts, files }: CompareResult,
): string | null {
  const { differs, onlyInSheet, onlyAt3ds } = counts;
  const words = asArgument(file);
  if (differs + onlyInSheet > 0) {
    return `leadferry plan ${words}${repeatedFlags(flags)} shows what an upload of the sheet would change at 3DS.`;
  }
  if (onlyAt3ds > 0 && files.length === 0) {
    return `leadferry compare ${words} -o comparison.xlsx${repeatedFlags(flags)} lists them in a workbook.`;
  }
  return null;
}

function exitCodeOf({ counts, leads }: CompareResult, failOnDifference: boolean): number {
  if (leads.some(({ code }) => code === 'LEAD_UNREADABLE')) return someFailed;
  const { differs, onlyInSheet, onlyAt3ds, unclear } = counts;
  return failOnDifference && differs + onlyInSheet + onlyAt3ds + unclear > 0 ? issuesFound : allWell;
}
