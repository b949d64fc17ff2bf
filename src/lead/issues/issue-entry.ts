import type { Severity } from '../../core/issue.js';

/**
 * Where an issue is found. file: names of sheets and columns. reader: what the file format itself breaks. cell: one value.
 * row: which rows make a lead. lead: one assembled lead. plausibility: what looks wrong, in a lead or among the leads of a file.
 * reference: what the lists of 3DS do not have. rule: the rules of one's own. plan: what 3DS holds or answers.
 */
export type IssueStage =
  | 'file'
  | 'reader'
  | 'cell'
  | 'row'
  | 'lead'
  | 'plausibility'
  | 'reference'
  | 'rule'
  | 'plan';

export interface IssueEntry {
  readonly stage: IssueStage;
  readonly severity: Severity;
  /** What is wrong, as a headline. */
  readonly title: string;
  /** Why it matters and what leadferry does about it. */
  readonly explanation: string;
  /** What to do; the hint of every issue that has no closer one. */
  readonly remedy: string;
  /** A case of it in one line. */
  readonly example: string;
}
