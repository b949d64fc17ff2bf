import { type Command, jobOptions } from '../command.js';
import { allWell, someFailed } from '../exit-code.js';
import { connectionGroups, selectionFlags } from '../flags.js';
import { connectionOptions, selectionOptions } from '../job-flags.js';
import { printable } from '../printable.js';

export const reportPipelineCommand: Command = {
  usage: 'report pipeline',
  summary: 'Total the pipeline by stage and forecast category, per currency',
  example: 'LEADFERRY_API_KEY=demo npx leadferry report pipeline --env sandbox',
  details:
    'Reads the leads of 3DS (without flags: those modified in the last 365 days) and totals them by stage and by forecast category. Amounts of different currencies are never added up. The report is shown as Markdown; -o also writes it to files.',
  positionals: {},
  groups: [
    { title: 'Leads:', flags: selectionFlags },
    {
      title: 'File:',
      flags: {
        output: {
          kind: 'list',
          alias: 'o',
          describe: 'File to write: .md or .json; may be given several times',
        },
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.pipelineReport({
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...selectionOptions(flags),
      out: flags.list('output'),
    });
    const { report, markdown, files } = result;
    output.answer({ ...report, files }, () => markdown.trimEnd());
    for (const file of files) output.hint(`Written: ${printable(file)}`);
    return report.coverage.failed > 0 ? someFailed : allWell;
  },
};
