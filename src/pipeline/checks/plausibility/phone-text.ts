const extension =
  /[\s,;.(-]*(?:(?:ext(?:ension)?|x|app|dw|durchwahl|poste|int(?:erno|erne)?|anexo|ramal|内線)\.?:?\s*|#\s*)\d{1,6}\)?$/iu;
const label = /^(?:\p{L}{1,12}\.?){1,2}\s*[:.]\s*|^(?:tel|phone|fon|mob(?:il|ile)?|cell|office)\.?\s+/iu;
const remark = /\s*[([](?=[^)\]]*\p{L})[^)\]]*[)\]]/gu;
const between = /[;,|\r\n]|\s\/\s|\/(?=\s*\+)|\s(?:or|oder|ou|o|and|und|et)\s/iu;
const anyLetter = /\p{L}/u;
const anyDigit = /\d/;
// Mexico gave up the 1 before mobile numbers in 2019; it is still written.
const mexicanMobile = /^\+52[\s-]*1(?=(?:[\s-]*\d){10}$)/;
const shortestNumber = 5;

/** What a phone cell holds. words: digits among letters, such as 1-800-FLOWERS, that nobody can judge. */
export type PhoneText =
  | { readonly kind: 'numbers'; readonly numbers: readonly string[] }
  | { readonly kind: 'words' }
  | { readonly kind: 'nothing' };

/** The numbers of a phone cell without labels, remarks and extensions; 00 before the country code is written as +. */
export function phoneText(text: string): PhoneText {
  const plain = text.normalize('NFKC').trim();
  if (!anyDigit.test(plain)) return { kind: 'nothing' };
  const numbers = plain
    .split(between)
    .map(bareNumber)
    .filter((number) => anyDigit.test(number));
  if (numbers.some((number) => anyLetter.test(number))) return { kind: 'words' };
  // A short piece beside a number is an extension.
  const whole = numbers.filter((number) => number.replace(/\D/g, '').length >= shortestNumber);
  return { kind: 'numbers', numbers: whole.length === 0 ? numbers : whole };
}

function bareNumber(piece: string): string {
  return piece
    .trim()
    .replace(label, '')
    .replace(remark, '')
    .replace(extension, '')
    .trim()
    .replace(/^\(?00(?=[1-9])/, '+')
    .replace(mexicanMobile, '+52');
}
