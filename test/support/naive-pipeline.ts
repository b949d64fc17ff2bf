import type { PartValues, RemoteLead } from '../../src/lead/lead.js';

/**
 * The figures of the pipeline report once more, by hand and as plainly as can be: every figure goes through all leads by itself, amounts
 * are whole thousandths in big integers. It shares nothing with src/reports.
 */
export interface NaiveTotals {
  readonly leads: number;
  readonly withoutAmount: number;
  readonly amount: string;
}

const open = ['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED'];

export function value(lead: RemoteLead, name: string): string | null {
  const found = lead.leadOpportunity[name];
  return typeof found === 'string' && found !== '' && found !== 'EMPTY' ? found : null;
}

export function naivePhase(lead: RemoteLead): 'open' | 'won' | 'lost' | 'other' {
  const stage = value(lead, 'status');
  if (stage === 'WON') return 'won';
  if (stage === 'LOST') return 'lost';
  return stage !== null && open.includes(stage) ? 'open' : 'other';
}

export function thousandths(amount: number): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,3}))?$/.exec(String(amount)) ?? [];
  if (whole === '') throw new Error(`${amount} is no amount of this test`);
  return BigInt(`${sign}${whole}${fraction.padEnd(3, '0')}`);
}

/** What lines come to; null where none has an amount. */
export function linesSum(lines: readonly PartValues[]): bigint | null {
  const amounts = lines.map((line) => line['amount']).filter((amount) => typeof amount === 'number');
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + thousandths(amount), 0n);
}

export function leadSum(lead: RemoteLead): bigint | null {
  return linesSum(lead.offerLines ?? []);
}

export function naiveTotals(
  leads: readonly RemoteLead[],
  sum: (lead: RemoteLead) => bigint | null = leadSum,
): NaiveTotals {
  const sums = leads.map(sum);
  return {
    leads: leads.length,
    withoutAmount: sums.filter((one) => one === null).length,
    amount: exactText(sums.reduce((all: bigint, one) => all + (one ?? 0n), 0n)),
  };
}

/** The open amounts by the probability of their stages, rounded half away from zero to hundredths. `tenths` of a percent by stage. */
export function naiveWeighted(
  leads: readonly RemoteLead[],
  tenths: Readonly<Record<string, bigint>>,
  sum: (lead: RemoteLead) => bigint | null = leadSum,
): string {
  const all = leads
    .filter((lead) => naivePhase(lead) === 'open')
    .reduce((total, lead) => total + (sum(lead) ?? 0n) * (tenths[value(lead, 'status') ?? ''] ?? 0n), 0n);
  // Thousandths of a unit times thousandths of the whole.
  return roundedText(all, 1_000_000n);
}

/** A fraction with two decimals, rounded half away from zero. */
export function roundedText(numerator: bigint, denominator: bigint): string {
  const size = numerator < 0n ? -numerator : numerator;
  const cents = (size * 100n * 2n + denominator) / (denominator * 2n);
  const digits = cents.toString().padStart(3, '0');
  const sign = numerator < 0n && cents > 0n ? '-' : '';
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Thousandths as a decimal with two decimals, three where they are needed. */
export function exactText(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -3)}.${decimals}`;
}

export function naiveDays(from: string, to: string): number {
  let days = 0;
  let day = new Date(`${from}T00:00:00Z`);
  const step = from <= to ? 1 : -1;
  while (day.toISOString().slice(0, 10) !== to) {
    day = new Date(day.getTime() + step * 86_400_000);
    days += step;
  }
  return days;
}
