import { isCurrencyCode } from '../lead/currencies.js';

const mostDecimals = 6;
const usualDecimals = 2;
const decimalsByCurrency = new Map<string, number>();

/**
 * The number format of an amount: `#,##0.00 [$EUR]`, with as many decimals as its currency has (none for JPY, three for KWD) and as it needs
 * itself; without the code where the currency is none of ISO 4217.
 */
export function amountFormat(amount: number, currency: string | undefined): string {
  const known = currency !== undefined && isCurrencyCode(currency);
  const decimals = Math.max(known ? decimalsOf(currency) : usualDecimals, decimalsIn(amount));
  const digits = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(Math.min(decimals, mostDecimals))}`;
  return known ? `${digits} [$${currency}]` : digits;
}

function decimalsIn(amount: number): number {
  if (Number.isInteger(amount)) return 0;
  const text = String(amount);
  return text.includes('e') ? mostDecimals : text.length - text.indexOf('.') - 1;
}

function decimalsOf(currency: string): number {
  const known = decimalsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? usualDecimals;
  decimalsByCurrency.set(currency, decimals);
  return decimals;
}
