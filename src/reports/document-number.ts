import type Big from 'big.js';
import { exactDecimal } from './lead-amount.js';

/** An amount as people read it: thousands apart, with the decimals of its currency; more where it has more. */
export function shownAmount(amount: Big, currency: string | null): string {
  return grouped(exactDecimal(amount, currencyDecimals(currency)));
}

/** An amount that was computed and not written by anybody, rounded half up to the decimals of its currency. */
export function roundedAmount(amount: Big, currency: string | null): Big {
  return amount.round(currencyDecimals(currency), 1);
}

/** Decimals that a currency is written with (none for JPY); two where the code is not one of ISO 4217. */
export function currencyDecimals(currency: string | null): number {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return 2;
  const known = decimalsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  decimalsByCurrency.set(currency, decimals);
  return decimals;
}

const decimalsByCurrency = new Map<string, number>();

/** Thousands separated by commas: `-1234567.5` as `-1,234,567.5`. */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** `1,204 leads`, `1 lead`. */
export function counted(count: number, noun: string): string {
  return `${grouped(String(count))} ${count === 1 ? noun : `${noun}s`}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-21` as `21 Nov 2026`; what is no day as it is. */
export function shownDay(iso: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} ${name} ${year}`;
}

/** `2026-11` as `Nov 2026`. */
export function shownMonth(month: string): string {
  const [, year = '', number = ''] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
  const name = months[Number(number) - 1];
  return name === undefined ? month : `${name} ${year}`;
}

/** `2026-03-31T09:30:00.000Z` as `31 Mar 2026, 09:30 UTC`. */
export function shownInstant(iso: string): string {
  const stamp = new Date(iso).toISOString();
  return `${shownDay(stamp)}, ${stamp.slice(11, 16)} UTC`;
}
