import Big from 'big.js';
import type { FieldValue, PartValues, RemoteLead } from '../lead/lead.js';
import { decimalOf, type ExactAmount, ExactSum, exactAmount } from './exact-sum.js';

/** The sum of a lead's offer lines in units of its currency, exact; null where no line has an amount. Zero is an amount. */
export function leadAmount(lead: RemoteLead): Big | null {
  const amount = linesAmount(lead.offerLines ?? []);
  return amount === null ? null : decimalOf(amount);
}

/** The sum of offer lines; null where none of them has an amount. */
export function linesAmount(lines: readonly PartValues[]): ExactAmount | null {
  let only: ExactAmount | null = null;
  let sum: ExactSum | null = null;
  for (const line of lines) {
    const amount = lineAmount(line['amount']);
    if (amount === null) continue;
    if (only === null) only = amount;
    else {
      sum ??= sumOf(only);
      sum.add(amount);
    }
  }
  return sum === null ? only : asWhole(sum.value());
}

function sumOf(first: ExactAmount): ExactSum {
  const sum = new ExactSum();
  sum.add(first);
  return sum;
}

/** Hundredths where that is exact, because they add up quicker. */
function asWhole(amount: Big): ExactAmount {
  const whole = Number(amount.times(100).toFixed());
  return Number.isSafeInteger(whole) && decimalOf(whole).eq(amount) ? whole : amount;
}

function lineAmount(value: FieldValue | undefined): ExactAmount | null {
  if (typeof value === 'number') return Number.isFinite(value) ? exactAmount(value) : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? new Big(value) : null;
}

/** Every digit of an amount, never rounded, with at least `minDecimals` decimals: `1234.50`, `0.125`. */
export function exactDecimal(amount: Big, minDecimals: number): string {
  const plain = amount.toFixed();
  const decimals = plain.split('.')[1]?.length ?? 0;
  return decimals < minDecimals ? amount.toFixed(minDecimals) : plain;
}
