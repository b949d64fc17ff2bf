import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { localServerGroup } from '../flags.js';
import { connectionOptions, layoutOption } from '../job-flags.js';
import { printable } from '../printable.js';
import { asArgument, counted } from '../wording.js';

export const templateCommand: Command = {
  usage: 'template',
  summary: 'Write the blank lead sheet with drop-downs and hints',
  example: 'npx leadferry template -o lead-sheet.xlsx',
  details:
    'Writes an Excel workbook with a column for every field, drop-downs for fixed values and a hint at every header. After `leadferry export portfolio` it also holds your products.',
  positionals: {},
  groups: [
    {
      title: 'File:',
      flags: {
        output: { kind: 'text', alias: 'o', describe: 'File to write: .xlsx (required)' },
        layout: {
          kind: 'text',
          describe: '1: a row per lead, 2: a row per offer line, 3: joined sheets (default: 3)',
        },
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.writeTemplate({
      ...connectionOptions(flags),
      ...jobOptions(context),
      out: flags.required('output'),
      layout: layoutOption(flags),
    });
    output.answer(result, () => result.files.map(printable).join('\n'));
    output.hint(
      result.portfolioItems === 0
        ? 'It holds no products yet: `leadferry export portfolio` fetches them.'
        : `It holds ${counted(result.portfolioItems, 'product')}.`,
    );
    const [file] = result.files;
    if (file !== undefined)
      output.hint(`Next: fill it in Excel, then leadferry validate ${asArgument(file)}`);
    return allWell;
  },
};
