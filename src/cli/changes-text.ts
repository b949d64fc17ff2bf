import type { ChangedLeadJson, ChangedValueJson, ChangesReportDocument, FlowJson } from '../index.js';
import { amountText } from './amount-text.js';
import { printable } from './printable.js';
import { type TableColumn, type TableView, tableText } from './table.js';
import { counted } from './wording.js';

/** So many leads of a kind are named; files and --json have all. */
const mostNamed = 5;

/** The changes report on a terminal: the totals, then the largest changes of each kind. */
export function changesText(report: ChangesReportDocument, view: TableView): string {
  const { from, to, leads, cautions } = report;
  const blocks = [
    [
      view.paint('bold', `What changed: ${pointText(from)} → ${pointText(to)}`),
      `${leads.before} leads before, ${leads.after} after; ${leads.kept} at both, of which ${leads.unchanged} without a change`,
      ...cautions.map((caution) => view.paint('yellow', `Note: ${printable(caution)}`)),
    ].join('\n'),
    totalsText(report, view),
    ...listsOf(report).flatMap((list) => listText(list, view)),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function pointText({ kind, name, asOf }: ChangesReportDocument['from']): string {
  if (asOf === null) return printable(name);
  const shown = `${asOf.slice(0, 16).replace('T', ' ')} UTC`;
  return kind === 'run' ? `end of run ${printable(name)} (${shown})` : shown;
}

interface TotalsLine {
  readonly label: string;
  readonly flows: readonly FlowJson[];
  readonly isTotal: boolean;
}

function totalsText({ waterfalls }: ChangesReportDocument, view: TableView): string {
  if (waterfalls.length === 0) return 'No lead was open at either point.';
  const line = (label: string, flow: (waterfall: (typeof waterfalls)[number]) => FlowJson): TotalsLine => ({
    label,
    flows: waterfalls.map(flow),
    isTotal: label.startsWith('Open'),
  });
  const lines = [
    line('Open before', ({ start }) => start),
    line('New', ({ steps }) => steps.new),
    line('Amounts up', ({ steps }) => steps.up),
    line('Amounts down', ({ steps }) => steps.down),
    line('Won', ({ steps }) => steps.won),
    line('Lost', ({ steps }) => steps.lost),
    line('Other', ({ steps }) => steps.other),
    line('Open now', ({ end }) => end),
  ];
  const columns: readonly TableColumn<TotalsLine>[] = [
    { head: 'Pipeline', text: ({ label }) => label, style: ({ isTotal }) => (isTotal ? 'bold' : null) },
    ...waterfalls.map(
      ({ currency }, index): TableColumn<TotalsLine> => ({
        head: currency ?? 'No currency',
        text: ({ flows, isTotal }) => flowText(flows[index], isTotal),
        style: ({ isTotal }) => (isTotal ? 'bold' : null),
        align: 'right',
      }),
    ),
  ];
  return tableText(lines, columns, view);
}

function flowText(flow: FlowJson | undefined, isTotal: boolean): string {
  if (flow === undefined) return '';
  const shown = amountText(flow.amount);
  if (isTotal) return shown;
  if (shown === '0') return '–';
  return shown.startsWith('-') ? shown : `+${shown}`;
}

interface ChangeList {
  readonly title: string;
  readonly lines: readonly { readonly lead: ChangedLeadJson; readonly what: string }[];
}

function listsOf({ changes, moves }: ChangesReportDocument): readonly ChangeList[] {
  const plain = (lead: ChangedLeadJson) => ({ lead, what: '' });
  const values = (lead: ChangedValueJson) => ({
    lead,
    what: `${shownValue(lead.from)} → ${shownValue(lead.to)}`,
  });
  const amounts = (lead: ChangedValueJson) => ({
    lead,
    what: `${amountOrNone(lead.from)} → ${amountOrNone(lead.to)}`,
  });
  const dates = (lead: ChangedValueJson & { readonly days: number }) => ({
    lead,
    what: `${shownValue(lead.from)} → ${shownValue(lead.to)} (${counted(Math.abs(lead.days), 'day')} ${lead.days > 0 ? 'later' : 'earlier'})`,
  });
  const stages = new Map(
    moves.flatMap(({ from, fromLabel, to, toLabel }) => [
      [from, fromLabel],
      [to, toLabel],
    ]),
  );
  const named = (stage: string | null) => stages.get(stage) ?? shownValue(stage);
  const moved = (lead: ChangedValueJson) => ({ lead, what: `${named(lead.from)} → ${named(lead.to)}` });
  return [
    { title: 'Won', lines: changes.won.map(plain) },
    { title: 'Lost', lines: changes.lost.map(plain) },
    { title: 'New', lines: changes.new.map(plain) },
    { title: 'Moved stage and still open', lines: changes.moved.filter(isOpenMove).map(moved) },
    { title: 'Slipped', lines: changes.slipped.map(dates) },
    { title: 'Pulled in', lines: changes.pulledIn.map(dates) },
    { title: 'Amounts up', lines: changes.amountUp.map(amounts) },
    { title: 'Amounts down', lines: changes.amountDown.map(amounts) },
    { title: 'In another currency', lines: changes.currencyChanged.map(values) },
    { title: 'Another owner', lines: changes.ownerChanged.map(values) },
    { title: 'Reopened', lines: changes.reopened.map(moved) },
    { title: 'Out of view', lines: changes.gone.map(plain) },
    { title: 'Came into view', lines: changes.appeared.map(plain) },
  ];
}

const closed: ReadonlySet<string | null> = new Set(['WON', 'LOST']);

/** Won, lost and reopened leads have lists of their own. */
function isOpenMove({ from, to }: ChangedValueJson): boolean {
  return !closed.has(from) && !closed.has(to);
}

function shownValue(value: string | null): string {
  return value ?? '(none)';
}

function amountOrNone(amount: string | null): string {
  return amount === null ? '(none)' : amountText(amount);
}

function listText({ title, lines }: ChangeList, view: TableView): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, mostNamed);
  const more = lines.length - shown.length;
  return [
    [
      view.paint('bold', `${title}: ${lines.length}`),
      tableText(shown, leadColumns, view),
      ...(more > 0 ? [view.paint('dim', `… and ${more} more`)] : []),
    ].join('\n'),
  ];
}

const leadColumns: readonly TableColumn<ChangeList['lines'][number]>[] = [
  { head: 'Lead', text: ({ lead }) => lead.name ?? '', flexible: true },
  { head: 'Partner lead id', text: ({ lead }) => lead.partnerLeadOpportunityId ?? '' },
  { head: '3DS lead id', text: ({ lead }) => lead.dsLeadOpportunityId ?? '' },
  { head: 'Customer', text: ({ lead }) => lead.customer ?? '', flexible: true },
  { head: 'Owner', text: ({ lead }) => lead.owner ?? '', flexible: true },
  { head: 'Change', text: ({ what }) => what },
  {
    head: 'Amount',
    text: ({ lead }) =>
      lead.amount === null ? '' : `${lead.currency ?? ''} ${amountText(lead.amount)}`.trim(),
    align: 'right',
  },
];
