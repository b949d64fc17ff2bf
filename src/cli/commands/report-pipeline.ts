import { LeadferryError, type PipelineReportOptions } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell, someFailed } from '../exit-code.js';
import type { FlagValues } from '../flag-values.js';
import { connectionGroups, mappingFlags, selectionFlags, sourceFlags } from '../flags.js';
import { connectionOptions, mappingOptions, selectionOptions, sourceOptions } from '../job-flags.js';
import { pipelineText } from '../pipeline-text.js';
import { printable } from '../printable.js';

export const reportPipelineCommand: Command = {
  usage: 'report pipeline',
  summary: 'What is open, won and lost, weighted and by month, as a page, a workbook, Markdown or JSON',
  example: 'LEADFERRY_API_KEY=demo npx leadferry report pipeline -o pipeline.html --env sandbox',
  details:
    'Reads the leads of 3DS (without flags: those modified in the last 365 days), the ledger, or files that `export leads` wrote, and totals them by stage, forecast category, owner, country, offer, close month and age. Lists the largest open leads, those that are overdue, stale or without a next milestone, and what the checks find in them. Amounts of different currencies are added only with --rates. The report is shown as Markdown; -o writes it to files and shows the totals. docs/reporting.md explains each figure.',
  positionals: {},
  groups: [
    {
      title: 'Leads:',
      flags: {
        from: {
          kind: 'list',
          describe: '`ledger`, or a file that `export leads` wrote, in place of 3DS; files may be several',
        },
        ...selectionFlags,
      },
    },
    {
      title: 'Figures:',
      flags: {
        'as-of': {
          kind: 'text',
          describe: 'Day that ages and overdue dates are counted to (also: LEADFERRY_AS_OF; default: today)',
        },
        probability: {
          kind: 'list',
          describe: 'Probability of an open stage: VALIDATED=60; may be given several times',
        },
        rates: {
          kind: 'text',
          describe: 'Sheet or YAML with currency, rate, source, date: all amounts also in one currency',
        },
        'stale-days': {
          kind: 'text',
          describe: 'Days without a change that make a lead stale (default: 30)',
        },
        top: { kind: 'text', describe: 'How many of the largest open leads are listed (default: 20)' },
        'no-checks': { kind: 'switch', describe: 'Leave out what the checks find in the leads' },
      },
    },
    {
      title: 'Files:',
      flags: {
        output: {
          kind: 'list',
          alias: 'o',
          describe: 'File to write: .html, .xlsx, .md or .json; may be given several times',
        },
      },
    },
    { title: 'How exported files are read:', flags: { ...sourceFlags, ...mappingFlags } },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.pipelineReport({
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...selectionOptions(flags),
      ...sourceOptions(flags),
      ...mappingOptions(flags),
      ...figureOptions(flags),
      ...sourceOption(flags),
      out: flags.list('output'),
    });
    const { report, markdown, files } = result;
    output.answer({ ...report, files }, () =>
      files.length === 0 ? markdown.trimEnd() : pipelineText(report, output),
    );
    for (const file of files) output.hint(`Written: ${printable(file)}`);
    return report.coverage.failed > 0 ? someFailed : allWell;
  },
};

function sourceOption(flags: FlagValues): Pick<PipelineReportOptions, 'from' | 'files'> {
  const given = flags.list('from') ?? [];
  const files = given.filter((name) => name !== 'ledger');
  return {
    from: files.length < given.length ? 'ledger' : undefined,
    files: files.length === 0 ? undefined : files,
  };
}

function figureOptions(flags: FlagValues): Partial<PipelineReportOptions> {
  const given = flags.list('probability');
  return {
    asOf: flags.text('as-of'),
    probabilities: given === undefined ? undefined : Object.fromEntries(given.map(probability)),
    rates: flags.text('rates'),
    staleDays: flags.number('stale-days', { least: 1, most: 3650 }),
    top: flags.number('top', { least: 1, most: 1000 }),
    quality: flags.on('no-checks') ? false : undefined,
  };
}

function probability(text: string): readonly [string, number] {
  const [, stage, percent] = /^(.+?)=(\d{1,3}(?:\.\d{1,4})?)%?$/.exec(text.trim()) ?? [];
  if (stage !== undefined && percent !== undefined) return [stage.trim(), Number(percent)];
  throw new LeadferryError('USAGE', `--probability: expected STAGE=PERCENT, found "${printable(text)}".`, {
    next: 'Give it such as --probability VALIDATED=60.',
  });
}
