import type { ColumnKind } from '../formats/column-kind.js';

/** The longest address that Excel takes. Source: Excel specifications and limits. */
const longestTarget = 2_079;
const mailAddress = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/;

/** The address that a cell leads to: of a web site with `http://` or `https://`, or of an e-mail address; null for any other text. */
export function linkTarget(text: string, kind: ColumnKind): string | null {
  const target = addressOf(text, kind);
  return target === null || target.length > longestTarget ? null : target;
}

function addressOf(text: string, kind: ColumnKind): string | null {
  if (kind === 'email') return mailAddress.test(text) ? mailTarget(text) : null;
  if (kind !== 'url' || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}

function mailTarget(address: string): string | null {
  if (!address.isWellFormed()) return null;
  return `mailto:${address.split('@').map(encodeURIComponent).join('@')}`;
}
