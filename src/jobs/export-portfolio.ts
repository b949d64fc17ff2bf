import type { JobOptions } from './job-options.js';

export interface ExportPortfolioOptions extends JobOptions {
  /** Target file: .xlsx, .csv or .jsonl. */
  readonly out: string;
}

export interface ExportPortfolioResult {
  readonly server: string;
  readonly counts: { readonly items: number; readonly orderable: number };
  readonly files: readonly string[];
  readonly coverage: { readonly estimated: number; readonly pages: number; readonly attempts: number };
}
