import {
  createIssueCounter,
  type Issue,
  type IssueCounts,
  type IssueGroup,
  type Severity,
} from '../core/issue.js';
import { issueEntry } from '../lead/issue-catalogue.js';
import type { HidingFlag, IssueFilter } from './issue-filter.js';
import { maskIssue } from './issue-mask.js';
import { createIssueSample } from './issue-sample.js';
import type { IssueSpool } from './issue-spool.js';

/** Issues that are counted but not listed. */
export interface HiddenIssues {
  readonly by: HidingFlag;
  readonly severity: Severity;
  readonly count: number;
}

/** What was found, of which `issues` is as much as fits. */
export interface CollectedIssues {
  readonly issueCounts: IssueCounts;
  readonly summary: readonly IssueGroup[];
  readonly hidden: readonly HiddenIssues[];
  readonly issues: readonly Issue[];
  readonly issuesLeftOut: number;
}

/** Takes the issues of a file as they come; its memory does not grow with them. */
export interface IssueCollector {
  add(issue: Issue): void;
  collected(): CollectedIssues;
}

export interface CollectorOptions {
  readonly filter: IssueFilter;
  /** Takes the values of the sheet out of every issue that is listed. */
  readonly maskValues: boolean;
  /** How many issues are kept for the result. */
  readonly most: number;
  /** Takes every issue that is listed, masked where that is asked for. */
  readonly spool: IssueSpool | null;
}

/** How many issues a result holds where nothing else is said. */
export const usuallyMost = 100_000;

const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** Counts every issue, hides those that the filter hides, and keeps a bounded choice of the others. */
export function createIssueCollector({ filter, maskValues, most, spool }: CollectorOptions): IssueCollector {
  const counter = createIssueCounter();
  const sample = createIssueSample(most);
  const groups = new Map<string, IssueGroup & { count: number }>();
  const hidden = new Map<string, HiddenIssues & { count: number }>();
  let listed = 0;

  function hide(by: HidingFlag, severity: Severity): void {
    const entry = hidden.get(`${by} ${severity}`) ?? { by, severity, count: 0 };
    entry.count += 1;
    hidden.set(`${by} ${severity}`, entry);
  }

  function count({ severity, code }: Issue): void {
    const key = `${severity} ${code}`;
    const title = issueEntry(code)?.title ?? '';
    const group = groups.get(key) ?? { severity, code, title, count: 0, first: listed };
    group.count += 1;
    groups.set(key, group);
    listed += 1;
  }

  return {
    add: (found) => {
      counter.add(found);
      const by = filter(found);
      if (by !== null) {
        hide(by, found.severity);
        return;
      }
      const issue = maskValues ? maskIssue(found) : found;
      count(issue);
      sample.add(issue);
      spool?.add(issue);
    },
    collected: () => {
      const issues = sample.issues();
      return {
        issueCounts: counter.counts(),
        summary: bySeverity([...groups.values()]),
        hidden: bySeverity([...hidden.values()]),
        issues,
        issuesLeftOut: listed - issues.length,
      };
    },
  };
}

function bySeverity<T extends { readonly severity: Severity }>(entries: readonly T[]): readonly T[] {
  return severities.flatMap((severity) =>
    entries.filter((entry) => entry.severity === severity).map((entry) => ({ ...entry })),
  );
}
