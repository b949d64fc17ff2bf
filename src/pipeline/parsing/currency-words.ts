import { currencies, isCurrencyCode } from '../../lead/currencies.js';

const names = new Map<string, string>(Object.entries(currencies));
const dollars = Object.keys(currencies).filter((code) => currencyName(code).includes('Dollar'));
const pesos = Object.keys(currencies).filter((code) => currencyName(code).includes('Peso'));
const pounds = Object.keys(currencies).filter((code) => currencyName(code).includes('Pound'));

/** What people write beside amounts, besides the codes, in lower case and without dots; several codes where a sign has several countries. */
const signs: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  euro: ['EUR'],
  euros: ['EUR'],
  $: [...dollars, ...pesos],
  us$: ['USD'],
  a$: ['AUD'],
  au$: ['AUD'],
  c$: ['CAD'],
  ca$: ['CAD'],
  hk$: ['HKD'],
  nt$: ['TWD'],
  nz$: ['NZD'],
  s$: ['SGD'],
  mx$: ['MXN'],
  r$: ['BRL'],
  '£': pounds,
  '¥': ['JPY', 'CNY'],
  円: ['JPY'],
  元: ['CNY', 'TWD'],
  rmb: ['CNY'],
  '₩': ['KRW'],
  원: ['KRW'],
  '₹': ['INR'],
  rs: ['INR', 'PKR', 'LKR', 'NPR', 'MUR', 'SCR'],
  fr: ['CHF'],
  sfr: ['CHF'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  kč: ['CZK'],
  zł: ['PLN'],
  ft: ['HUF'],
  lei: ['RON'],
  '₽': ['RUB'],
  '₴': ['UAH'],
  '₺': ['TRY'],
  tl: ['TRY'],
  '₪': ['ILS'],
  '฿': ['THB'],
  '₫': ['VND'],
  '₱': ['PHP'],
  rm: ['MYR'],
  rp: ['IDR'],
  r: ['ZAR'],
};

/** The currencies that a sign or a code can mean; null where it is neither. */
export function currenciesOf(word: string): readonly string[] | null {
  const code = word.toUpperCase();
  if (isCurrencyCode(code)) return [code];
  const sign = word.toLowerCase().replaceAll('.', '');
  return Object.hasOwn(signs, sign) ? (signs[sign] ?? null) : null;
}

function currencyName(code: string): string {
  return names.get(code) ?? '';
}
