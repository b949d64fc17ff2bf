import { type ChangesReportOptions, LeadferryError } from '../../index.js';
import { changesText } from '../changes-text.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import type { FlagValues } from '../flag-values.js';
import { localServerGroup } from '../flags.js';
import { connectionOptions } from '../job-flags.js';
import { printable } from '../printable.js';

export const reportChangesCommand: Command = {
  usage: 'report changes [from] [to]',
  summary: 'Show what changed between two points: new, won, lost, slipped, amounts, owners',
  example: 'npx leadferry report changes --env sandbox --since 7d -o changes.html',
  details:
    'Compares the leads of two exported files, of the ends of two runs, or of two moments that the ledger remembers (every export leaves its copies there). Shows new, won, lost and reopened leads, moves from stage to stage, close dates that slipped or were pulled in, amounts up and down, other owners, leads in and out of view, and how the total of the open leads became another one, per currency. Reads and sends nothing at 3DS.',
  positionals: {
    from: 'The earlier point: a file that `export leads` wrote, or a run',
    to: 'The later point, likewise',
  },
  groups: [
    {
      title: 'Points, in place of files or runs:',
      flags: {
        since: {
          kind: 'text',
          describe:
            'Compare with what the ledger knew then: 2026-11-01 (from its start, UTC), 2026-W45, 7d, 24h or a date-time',
        },
        until: {
          kind: 'text',
          describe: 'Up to then, in place of now; a day or a week with its end',
        },
      },
    },
    {
      title: 'File:',
      flags: {
        output: {
          kind: 'list',
          alias: 'o',
          describe: 'File to write: .html, .xlsx, .md or .json; may be given several times',
        },
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const { report, files } = await api.changesReport({
      ...connectionOptions(flags),
      ...jobOptions(context),
      points: pointsOf(flags),
      since: flags.text('since'),
      until: flags.text('until'),
      out: flags.list('output'),
    });
    output.answer({ ...report, files }, () => changesText(report, output));
    for (const file of files) output.hint(`Written: ${printable(file)}`);
    if (files.length === 0)
      output.hint('Next: the same with -o changes.html or -o changes.xlsx lists every lead.');
    return allWell;
  },
};

function pointsOf(flags: FlagValues): ChangesReportOptions['points'] {
  const [from, to] = [flags.text('from'), flags.text('to')];
  if (from === undefined) return undefined;
  if (to !== undefined) return [from, to];
  throw new LeadferryError('USAGE', `Expected two points to compare, found only ${printable(from)}.`, {
    next: `Give the later one as well, such as \`leadferry report changes ${printable(from)} new.xlsx\`, or --since in place of both.`,
  });
}
