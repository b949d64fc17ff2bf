import type { PackageSource } from './xlsx-package.ts';

/** A golden case of a workbook: what its parts are and what is read of them. */
export interface XlsxCase {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly flags?: readonly string[];
  /** Default `input.xlsx`. */
  readonly file?: string;
  /** The workbook's parts, or the bytes of the file. */
  readonly source: PackageSource | Buffer;
  readonly expect: Readonly<Record<string, unknown>>;
}
