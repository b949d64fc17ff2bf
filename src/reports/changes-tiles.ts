import Big from 'big.js';
import { amountGrown, amountOf, type LeadPair, latestState } from './changes-kinds.js';
import type { ChangesFigures } from './changes-report.js';
import type { Waterfall } from './changes-waterfall.js';
import { compactNumber } from './chart.js';
import type { ReportTile } from './document.js';
import { grouped } from './document-number.js';
import { compareCodes } from './pipeline-breakdown.js';

/** So many currencies have a tile of their own; the table has all. */
const mostCurrencies = 3;
/** So many currencies are named below a number of leads. */
const mostNamed = 2;

/** The figures that are read first: the open pipeline of the currencies with most leads, then what came of leads. */
export function changesTiles({ waterfalls, changes }: ChangesFigures): readonly ReportTile[] {
  const largest = waterfalls
    .toSorted((one, other) => weight(other) - weight(one) || compareCodes(one.currency, other.currency))
    .slice(0, mostCurrencies);
  return [
    ...largest.map(pipelineTile),
    countTile('Won', changes.won, 'good'),
    countTile('Lost', changes.lost, 'bad'),
    countTile('New', changes.new, undefined),
    countTile('Slipped', changes.slipped, 'bad'),
    countTile('Pulled in', changes.pulledIn, undefined),
    amountTile(changes.amountUp, changes.amountDown),
  ];
}

function weight({ start, end }: Waterfall): number {
  return start.leads + end.leads;
}

function pipelineTile({ currency, start, end }: Waterfall): ReportTile {
  const net = end.amount.minus(start.amount);
  const share = start.amount.gt(0) ? `, ${signed(percent(net, start.amount))} %` : '';
  const note = net.eq(0) ? 'as before' : `${signedAmount(net)}${share}`;
  return {
    label: `Open pipeline ${currency ?? 'without currency'}`,
    value: compactNumber(Number(end.amount.toFixed())),
    note,
  };
}

function countTile(label: string, pairs: readonly LeadPair[], tone: ReportTile['tone']): ReportTile {
  const value = grouped(String(pairs.length));
  if (pairs.length === 0) return { label, value };
  return { label, value, note: amountsText(pairs, amountOfPair), tone };
}

function amountOfPair(pair: LeadPair): Big {
  return amountOf(latestState(pair));
}

function amountTile(up: readonly LeadPair[], down: readonly LeadPair[]): ReportTile {
  const value = `${grouped(String(up.length))} / ${grouped(String(down.length))}`;
  const pairs = [...up, ...down];
  if (pairs.length === 0) return { label: 'Amounts up / down', value };
  const grown = ({ before, after }: LeadPair): Big =>
    before === null || after === null ? new Big(0) : amountGrown({ before, after });
  return { label: 'Amounts up / down', value, note: `net ${amountsText(pairs, grown)}` };
}

/** `EUR 120k · USD 4500`; of many currencies the first ones and how many more. */
function amountsText(pairs: readonly LeadPair[], amount: (pair: LeadPair) => Big): string {
  const sums = new Map<string | null, Big>();
  for (const pair of pairs) {
    const { currency } = latestState(pair);
    sums.set(currency, (sums.get(currency) ?? new Big(0)).plus(amount(pair)));
  }
  const texts = [...sums]
    .toSorted(([one], [other]) => compareCodes(one, other))
    .map(([currency, sum]) => `${currency ?? 'no currency'} ${compactNumber(Number(sum.toFixed()))}`);
  const more = texts.length - mostNamed;
  return `${texts.slice(0, mostNamed).join(' · ')}${more > 0 ? ` · ${more} more` : ''}`;
}

/** Rounded to whole units; the tables have the decimals. */
function wholeAmount(amount: Big): string {
  return grouped(amount.round(0, 1).toFixed());
}

function signedAmount(amount: Big): string {
  return `${amount.gt(0) ? '+' : ''}${wholeAmount(amount)}`;
}

/** Of small shares the first decimal counts. */
function percent(part: Big, whole: Big): Big {
  const share = part.div(whole).times(100);
  return share.round(share.abs().lt(10) ? 1 : 0);
}

function signed(value: Big): string {
  return `${value.gt(0) ? '+' : ''}${value.toFixed()}`;
}
