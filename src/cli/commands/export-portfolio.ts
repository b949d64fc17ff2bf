import type { ExportPortfolioResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { connectionGroups } from '../flags.js';
import { connectionOptions, repeatedFlags } from '../job-flags.js';
import { printable } from '../printable.js';
import type { TableView } from '../table.js';
import { counted, fileLines } from '../wording.js';

export const exportPortfolioCommand: Command = {
  usage: 'export portfolio',
  summary: 'Write the product catalogue of 3DS to a sheet',
  example: 'LEADFERRY_API_KEY=demo npx leadferry export portfolio -o portfolio.xlsx --env sandbox',
  details:
    'Reads all pages of the portfolio, checks their number against what 3DS says, and writes them to a spreadsheet, grouped by level, with what changed since the last time on a sheet of its own. A copy is kept for the checks and for the drop-downs of `leadferry template`.',
  positionals: {},
  groups: [
    {
      title: 'File:',
      flags: {
        output: { kind: 'text', alias: 'o', describe: 'File to write: .xlsx, .csv or .jsonl (required)' },
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.exportPortfolio({
      ...connectionOptions(flags),
      ...jobOptions(context),
      out: flags.required('output'),
    });
    output.answer(result, () => portfolioText(result, output));
    output.hint(
      `Next: leadferry template -o lead-sheet.xlsx${repeatedFlags(flags)} puts the products into its drop-downs`,
    );
    return allWell;
  },
};

function portfolioText(
  { server, counts, files, coverage, changes }: ExportPortfolioResult,
  { paint }: TableView,
): string {
  return [
    printable(server),
    paint(
      'bold',
      `${counted(counts.items, 'item')}, ${counts.orderable} of them orderable, from ${counted(coverage.pages, 'page')}`,
    ),
    ...(changes === null ? [] : [changesText(changes)]),
    ...fileLines(files, paint),
  ].join('\n');
}

function changesText({ since, items }: NonNullable<ExportPortfolioResult['changes']>): string {
  const kinds = [...new Set(items.map(({ change }) => change))];
  const counts = kinds.map((kind) => `${items.filter(({ change }) => change === kind).length} ${kind}`);
  return `Since ${since} (UTC): ${counts.length === 0 ? 'nothing changed' : counts.join(', ')}`;
}
