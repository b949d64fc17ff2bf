/** A header without what programs put around it. */
export interface PlainHeader {
  readonly text: string;
  /** True for `(Do Not Modify)`: such a column holds what the CRM itself needs, often under the name of a real field. */
  readonly locked: boolean;
}

const lockedMark = /\((?:do not modify|nicht ändern|ne pas modifier|変更不可|変更しないでください)\)/giu;
const requiredMark = /\((?:required|mandatory|erforderlich|pflichtfeld|obligatoire|requis|必須)\)/giu;
// A unit or a currency in brackets says how the values are written, not what they are.
const unit = /[([](?:[A-Z]{3}|[€$£¥%]|%|k€|TEUR)[)\]]/gu;
const quotes = /^["'“”„«»]+|["'“”„«»]+$/gu;
const closing = /[\s:：*＊]+$/u;

/** Strips byte order marks, no-break spaces, quotes, `*`, `(required)`, `(Do Not Modify)`, units such as `(EUR)` and a trailing colon. */
export function plainHeader(header: string): PlainHeader {
  const spaced = header
    .replace(/[\ufeff\u200b\u200e\u200f]/gu, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/[\s\u00a0\u202f\u3000]+/gu, ' ')
    .trim();
  const unlocked = spaced.replace(lockedMark, ' ');
  const text = unlocked
    .replace(requiredMark, ' ')
    .replace(unit, ' ')
    .trim()
    .replace(closing, '')
    .replace(quotes, '')
    .replace(/^[*＊\s]+/u, '')
    .replace(closing, '');
  return { text, locked: unlocked !== spaced };
}

/** The words of a header in small letters: `Address 1: City` is address, 1, city; `billingPostalCode` is billing, postal, code. */
export function headerTokens(text: string): readonly string[] {
  const words = text
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase();
  return words.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
}
