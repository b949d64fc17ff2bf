import type { JobOptions } from './job-options.js';

export interface TemplateOptions extends JobOptions {
  /** Target file, .xlsx. */
  readonly out: string;
  readonly layout?: 1 | 2 | 3 | undefined;
}

export interface TemplateResult {
  readonly files: readonly string[];
  readonly layout: 1 | 2 | 3;
  /** Portfolio items on the sheet of products; 0 where `export portfolio` was never run. */
  readonly portfolioItems: number;
}
