import type { TemplateResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { localServerGroup, mappingFlags, sourceFlags } from '../flags.js';
import { connectionOptions, layoutOption, mappingOptions, sourceOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import { asArgument, counted } from '../wording.js';

const languages = ['en', 'de', 'fr', 'ja'] as const;

export const templateCommand: Command = {
  usage: 'template',
  summary: 'Write the lead sheet with drop-downs and hints, blank or filled in',
  example: 'npx leadferry template -o lead-sheet.xlsx',
  details:
    'Writes an Excel workbook with a column for every field, drop-downs for fixed values, a hint at every header and a sheet that says how to fill it in. After `leadferry export portfolio` your products are chosen by name.',
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
        language: { kind: 'text', describe: 'Language of the sheet: en, de, fr or ja (default: en)' },
        example: { kind: 'switch', describe: 'Add a row that shows how it is done; it is never sent' },
      },
    },
    {
      title: 'Filled in:',
      flags: {
        prefill: {
          kind: 'text',
          describe: 'Leads to fill in: an export or any lead sheet, or `ledger` for what was sent last',
        },
        ...sourceFlags,
        ...mappingFlags,
      },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const prefill = flags.text('prefill');
    const result = await api.writeTemplate({
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...sourceOptions(flags),
      ...mappingOptions(flags),
      out: flags.required('output'),
      layout: layoutOption(flags),
      language: flags.choice('language', languages),
      example: flags.on('example'),
      prefill,
    });
    output.answer(result, () => result.files.map(printable).join('\n'));
    for (const hint of hints(result, prefill)) output.hint(hint);
    return allWell;
  },
};

function* hints(result: TemplateResult, prefill: string | undefined): Generator<string> {
  const { portfolioItems, leads, rejected, inNone, files } = result;
  yield portfolioItems === 0
    ? 'It holds no products yet: `leadferry export portfolio` fetches them.'
    : `It holds ${counted(portfolioItems, 'product')}.`;
  if (prefill !== undefined) {
    yield `${counted(leads, 'lead')} filled in.`;
    if (rejected + inNone > 0) {
      yield `${counted(rejected, 'lead')} with errors, whose values that were not understood are blank now, and ${counted(inNone, 'row')} that made no lead and ${inNone === 1 ? 'is' : 'are'} left out: leadferry validate ${asArgument(prefill)} lists them.`;
    }
  }
  const [file] = files;
  if (file !== undefined) yield `Next: fill it in Excel, then leadferry validate ${asArgument(file)}`;
}
