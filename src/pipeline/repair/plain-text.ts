const oddSpaces = /[\u00a0\u2007\u202f]/g;
const unseen = /[\u200b\u2060\ufeff]/g;

/** Text in NFC, with plain spaces in place of non-breaking ones, without characters that nobody sees, and without spaces at its ends. */
export function plainText(text: string): string {
  return text.normalize('NFC').replace(unseen, '').replace(oddSpaces, ' ').trim();
}
