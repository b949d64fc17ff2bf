/** A block of cells: rows as the spreadsheet numbers them, columns from 0, all inclusive. */
export interface CellBlock {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Rows and columns of a sheet of Excel. */
export const mostRows = 1_048_576;
export const mostColumns = 16_384;

const reference = /^\$?([A-Za-z]{1,3})?\$?(\d{1,7})?$/;

/** The column from 0 of a reference such as `F17`; null where it names none. */
export function columnOfReference(text: string | null): number | null {
  const letters = text === null ? undefined : reference.exec(text)?.[1];
  return letters === undefined ? null : columnOfLetters(letters);
}

/** The row of a reference such as `F17`; null where it names none. */
export function rowOfReference(text: string | null): number | null {
  const digits = text === null ? undefined : reference.exec(text)?.[2];
  return digits === undefined ? null : Number(digits);
}

/** The cells of `A1:F20`, `B7`, or whole columns or rows; null where it names none. */
export function blockOfReference(text: string): CellBlock | null {
  const [from = '', to = from] = text.split(':');
  if (!(reference.test(from) && reference.test(to)) || from === '') return null;
  return {
    top: rowOfReference(from) ?? 1,
    left: columnOfReference(from) ?? 0,
    bottom: rowOfReference(to) ?? mostRows,
    right: columnOfReference(to) ?? mostColumns - 1,
  };
}

/** Whether two blocks have rows in common. */
export function sharesRows(one: CellBlock, other: CellBlock): boolean {
  return one.top <= other.bottom && other.top <= one.bottom;
}

/** The column from 0 of letters such as `AB`. */
export function columnOfLetters(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
