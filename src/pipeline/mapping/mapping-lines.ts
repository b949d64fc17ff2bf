import type { DateOrder, DecimalSign } from '../parsing/notation.js';

/** A column of a mapping file and the field that it means. */
export interface ColumnTarget {
  /** What the file calls the column. */
  readonly name: string;
  readonly path: string;
  readonly dates?: DateOrder | undefined;
  readonly decimal?: DecimalSign | undefined;
}

/** What the columns of a mapping file mean, by header, plain or with how they are written. */
interface MappedColumns {
  readonly columns?:
    | Readonly<Record<string, string | (Omit<ColumnTarget, 'name' | 'path'> & { readonly field: string })>>
    | undefined;
}

/** What the texts of one field's cells mean, plain or as proposals with a confirmation. */
type ValueTable =
  | { readonly confirm: boolean; readonly map?: Readonly<Record<string, string | null>> | undefined }
  | Readonly<Record<string, string | null>>;

/** The columns of a document, in either form. */
export function columnTargets({ columns = {} }: MappedColumns): readonly ColumnTarget[] {
  return Object.entries(columns).map(([name, target]) => {
    if (typeof target === 'string') return { name, path: target };
    const { field, dates, decimal } = target;
    return { name, path: field, dates, decimal };
  });
}

/** The lines of a value mapping in either form. */
export function valueLines(table: ValueTable): Readonly<Record<string, string | null>> {
  if ('confirm' in table && typeof table.confirm === 'boolean') {
    return typeof table.map === 'object' ? (table.map ?? {}) : {};
  }
  return Object.fromEntries(Object.entries(table).filter(isLine));
}

/** True where the lines may be used: a plain table is the person's own, proposals need `confirm: true`. */
export function isConfirmed(table: ValueTable): boolean {
  return typeof table.confirm !== 'boolean' || table.confirm;
}

function isLine(entry: [string, unknown]): entry is [string, string | null] {
  return entry[1] === null || typeof entry[1] === 'string';
}
