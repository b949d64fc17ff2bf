const fullWidth = /[\uff01-\uff5e]/g;
const spaces = /[\s\u00a0\u180e\u200b\u2060\u3000]+/g;
const widthApart = 0xfee0;
const wideSigns: Readonly<Record<string, string>> = { '￥': '¥', '￡': '£', '￦': '₩', '￠': '¢' };

/**
 * Text with full-width letters and digits made narrow and every run of spaces made one plain space, so that one set of
 * patterns reads it. Not NFKC: that would make `10²` a hundred and two.
 */
export function plainCharacters(text: string): string {
  return text
    .normalize('NFC')
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - widthApart))
    .replace(/[￥￡￦￠]/g, (sign) => wideSigns[sign] ?? sign)
    .replace(spaces, ' ')
    .trim();
}

/** A word without case, accents and dots: what names are compared by. */
export function foldedWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}
