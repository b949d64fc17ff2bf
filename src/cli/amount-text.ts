/** An amount of a document as people read it: `1234567.50` as `1,234,567.50`, without decimals where they are noughts. */
export function amountText(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return /^0*$/.test(fraction) ? separated : `${separated}.${fraction}`;
}
