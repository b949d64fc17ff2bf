export interface CodeSummary {
  readonly code: string;
  /** An issue is about the data, an error ended a run. */
  readonly kind: 'issue' | 'error';
  /** `error`, `warning` or `info` for an issue; null for an error. */
  readonly severity: string | null;
  readonly title: string;
}

export interface Explanation extends CodeSummary {
  readonly explanation: string;
  readonly remedy: string;
  readonly example: string | null;
}
