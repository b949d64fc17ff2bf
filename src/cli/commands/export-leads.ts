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
    'Finds the leads that the flags under "Leads" ask for (at least one of them is needed), reads each of them once and writes them to a spreadsheet. Uploading that sheet as it is changes nothing. An export that was stopped goes on where it was when the same command is run again within a day.',
  positionals: {},
  groups: [
    {
      title: 'Leads:',
      flags: {
        ...selectionFlags,
        incremental: {
          kind: 'switch',
          describe: 'Only what was modified since the last export with --incremental and the same criteria',
        },
        status: { kind: 'list', describe: 'Only leads of these stages, by code or label: WON,LOST' },
        filter: {
          kind: 'list',
          describe:
            'Only leads with FIELD=VALUE, also !=, and >= or <= for days and amounts; may be repeated',
        },
        restart: { kind: 'switch', describe: 'Read everything anew after a stop, in place of going on' },
      },
    },
    {
      title: 'File:',
      flags: {
        output: { kind: 'text', alias: 'o', describe: 'File to write: .xlsx, .csv or .jsonl (required)' },
        layout: {
          kind: 'text',
          describe:
            '1: a row per lead, 2: a row per offer line, 3: joined sheets (default: 3 for .xlsx, 2 for .csv)',
        },
        columns: {
          kind: 'list',
          describe: 'Only these columns, in this order: labels, API names or paths, commas between them',
        },
        'split-by': { kind: 'text', describe: 'A file for each value of this field, such as "Owner email"' },
        locale: {
          kind: 'text',
          describe: 'Country in whose Excel a .csv file opens by double click, such as de-DE',
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
      incremental: flags.on('incremental'),
      restart: flags.on('restart'),
      status: flags.commaList('status'),
      filter: flags.list('filter'),
      out: flags.required('output'),
      layout: layoutOption(flags),
      columns: flags.commaList('columns'),
      splitBy: flags.text('split-by'),
      locale: flags.text('locale'),
    });
    output.answer(result, () => exportText(result, output));
    const [file] = result.files;
    if (file !== undefined) output.hint(`Next: leadferry inspect ${asArgument(file)}`);
    return result.counts.failed > 0 ? someFailed : allWell;
  },
};

function exportText(result: ExportLeadsResult, { paint }: TableView): string {
  const { server, partnerId, counts, files } = result;
  const { found, fetched, outOfScope, failed, written } = counts;
  const aside = [
    written === fetched ? '' : `, ${fetched - written} left out by the filters`,
    outOfScope === 0 ? '' : `, ${outOfScope} not open to this partner`,
    failed === 0 ? '' : `, ${failed} could not be read`,
  ].join('');
  return [
    `${printable(server)}, partner ${printable(partnerId)}${spanText(result)}`,
    paint('bold', `${counted(found, 'lead')} found, ${written} written${aside}`),
    ...notes(result),
    ...fileLines(files, paint),
  ].join('\n');
}

function spanText({ span }: ExportLeadsResult): string {
  if (span === null) return '';
  return `, modified from ${span.from} ${span.to === null ? 'on' : `to ${span.to}`} (UTC)`;
}

function notes({ resumed, watermark, coverage }: ExportLeadsResult): readonly string[] {
  const missing = coverage.partnerIdsNotFound;
  const unread = [...coverage.outOfScope, ...coverage.failed];
  return [
    ...(resumed === null
      ? []
      : [
          `Gone on with the export of ${resumed.startedAt}, which had read ${counted(resumed.fetched, 'lead')}`,
        ]),
    ...firstOf(
      unread,
      ({ dsLeadOpportunityId: id, code, message }) => `Not read: ${id}, ${code}: ${message}`,
    ),
    ...firstOf(missing, (id) => `Not found at 3DS: partner lead id ${id}`),
    ...(watermark === null ? [] : [`The next incremental export starts at ${watermark.until} (UTC)`]),
  ];
}

const mostShown = 5;

/** A line for each of the first ones, and how many more there are; the sheet "Coverage" lists all of them. */
function firstOf<T>(items: readonly T[], line: (item: T) => string): readonly string[] {
  const more = items.length - mostShown;
  return [
    ...items.slice(0, mostShown).map((item) => printable(line(item))),
    ...(more > 0 ? [`… and ${more} more, all of them on the sheet "Coverage"`] : []),
  ];
}
