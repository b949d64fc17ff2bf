import type { PipelineReportResult } from '../index.js';
import { amountText } from './amount-text.js';
import { printable } from './printable.js';
import { type TableColumn, type TableView, tableText } from './table.js';
import { counted } from './wording.js';

type PipelineReportDocument = PipelineReportResult['report'];

type CurrencyLine = Pick<PipelineReportDocument['currencies'][number], 'currency' | 'phases' | 'weighted'>;

/** The pipeline report in few lines, for a terminal beside which the files have all of it. */
export function pipelineText(report: PipelineReportDocument, view: TableView): string {
  const { asOf, source, currencies, converted, notes } = report;
  const lines: readonly CurrencyLine[] = converted === null ? currencies : [...currencies, converted];
  const labelled = lines.map((line) => ({ line, isConverted: line === converted }));
  const head = [
    view.paint('bold', `Pipeline as of ${asOf}: ${printable(source.origin)}`),
    coverageText(report),
    ...notes.map((note) => view.paint('yellow', `Note: ${printable(note)}`)),
  ].join('\n');
  const totals = labelled.length === 0 ? '' : tableText(labelled, columns, view);
  return [head, totals, attentionText(report)].filter((part) => part !== '').join('\n\n');
}

function coverageText({ coverage }: PipelineReportDocument): string {
  const { counted: leads, unclaimed, outOfScope, failed } = coverage;
  return [
    counted(leads, 'lead'),
    ...(unclaimed === 0 ? [] : [`${unclaimed} without a partner lead id`]),
    ...(outOfScope === 0 ? [] : [`${outOfScope} out of scope and not counted`]),
    ...(failed === 0 ? [] : [`${failed} could not be read and are not counted`]),
  ].join(', ');
}

function attentionText({ overdue, milestones, stale, quality, settings }: PipelineReportDocument): string {
  const found = quality === null ? '' : `; issues in ${counted(quality.leadsWithIssues, 'lead')}`;
  return `To look at: ${overdue.length} overdue, ${milestones.length} without a next milestone ahead, ${stale.length} without a change for ${counted(settings.staleDays, 'day')}${found}`;
}

interface TotalsLine {
  readonly line: CurrencyLine;
  /** The last line: all amounts in one currency. */
  readonly isConverted: boolean;
}

const phaseNames = { open: 'Open', won: 'Won', lost: 'Lost' } as const;

const columns: readonly TableColumn<TotalsLine>[] = [
  {
    head: 'Currency',
    text: ({ line, isConverted }) =>
      isConverted ? `All in ${line.currency ?? ''}` : (line.currency ?? '(none)'),
    style: ({ isConverted }) => (isConverted ? 'bold' : null),
  },
  ...(['open', 'won', 'lost'] as const).flatMap((phase): readonly TableColumn<TotalsLine>[] => [
    {
      head: `${phaseNames[phase]} leads`,
      text: ({ line }) => String(line.phases[phase].leads),
      align: 'right',
    },
    { head: phaseNames[phase], text: ({ line }) => amountText(line.phases[phase].amount), align: 'right' },
    ...(phase === 'open'
      ? [
          {
            head: 'Weighted',
            text: ({ line }: TotalsLine) => amountText(line.weighted),
            align: 'right',
          } as const,
        ]
      : []),
  ]),
];
