import type { ExportLeadsResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell, someFailed } from '../exit-code.js';
import { connectionGroups, selectionFlags } from '../flags.js';
import { connectionOptions, layoutOption, selectionOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import type { TableView } from '../table.js';
import { asArgument, counted, fileLines } from '../wording.js';

export const exportLeadsCommand: Command = {
  usage: 'export leads',
  summary: 'Write leads of 3DS to a sheet that can be uploaded again',
  example:
    'LEADFERRY_API_KEY=demo npx leadferry export leads --modified-since 30d -o exported.xlsx --env sandbox',
  details:
    'Finds the leads that the flags under "Leads" ask for (at least one of them is needed), reads each of them once and writes them to a spreadsheet. Uploading that sheet as it is changes nothing.',
  positionals: {},
  groups: [
    { title: 'Leads:', flags: selectionFlags },
    {
      title: 'File:',
      flags: {
        output: { kind: 'text', alias: 'o', describe: 'File to write: .xlsx, .csv or .jsonl (required)' },
        layout: {
          kind: 'text',
          describe:
            '1: a row per lead, 2: a row per offer line, 3: joined sheets (default: 3 for .xlsx, 2 for .csv)',
        },
      },
    },
    ...connectionGroups,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.exportLeads({
      ...connectionOptions(flags),
      ...jobOptions(context),
      ...selectionOptions(flags),
      out: flags.required('output'),
      layout: layoutOption(flags),
    });
    output.answer(result, () => exportText(result, output));
    const [file] = result.files;
    if (file !== undefined) output.hint(`Next: leadferry inspect ${asArgument(file)}`);
    return result.counts.failed > 0 ? someFailed : allWell;
  },
};

function exportText({ server, partnerId, counts, files }: ExportLeadsResult, { paint }: TableView): string {
  const { found, fetched, outOfScope, failed } = counts;
  const aside = [
    outOfScope === 0 ? '' : `, ${outOfScope} not open to this partner`,
    failed === 0 ? '' : `, ${failed} could not be read`,
  ].join('');
  return [
    `${printable(server)}, partner ${printable(partnerId)}`,
    paint('bold', `${counted(found, 'lead')} found, ${fetched} written${aside}`),
    ...fileLines(files, paint),
  ].join('\n');
}
