import type { MatchReason } from './match-header.js';

/**
 * What happens to a column. used: its values go into leads. own: leadferry wrote it itself. read-only: only 3DS sets it.
 * other version: the API version in use lacks the field. ignored, source, overruled: the mapping file leaves it out, makes other fields
 * of it, or fills its field otherwise. The rest is not read until it is mended, and an issue says so.
 */
export type ColumnUse =
  | 'used'
  | 'own'
  | 'read-only'
  | 'other version'
  | 'ignored'
  | 'source'
  | 'overruled'
  | 'unknown'
  | 'blank'
  | 'duplicate'
  | 'misplaced'
  | 'mixed';

/** One column of a sheet that is read, and the field that it means. */
export interface ColumnMatch {
  /** Null in CSV. */
  readonly sheet: string | null;
  /** From 0. */
  readonly index: number;
  /** Column letters as the spreadsheet shows them. */
  readonly column: string;
  readonly header: string;
  /** Catalogue path; null where the header means no field. */
  readonly field: string | null;
  /** The number of a numbered column (`Offer 2 amount`). */
  readonly item: number | null;
  /** How sure the match is: 1 for the field's own names, 0 for none. */
  readonly score: number;
  readonly reason: MatchReason | 'own column' | 'none';
  readonly use: ColumnUse;
  /** The known header that was probably meant. */
  readonly suggestion: string | null;
  /** Letters of the column that is read as this field instead, because its name is closer. */
  readonly taken: string | null;
}
