const largestRow = 2 ** 31;

/** The number that a row gives itself; NaN where it is none. */
export function rowNumber(text: string): number {
  const row = Number(text);
  return Number.isInteger(row) && row > 0 && row < largestRow ? row : Number.NaN;
}

/** Column from 0 and row from 1 of a reference such as `AB12`; row 0 where it names none, column -1 where it is no reference. */
export function parseReference(reference: string): { readonly column: number; readonly row: number } {
  const letters = letterCount(reference);
  const row = Number(reference.slice(letters));
  if (letters === 0 || !(row >= 0 && row < largestRow)) return { column: -1, row: 0 };
  return { column: columnOfLetters(reference, letters), row };
}

/** How many letters a reference begins with. */
export function letterCount(reference: string): number {
  let at = 0;
  while (isLetter(reference.charCodeAt(at))) at += 1;
  return at;
}

function isLetter(code: number): boolean {
  const upper = code & ~32;
  return upper >= 65 && upper <= 90;
}

/** Column from 0; beyond every limit where there are too many letters. */
export function columnOfLetters(reference: string, letters: number): number {
  let column = 0;
  for (let at = 0; at < letters; at++) column = column * 26 + (reference.charCodeAt(at) & ~32) - 64;
  return column - 1;
}
