import { enumerationLabel, statusLabels } from '../lead/enumerations.js';
import type { ReportDocument, ReportSection, ReportTile, TableBlock } from './document.js';
import { countCell } from './document.js';
import { counted, grouped, shownAmount, shownDay, shownInstant } from './document-number.js';
import type { PhaseLine } from './pipeline-breakdown.js';
import type { PipelineFigures } from './pipeline-figures.js';
import type { LateLead, MilestoneLead, MilestoneProblem } from './pipeline-lists.js';
import type { PipelineReport, QualityFigures } from './pipeline-report.js';
import { convertedSection, currencySection } from './pipeline-sections.js';
import { leadTable, phaseCells, phaseColumns } from './pipeline-tables.js';
import type { PhaseTotals } from './pipeline-tally.js';

/** The pipeline report as a document to be forwarded as it is. */
export function pipelineDocument(report: PipelineReport): ReportDocument {
  const { asOf, figures } = report;
  return {
    kind: 'Pipeline report',
    title: `Pipeline as of ${shownDay(asOf)}`,
    facts: factsOf(report),
    tiles: [...moneyTiles(figures), ...attentionTiles(report)],
    cautions: cautionsOf(report),
    sections: [
      overviewSection(figures),
      ...figureSections(figures, asOf),
      overdueSection(figures.overdue, asOf),
      milestoneSection(figures.milestones),
      staleSection(figures.stale, report.settings.staleDays),
      ...(report.quality === null ? [] : [qualitySection(report.quality)]),
      basisSection(report),
    ],
    footer: `Made by leadferry on ${shownInstant(report.madeAt)}. Amounts of different currencies are never added without a rate.`,
  };
}

function factsOf({ source, figures }: PipelineReport): ReportDocument['facts'] {
  const unclaimed =
    figures.unclaimed === 0
      ? ''
      : `, ${grouped(String(figures.unclaimed))} of them without a partner lead id`;
  return [
    ['Source', source.origin],
    ...Object.entries(source.criteria),
    ['Leads', `${grouped(String(figures.counted))}${unclaimed}`],
  ];
}

function cautionsOf({ coverage: { failed, outOfScope }, notes, figures }: PipelineReport): readonly string[] {
  const left = [
    ...(failed > 0 ? [`${counted(failed, 'lead')} could not be read`] : []),
    ...(outOfScope > 0 ? [`${counted(outOfScope, 'lead')} no longer in scope of this partner`] : []),
  ];
  const without = figures.currencies.find(({ currency }) => currency === null);
  return [
    ...(left.length === 0 ? [] : [`Not in these figures: ${left.join(', ')}.`]),
    ...(without === undefined ? [] : [`${counted(without.total.leads, 'lead')} without a currency.`]),
    ...notes,
  ];
}

/** Amounts where all leads are in one currency, or were converted to one; else the numbers of leads. */
function moneyTiles({ converted, currencies }: PipelineFigures): readonly ReportTile[] {
  const [only, ...others] = currencies;
  const one = converted ?? (others.length === 0 ? only : undefined);
  const all = sumOfLeads(currencies);
  if (one === undefined) {
    return (['open', 'won', 'lost'] as const).map((phase) => ({
      label: `${phaseNames[phase]} leads`,
      value: grouped(String(all[phase])),
    }));
  }
  const { currency, phases, weighted } = one;
  const money = (amount: typeof weighted) =>
    `${shownAmount(amount.round(0), 'JPY')} ${currency ?? ''}`.trim();
  return [
    { label: 'Open', value: money(phases.open.amount), note: counted(phases.open.leads, 'lead') },
    { label: 'Weighted', value: money(weighted), note: 'by the probability of each stage' },
    { label: 'Won', value: money(phases.won.amount), note: counted(phases.won.leads, 'lead') },
    { label: 'Lost', value: money(phases.lost.amount), note: counted(phases.lost.leads, 'lead') },
  ];
}

const phaseNames = { open: 'Open', won: 'Won', lost: 'Lost' } as const;

function sumOfLeads(lines: readonly PhaseTotals[]): Record<'open' | 'won' | 'lost', number> {
  const of = (phase: 'open' | 'won' | 'lost') =>
    lines.reduce((sum, { phases }) => sum + phases[phase].leads, 0);
  return { open: of('open'), won: of('won'), lost: of('lost') };
}

function attentionTiles({ figures, settings }: PipelineReport): readonly ReportTile[] {
  const tile = (label: string, leads: readonly unknown[], note: string): ReportTile => ({
    label,
    value: grouped(String(leads.length)),
    note,
    tone: leads.length > 0 ? 'bad' : 'good',
  });
  return [
    tile('Overdue', figures.overdue, 'close date has passed'),
    tile('No next milestone', figures.milestones, 'opportunities'),
    tile('Stale', figures.stale, `no change for ${settings.staleDays} days`),
  ];
}

function overviewSection({ currencies, converted }: PipelineFigures): ReportSection {
  const lines: readonly PhaseLine[] = currencies.map((figures) => ({
    ...figures,
    code: figures.currency,
    label: figures.currency ?? '(none)',
  }));
  const hasOther = currencies.some(({ phases }) => phases.other.leads > 0);
  const table: TableBlock = {
    kind: 'table',
    title: '',
    columns: [
      { header: 'Currency', holds: 'text' },
      ...phaseColumns(null),
      { header: 'Other leads', holds: 'count' },
    ],
    rows: lines.map((line) => [
      line.label,
      ...phaseCells(line, line.code),
      countCell(line.phases.other.leads),
    ]),
    total:
      converted === null
        ? undefined
        : [
            `All in ${converted.currency}`,
            ...phaseCells(converted, converted.currency),
            countCell(converted.phases.other.leads),
          ],
    empty: 'No leads were found.',
  };
  return {
    id: 'overview',
    title: 'Overview',
    sheet: 'Currencies',
    ...(hasOther ? { note: '"Other" are leads whose stage is missing or not known to leadferry.' } : {}),
    blocks: [hasOther ? table : withoutLastColumn(table)],
  };
}

function withoutLastColumn(table: TableBlock): TableBlock {
  const { columns, rows, total } = table;
  return {
    ...table,
    columns: columns.slice(0, -1),
    rows: rows.map((row) => row.slice(0, -1)),
    total: total?.slice(0, -1),
  };
}

/** The charts are in the converted figures where there are some, else in those of each currency. */
function figureSections({ currencies, converted }: PipelineFigures, asOf: string): readonly ReportSection[] {
  const [only, ...others] = currencies;
  const isConverted = converted !== null && (others.length > 0 || only?.currency !== converted.currency);
  const own = currencies.map((figures) => currencySection(figures, { asOf, withCharts: !isConverted }));
  return isConverted ? [convertedSection(converted, asOf), ...own] : own;
}

function overdueSection(lines: readonly LateLead[], asOf: string): ReportSection {
  return {
    id: 'overdue',
    title: 'Overdue close dates',
    sheet: 'Overdue',
    note: `Open leads whose close date lies before ${shownDay(asOf)}, the longest overdue first.`,
    blocks: [
      leadTable(lines, [{ header: 'Days overdue', holds: 'count', cell: ({ days }) => countCell(days) }], {
        title: '',
        empty: 'No open lead is overdue.',
      }),
    ],
  };
}

const problemTexts = {
  missing: 'none given',
  undated: 'without a date',
  passed: 'date has passed',
} as const satisfies Record<MilestoneProblem, string>;

function milestoneSection(lines: readonly MilestoneLead[]): ReportSection {
  return {
    id: 'milestones',
    title: 'Missing next milestones',
    sheet: 'Milestones',
    note: 'Opportunities (stage -3 to -1) without a next milestone that lies ahead, those that close first at the top.',
    blocks: [
      leadTable(
        lines,
        [
          { header: 'Next milestone', holds: 'text', cell: ({ nextMilestone }) => nextMilestone },
          { header: 'What is wrong', holds: 'text', cell: ({ problem }) => problemTexts[problem] },
        ],
        { title: '', empty: 'Every opportunity has a next milestone.' },
      ),
    ],
  };
}

function staleSection(lines: readonly LateLead[], staleDays: number): ReportSection {
  return {
    id: 'stale',
    title: 'Stale leads',
    sheet: 'Stale',
    note: `Open leads that nobody has changed at 3DS for more than ${staleDays} days, the longest first.`,
    blocks: [
      leadTable(lines, [{ header: 'Days unchanged', holds: 'count', cell: ({ days }) => countCell(days) }], {
        title: '',
        empty: 'No open lead is stale.',
      }),
    ],
  };
}

function qualitySection({ leadsChecked, leadsWithIssues, byCode }: QualityFigures): ReportSection {
  return {
    id: 'quality',
    title: 'Data quality',
    sheet: 'Data quality',
    note: `The checks of \`leadferry validate\` on these leads: ${grouped(String(leadsWithIssues))} of ${counted(leadsChecked, 'lead')} have something to mend. \`leadferry explain CODE\` says what to do.`,
    blocks: [
      {
        kind: 'table',
        title: '',
        columns: [
          { header: 'What is wrong', holds: 'text' },
          { header: 'Severity', holds: 'text' },
          { header: 'Leads', holds: 'count' },
          { header: 'Issues', holds: 'count' },
          { header: 'For instance', holds: 'text' },
        ],
        rows: byCode.map(({ code, title, severity, leads, issues, examples }) => [
          { kind: 'coded', text: title, code },
          severity,
          countCell(leads),
          countCell(issues),
          examples.join(', '),
        ]),
        empty: 'The checks found nothing.',
      },
    ],
  };
}

function basisSection({ settings, figures }: PipelineReport): ReportSection {
  const { converted } = figures;
  return {
    id: 'basis',
    title: 'What the figures rest on',
    sheet: 'Basis',
    note: 'The amount of a lead is the sum of its offer lines. Weighted is the open amount times the probability of its stage. Sums are shown in whole units and are exact in the JSON document.',
    blocks: [
      probabilityTable(settings.probabilities),
      ...(converted === null ? [] : [ratesTable(converted)]),
    ],
  };
}

function probabilityTable(probabilities: Readonly<Record<string, number>>): TableBlock {
  const open = Object.keys(statusLabels).filter((stage) => stage !== 'WON' && stage !== 'LOST');
  return {
    kind: 'table',
    title: 'Probabilities',
    columns: [
      { header: 'Stage', holds: 'text' },
      { header: 'Probability', holds: 'percent' },
    ],
    rows: open.map((stage) => [
      enumerationLabel('status', stage),
      { kind: 'percent', value: probabilities[stage] ?? 0 },
    ]),
  };
}

function ratesTable({ rates, currency }: NonNullable<PipelineFigures['converted']>): TableBlock {
  return {
    kind: 'table',
    title: 'Rates',
    columns: [
      { header: 'Currency', holds: 'text' },
      { header: `One unit in ${currency}`, holds: 'text' },
      { header: 'Source', holds: 'text' },
      { header: 'Date', holds: 'day' },
    ],
    rows: rates.map((rate) => [
      rate.currency,
      rate.rate.toFixed(),
      rate.source,
      { kind: 'day', iso: rate.date },
    ]),
  };
}
