/** A row as SQLite gave it: its columns by name. */
export type FoundRow = Readonly<Record<string, unknown>>;

/** A value of the ledger that leadferry did not write so. */
export class DamagedValue extends Error {
  override readonly name = 'DamagedValue';
}

/** Throws DamagedValue where there is no row. */
export function rowOf(found: unknown): FoundRow {
  if (isRow(found)) return found;
  throw new DamagedValue('a row was expected');
}

export function textIn(row: FoundRow, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new DamagedValue(`a text was expected as ${column}`);
}

export function numberIn(row: FoundRow, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new DamagedValue(`a number was expected as ${column}`);
}

export function textOrNullIn(row: FoundRow, column: string): string | null {
  return row[column] === null ? null : textIn(row, column);
}

export function numberOrNullIn(row: FoundRow, column: string): number | null {
  return row[column] === null ? null : numberIn(row, column);
}

/** A value that is kept as JSON. Throws DamagedValue and SyntaxError. */
export function jsonIn<T>(row: FoundRow, column: string, isOfShape: (value: unknown) => value is T): T {
  const value: unknown = JSON.parse(textIn(row, column));
  if (isOfShape(value)) return value;
  throw new DamagedValue(`${column} has another shape`);
}

export function jsonOrNullIn<T>(
  row: FoundRow,
  column: string,
  isOfShape: (value: unknown) => value is T,
): T | null {
  return row[column] === null ? null : jsonIn(row, column, isOfShape);
}

function isRow(found: unknown): found is FoundRow {
  return typeof found === 'object' && found !== null;
}
