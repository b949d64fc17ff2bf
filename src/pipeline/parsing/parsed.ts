import type { IssueCode } from '../../lead/issue-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';

/** What is to be said about one cell, without its place. */
export interface Remark {
  readonly code: IssueCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly suggestion?: string | null | undefined;
  /** The part of the cell that it is about, where that is not all of it. */
  readonly value?: string | undefined;
}

/** What a cell means. invalid: there is a value, but nobody can tell which. */
export type Parsed =
  | { readonly kind: 'blank' }
  | { readonly kind: 'value'; readonly value: FieldValue; readonly remarks: readonly Remark[] }
  | { readonly kind: 'invalid'; readonly remarks: readonly Remark[] };

export const blank: Parsed = { kind: 'blank' };

const none: readonly Remark[] = [];

export function parsedValue(value: FieldValue, remarks: readonly Remark[] = none): Parsed {
  return { kind: 'value', value, remarks };
}

export function invalid(...remarks: readonly Remark[]): Parsed {
  return { kind: 'invalid', remarks };
}
