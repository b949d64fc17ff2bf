import type { LeadSelection } from './export-leads.js';

export interface PipelineReportOptions extends LeadSelection {
  /** Files to write, each .md or .json by its ending. */
  readonly out?: readonly string[] | undefined;
}

export interface PipelineReportResult {
  /** The figures as the published JSON document. */
  readonly report: PipelineReportDocument;
  /** The same as a Markdown document. */
  readonly markdown: string;
  readonly files: readonly string[];
}
