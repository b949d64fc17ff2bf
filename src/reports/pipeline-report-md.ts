import type Big from 'big.js';
import { exactDecimal } from './lead-amount.js';
import { type MarkdownColumn, markdownTable, markdownText } from './markdown-table.js';
import {
  type CurrencyFigures,
  type FigureLine,
  type LeadPhase,
  noneLabel,
  type PipelineFigures,
  type Totals,
} from './pipeline-report.js';

/** The pipeline report as a Markdown document to forward as it is: an overview, then two tables per currency. */
export function pipelineReportMarkdown(figures: PipelineFigures): string {
  const blocks = ['# Pipeline report', factLines(figures), ...missingNote(figures)];
  if (figures.currencies.length === 0) blocks.push('No leads were found.');
  else blocks.push(...overview(figures.currencies), ...figures.currencies.flatMap(currencyBlocks));
  return `${blocks.join('\n\n')}\n`;
}

function factLines({ asOf, source, coverage }: PipelineFigures): string {
  const criteria = Object.entries(source.criteria).map(
    ([name, value]) => `${markdownText(name)}: ${markdownText(value)}`,
  );
  return [
    `- As of: ${shownInstant(asOf)}`,
    `- Source: ${markdownText(source.origin)}`,
    ...criteria.map((line) => `- ${line}`),
    `- Leads counted: ${grouped(String(coverage.counted))}`,
  ].join('\n');
}

function missingNote({ coverage: { failed, outOfScope } }: PipelineFigures): string[] {
  const parts = [
    ...(failed > 0 ? [`${grouped(String(failed))} could not be read`] : []),
    ...(outOfScope > 0 ? [`${grouped(String(outOfScope))} no longer in scope of this partner`] : []),
  ];
  return parts.length === 0 ? [] : [`**Not in these figures:** ${parts.join(', ')}.`];
}

const phaseLabels = {
  open: 'Open',
  won: 'Won',
  lost: 'Lost',
  other: 'Other',
} as const satisfies Record<LeadPhase, string>;

function overview(currencies: readonly CurrencyFigures[]): string[] {
  const columns = [leftColumn('Currency'), leftColumn('State'), ...totalsColumns('Amount')];
  const rows = currencies.flatMap((figures) => {
    const currency = shownCurrency(figures.currency);
    const phases = shownPhases(figures).map((phase) => [
      currency,
      phaseLabels[phase],
      ...totalsCells(figures.phases[phase], figures.currency),
    ]);
    return [...phases, [currency, '**Total**', ...totalsCells(figures.total, figures.currency)]];
  });
  const notes = ['Amounts of different currencies are never added together.'];
  if (currencies.some(({ phases }) => phases.other.leads > 0)) {
    notes.push('"Other" are leads whose stage is missing or not known to leadferry.');
  }
  return ['## Overview', markdownTable(columns, rows), notes.join(' ')];
}

function shownPhases({ phases }: CurrencyFigures): readonly LeadPhase[] {
  return phases.other.leads > 0 ? ['open', 'won', 'lost', 'other'] : ['open', 'won', 'lost'];
}

function currencyBlocks(figures: CurrencyFigures): string[] {
  const { currency, byStage, byForecastCategory } = figures;
  const heading =
    currency === null
      ? [
          '## Leads without a currency',
          'Their amounts may be in different currencies; read the sums with care.',
        ]
      : [`## ${shownCurrency(currency)}`];
  return [
    ...heading,
    '### By stage',
    linesTable('Stage', byStage, figures),
    '### By forecast category',
    linesTable('Forecast category', byForecastCategory, figures),
  ];
}

function linesTable(
  header: string,
  lines: readonly FigureLine[],
  { currency, total }: CurrencyFigures,
): string {
  const amountHeader = currency === null ? 'Amount' : `Amount ${shownCurrency(currency)}`;
  return markdownTable(
    [leftColumn(header), ...totalsColumns(amountHeader)],
    [
      ...lines.map((line) => [markdownText(line.label), ...totalsCells(line, currency)]),
      ['**Total**', ...totalsCells(total, currency)],
    ],
  );
}

function leftColumn(header: string): MarkdownColumn {
  return { header, align: 'left' };
}

function totalsColumns(amountHeader: string): readonly MarkdownColumn[] {
  return ['Leads', 'Without amount', amountHeader].map((header) => ({ header, align: 'right' }));
}

function totalsCells({ leads, withoutAmount, amount }: Totals, currency: string | null): readonly string[] {
  // A sum of nothing is not a zero.
  const shown = leads === withoutAmount ? '–' : shownAmount(amount, currency);
  return [grouped(String(leads)), grouped(String(withoutAmount)), shown];
}

function shownCurrency(currency: string | null): string {
  return currency === null ? noneLabel : markdownText(currency);
}

/** `2026-03-31T09:30:00.000Z` as `2026-03-31 09:30 UTC`. */
function shownInstant(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function shownAmount(amount: Big, currency: string | null): string {
  return grouped(exactDecimal(amount, currencyDecimals(currency)));
}

/** Decimals that a currency is written with (none for JPY); two where the code is not one of ISO 4217. */
function currencyDecimals(currency: string | null): number {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return 2;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Thousands separated by commas: `-1234567.5` as `-1,234,567.5`. */
function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
