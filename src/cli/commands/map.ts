import type { MapResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { localServerGroup, mappingFlags, sourceFlags } from '../flags.js';
import { connectionOptions, mappingOptions, sourceOptions } from '../job-flags.js';
import { printable, printableLines } from '../printable.js';
import { asArgument, counted } from '../wording.js';

export const mapCommand: Command = {
  usage: 'map <file>',
  summary: 'Write a mapping file: which column is which field, what your pick lists mean',
  example: 'npx leadferry map samples/leads.xlsx',
  details:
    'Reads the whole sheet and proposes a mapping file for it: every column with its field, score and reason, and every text of a pick list that 3DS does not know. Without -o it is shown. Look at every line, then pass the file with --mapping. An existing file is never replaced without --force.',
  positionals: { file: 'The lead sheet, .csv or .xlsx' },
  groups: [
    {
      title: 'File:',
      flags: {
        output: { kind: 'text', alias: 'o', describe: 'File to write: .yaml' },
        force: { kind: 'switch', describe: 'Replace the file if it exists' },
      },
    },
    { title: 'Sheet:', flags: { ...sourceFlags, ...mappingFlags } },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const file = flags.required('file');
    const result = await api.mapColumns(file, {
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sourceOptions(flags),
      ...mappingOptions(flags),
      out: flags.text('output'),
      force: flags.on('force'),
    });
    output.answer(result, () =>
      result.mapping === null ? printableLines(result.text.trimEnd()) : printable(result.mapping),
    );
    output.hint(summary(result));
    if (result.mapping !== null) {
      output.hint(
        `Next: look at every line of it, then leadferry validate ${asArgument(file)} --mapping ${asArgument(result.mapping)}`,
      );
    }
    return allWell;
  },
};

function summary({ columns, unmapped, values, preset }: MapResult): string {
  const used = columns.filter(({ use }) => use === 'used').length;
  const open = values.flatMap(({ lines }) => lines).length;
  const start = preset === null ? '' : `, started from the preset ${printable(preset)}`;
  return `${counted(used, 'column')} mapped, ${unmapped.length} not mapped, ${counted(open, 'value')} to look at${start}.`;
}
