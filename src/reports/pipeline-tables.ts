import type Big from 'big.js';
import { enumerationLabel } from '../lead/enumerations.js';
import type { ReportCell, ReportColumn, ReportRow, TableBlock } from './document.js';
import { countCell, dayCell } from './document.js';
import { roundedAmount } from './document-number.js';
import type { CurrencyFigures, FigureLine, PhaseLine } from './pipeline-breakdown.js';
import type { LeadLine } from './pipeline-lists.js';
import type { PhaseTotals, Totals } from './pipeline-tally.js';

/** Rows of a long table that a page shows. */
const shownLines = 15;
/** Leads of a list that a page shows. */
const shownLeads = 25;

/** The amount of a total; nothing where no lead has one. */
export function amountCell({ leads, withoutAmount, amount }: Totals, currency: string | null): ReportCell {
  return leads === withoutAmount ? null : moneyCell(amount, currency);
}

/** A sum: people see whole units, a workbook also the decimals of the currency, the JSON document every digit. */
export function moneyCell(amount: Big, currency: string | null): ReportCell {
  return { kind: 'amount', value: roundedAmount(amount, currency), currency, whole: true };
}

/** The currency as headers name it; amounts without one are in none. */
export function inCurrency(header: string, currency: string | null): string {
  return currency === null ? header : `${header} ${currency}`;
}

/** A column for leads without an amount, where there are any. */
function withoutAmounts({ withoutAmount }: Totals): {
  readonly columns: readonly ReportColumn[];
  cells(line: Totals): ReportRow;
} {
  if (withoutAmount === 0) return { columns: [], cells: () => [] };
  return {
    columns: [{ header: 'Without amount', holds: 'count' }],
    cells: (line) => [countCell(line.withoutAmount)],
  };
}

/** Stages with what their amounts are worth. */
export function stageTable({ currency, byStage, total, weighted }: CurrencyFigures): TableBlock {
  const shown = byStage.filter(({ code, leads }) => code !== null || leads > 0);
  const without = withoutAmounts(total);
  return {
    kind: 'table',
    title: 'By stage',
    columns: [
      { header: 'Stage', holds: 'text' },
      { header: 'Leads', holds: 'count' },
      ...without.columns,
      { header: inCurrency('Amount', currency), holds: 'amount' },
      { header: 'Probability', holds: 'percent' },
      { header: inCurrency('Weighted', currency), holds: 'amount' },
    ],
    rows: shown.map((line) => {
      const isOpen = line.code !== 'WON' && line.code !== 'LOST' && line.code !== null;
      return [
        line.label,
        countCell(line.leads),
        ...without.cells(line),
        amountCell(line, currency),
        isOpen ? { kind: 'percent', value: line.probability } : null,
        isOpen ? moneyCell(line.weighted, currency) : null,
      ];
    }),
    total: [
      'Total',
      countCell(total.leads),
      ...without.cells(total),
      amountCell(total, currency),
      null,
      moneyCell(weighted, currency),
    ],
  };
}

/** Forecast categories of all leads. */
export function categoryTable({ currency, byForecastCategory, total }: CurrencyFigures): TableBlock {
  const without = withoutAmounts(total);
  const row = (label: string, line: Totals): ReportRow => [
    label,
    countCell(line.leads),
    ...without.cells(line),
    amountCell(line, currency),
  ];
  return {
    kind: 'table',
    title: 'By forecast category',
    columns: [
      { header: 'Forecast category', holds: 'text' },
      { header: 'Leads', holds: 'count' },
      ...without.columns,
      { header: inCurrency('Amount', currency), holds: 'amount' },
    ],
    rows: byForecastCategory.map((line: FigureLine) =>
      row(line.code === 'EMPTY' ? 'None given' : line.label, line),
    ),
    total: row('Total', total),
  };
}

interface PhaseTableOptions {
  readonly title: string;
  /** The header of the first column. */
  readonly header: string;
  readonly currency: string | null;
  /** The sum of all leads; left out where a lead may be in several lines. */
  readonly total?: PhaseTotals | undefined;
  /** True where the code says more than the label. */
  readonly withCode?: boolean | undefined;
}

/** Open, weighted, won and lost by owner, country and the like. */
export function phaseTable(lines: readonly PhaseLine[], options: PhaseTableOptions): TableBlock {
  const { title, header, currency, total, withCode = false } = options;
  const first = ({ code, label }: PhaseLine): ReportCell =>
    withCode && code !== null && code !== label ? { kind: 'coded', text: label, code } : label;
  return {
    kind: 'table',
    title,
    columns: [{ header, holds: 'text' }, ...phaseColumns(currency)],
    rows: lines.map((line) => [first(line), ...phaseCells(line, currency)]),
    total: total === undefined ? undefined : ['Total', ...phaseCells(total, currency)],
    shown: shownLines,
  };
}

/** The columns of open, weighted, won and lost. */
export function phaseColumns(currency: string | null): readonly ReportColumn[] {
  return [
    { header: 'Open leads', holds: 'count' },
    { header: inCurrency('Open', currency), holds: 'amount' },
    { header: inCurrency('Weighted', currency), holds: 'amount' },
    { header: 'Won leads', holds: 'count' },
    { header: inCurrency('Won', currency), holds: 'amount' },
    { header: 'Lost leads', holds: 'count' },
    { header: inCurrency('Lost', currency), holds: 'amount' },
  ];
}

export function phaseCells({ phases, weighted }: PhaseTotals, currency: string | null): ReportRow {
  const { open, won, lost } = phases;
  return [
    countCell(open.leads),
    amountCell(open, currency),
    open.leads === open.withoutAmount ? null : moneyCell(weighted, currency),
    countCell(won.leads),
    amountCell(won, currency),
    countCell(lost.leads),
    amountCell(lost, currency),
  ];
}

interface LeadColumn<Line> extends ReportColumn {
  cell(line: Line): ReportCell;
}

const leadIds: readonly LeadColumn<LeadLine>[] = [
  {
    header: 'Lead',
    holds: 'id',
    cell: ({ partnerLeadOpportunityId, dsLeadOpportunityId }) =>
      partnerLeadOpportunityId ?? dsLeadOpportunityId,
  },
  {
    header: 'Name',
    holds: 'text',
    cell: ({ name, customer }) =>
      customer === null || name?.includes(customer) ? name : `${name ?? ''}, ${customer}`,
  },
  {
    header: 'Stage',
    holds: 'id',
    cell: ({ stage }) => (stage === null ? null : enumerationLabel('status', stage)),
  },
];
const leadMoney: readonly LeadColumn<LeadLine>[] = [
  { header: 'Close date', holds: 'day', cell: ({ closeDate }) => dayCell(closeDate) },
  { header: 'Currency', holds: 'id', cell: ({ currency }) => currency },
  {
    header: 'Amount',
    holds: 'amount',
    cell: ({ amount, currency }) => (amount === null ? null : { kind: 'amount', value: amount, currency }),
  },
  { header: 'Owner', holds: 'text', cell: ({ owner }) => owner },
];

/** Leads one below the other; `more` are columns of this list alone, before the close date. */
export function leadTable<Line extends LeadLine>(
  lines: readonly Line[],
  more: readonly LeadColumn<Line>[],
  texts: Pick<TableBlock, 'title' | 'empty'>,
): TableBlock {
  const columns: readonly LeadColumn<Line>[] = [...leadIds, ...more, ...leadMoney];
  return {
    kind: 'table',
    ...texts,
    columns: columns.map(({ header, holds }) => ({ header, holds })),
    rows: lines.map((line) => columns.map((column) => column.cell(line))),
    shown: shownLeads,
  };
}
