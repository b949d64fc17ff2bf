import type { PipelineFigures } from './pipeline-figures.js';

/** Where the leads come from. */
export interface ReportSource {
  /** The server's origin, or the name of what was read instead. */
  readonly origin: string;
  /** What was asked for, by name: `{ 'Modified since': '2026-03-01' }`. Empty for everything. */
  readonly criteria: Readonly<Record<string, string>>;
}

/** Leads that were found but are not among the figures. */
export interface MissingLeads {
  readonly outOfScope: number;
  readonly failed: number;
}

/** Issues of one code among the leads. */
export interface QualityLine {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly issues: number;
  /** How many leads have such an issue. */
  readonly leads: number;
  /** The first ids of these leads, in alphabetical order. */
  readonly examples: readonly string[];
}

/** What the checks found in the leads; null where they were not asked. */
export interface QualityFigures {
  readonly leadsChecked: number;
  readonly leadsWithIssues: number;
  /** The severest first. */
  readonly byCode: readonly QualityLine[];
}

/** The figures with what they were made from. */
export interface PipelineReport {
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** ISO date-time in UTC. */
  readonly madeAt: string;
  readonly source: ReportSource;
  readonly coverage: MissingLeads;
  readonly settings: PipelineSettings;
  readonly figures: PipelineFigures;
  readonly quality: QualityFigures | null;
  /** What else is not among the figures, one sentence each. */
  readonly notes: readonly string[];
}

/** What the figures depend on besides the leads. */
export interface PipelineSettings {
  /** Percent by stage. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** Days without a change after which an open lead is stale. */
  readonly staleDays: number;
  /** How many of the largest open leads are listed for each currency. */
  readonly top: number;
}
