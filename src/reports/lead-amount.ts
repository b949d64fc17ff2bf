import Big from 'big.js';
import type { FieldValue, RemoteLead } from '../lead/lead.js';

/** The sum of a lead's offer lines in units of its currency, exact; null where no line has an amount. Zero is an amount. */
export function leadAmount(lead: RemoteLead): Big | null {
  let sum: Big | null = null;
  for (const line of lead.offerLines ?? []) {
    const amount = lineAmount(line['amount']);
    if (amount !== null) sum = (sum ?? new Big(0)).plus(amount);
  }
  return sum;
}

function lineAmount(value: FieldValue | undefined): Big | null {
  if (typeof value === 'number') return Number.isFinite(value) ? new Big(value) : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? new Big(value) : null;
}

/** Every digit of an amount, never rounded, with at least `minDecimals` decimals: `1234.50`, `0.125`. */
export function exactDecimal(amount: Big, minDecimals: number): string {
  const plain = amount.toFixed();
  const decimals = plain.split('.')[1]?.length ?? 0;
  return decimals < minDecimals ? amount.toFixed(minDecimals) : plain;
}
