import type { ChangesFigures } from './changes-report.js';
import {
  type Flow,
  type OtherPart,
  otherParts,
  type Waterfall,
  type WaterfallStepName,
  waterfallSteps,
} from './changes-waterfall.js';
import { compactNumber, type WaterfallStep, waterfallBase } from './chart.js';
import {
  type ChartBlock,
  countCell,
  type ReportCell,
  type ReportRow,
  type ReportSection,
} from './document.js';

const stepLabels = {
  new: 'New',
  up: 'Up',
  down: 'Down',
  won: 'Won',
  lost: 'Lost',
  other: 'Other',
} as const satisfies Record<WaterfallStepName, string>;

const rowLabels = {
  ...stepLabels,
  up: 'Amounts up',
  down: 'Amounts down',
} as const satisfies Record<WaterfallStepName, string>;

const otherLabels = {
  reopened: 'Other: reopened',
  appeared: 'Other: came into view',
  gone: 'Other: out of view',
  currency: 'Other: currency changed',
  stage: 'Other: to or from an unknown stage',
} as const satisfies Record<OtherPart, string>;

/** How the total of the open leads changed, per currency. */
export function waterfallSection({ waterfalls }: ChangesFigures): ReportSection {
  return {
    id: 'pipeline',
    title: 'How the open pipeline changed',
    sheet: 'Pipeline',
    note: 'Leads in an open stage at either point. Won and lost leads leave with the amount that they had before; amounts up and down are those of leads that were open at both points. The steps add up exactly.',
    blocks:
      waterfalls.length === 0
        ? [{ kind: 'table', title: '', columns: [], rows: [], empty: 'No lead was open at either point.' }]
        : waterfalls.map(waterfallBlock),
  };
}

function waterfallBlock(waterfall: Waterfall): ChartBlock {
  const { currency, start, steps, end, other } = waterfall;
  const name = currency ?? 'Leads without a currency';
  const row = (label: string, { leads, amount }: Flow): ReportRow => [
    label,
    countCell(leads),
    amountCell(amount, currency),
  ];
  const chartSteps = [
    chartStep('total', 'Start', start),
    ...waterfallSteps.map((step) => chartStep('change', stepLabels[step], steps[step])),
    chartStep('total', 'End', end),
  ];
  const parts = otherParts.filter((part) => other[part].leads !== 0 || !other[part].amount.eq(0));
  return {
    kind: 'chart',
    chart: {
      kind: 'waterfall',
      title: `Open pipeline ${name}`,
      description: `From the total at the first point to the total at the second.${scaleNote(chartSteps)}`,
      unit: currency ?? 'units of unknown currencies',
      steps: chartSteps,
    },
    table: {
      kind: 'table',
      title: '',
      columns: [
        { header: 'Step', holds: 'text' },
        { header: 'Leads', holds: 'count' },
        { header: currency === null ? 'Amount' : `Amount ${currency}`, holds: 'amount' },
      ],
      rows: [
        row('Start', start),
        ...waterfallSteps
          .filter((step) => step !== 'other')
          .map((step) => withoutZero(row(rowLabels[step], steps[step]), steps[step])),
        ...(parts.length === 0
          ? [withoutZero(row(rowLabels.other, steps.other), steps.other)]
          : parts.map((part) => row(otherLabels[part], other[part]))),
      ],
      total: row('End', end),
    },
  };
}

/** Nothing in place of a nought; amounts up and down change no number of leads. */
function withoutZero([label = null, leads = null, amount = null]: ReportRow, flow: Flow): ReportRow {
  return [label, flow.leads === 0 ? null : leads, flow.amount.eq(0) ? null : amount];
}

function scaleNote(steps: readonly WaterfallStep[]): string {
  const base = waterfallBase(steps);
  return base === 0
    ? ''
    : ` The scale begins at ${compactNumber(base)}, not at 0, so that the changes can be seen.`;
}

function chartStep(kind: WaterfallStep['kind'], label: string, { amount }: Flow): WaterfallStep {
  return { kind, label, value: Number(amount.toFixed()) };
}

function amountCell(value: Flow['amount'], currency: string | null): ReportCell {
  return { kind: 'amount', value, currency };
}
