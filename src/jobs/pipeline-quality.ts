import type { Issue, Severity } from '../core/issue.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import { issueEntry } from '../lead/issue-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { References } from '../lead/references.js';
import type { OwnRule } from '../lead/rules/own-rule.js';
import { createLeadChecker } from '../pipeline/checks/check-leads.js';
import type { QualityFigures, QualityLine } from '../reports/pipeline-report.js';
import { remoteDraft } from './pipeline-quality-draft.js';

/** What the checks depend on besides the leads. */
export interface QualityOptions {
  readonly apiVersion: ApiVersion;
  readonly partnerId: string | null;
  readonly rules: readonly OwnRule[];
  readonly ignore: readonly string[];
  readonly references: References;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** Leads that are checked as they pass. */
export interface CheckedLeads {
  readonly leads: AsyncIterable<RemoteLead>;
  /** Complete after the last lead. */
  figures(): QualityFigures;
}

/**
 * What is asked of a sheet before it is sent, and means nothing for a lead that 3DS holds: late or passed dates have lists of their own,
 * and revenue types of 3DS are right there.
 */
const unasked: ReadonlySet<string> = new Set([
  'CLOSE_DATE_PAST',
  'REVENUE_TYPE_3DS_ONLY',
  'REVENUE_TYPE_OTHER_VERSION',
  'FORECAST_SET_BY_3DS',
  'FORECAST_DEFAULT',
  'CUSTOMER_PARTIAL',
  'MILESTONE_LATE',
  'MILESTONE_MISSING',
  'OWNER_DEFAULT',
  'REASON_WON_DEFAULT',
  'REASON_LOST_DEFAULT',
]);

const source = '3DS';
const mostExamples = 5;

/**
 * Puts the checks of a lead sheet to leads of 3DS: each value is read as if it stood in a cell, then all rules about leads and about the
 * file are asked. What they find is counted by code.
 */
export function checkedForQuality(leads: AsyncIterable<RemoteLead>, options: QualityOptions): CheckedLeads {
  const tally = createQualityTally(options.ignore);
  const { apiVersion } = options;
  const known = () => null;
  const context = {
    source,
    options: {
      apiVersion,
      mode: 'upsert',
      partnerId: options.partnerId,
      strict: false,
      known,
      references: options.references,
      rules: options.rules,
      today: options.asOf,
      onIssue: tally.add,
    },
  } as const;
  async function* passing(): AsyncGenerator<RemoteLead> {
    const checker = createLeadChecker(context);
    for await (const lead of leads) {
      const row = tally.row(lead);
      checker.check({ kind: 'lead', draft: remoteDraft(lead, { row, apiVersion, source }) });
      yield lead;
    }
    checker.finish();
  }
  return { leads: passing(), figures: tally.figures };
}

interface QualityTally {
  /** The number of a lead's row in the sheet that it would be. */
  row(lead: RemoteLead): number;
  add(issue: Issue): void;
  figures(): QualityFigures;
}

interface CodeTally {
  readonly severity: Severity;
  issues: number;
  readonly rows: Set<number>;
}

function createQualityTally(ignore: readonly string[]): QualityTally {
  const ids: string[] = [];
  const byCode = new Map<string, CodeTally>();
  const ignored = new Set(ignore);
  return {
    row: (lead) => ids.push(lead.partnerLeadOpportunityId || lead.dsLeadOpportunityId),
    add: ({ code, severity, row }) => {
      if (unasked.has(code) || (severity !== 'error' && ignored.has(code))) return;
      const found = byCode.get(code) ?? { severity, issues: 0, rows: new Set() };
      byCode.set(code, found);
      found.issues += 1;
      if (row !== null) found.rows.add(row);
    },
    figures: () => ({
      leadsChecked: ids.length,
      leadsWithIssues: new Set([...byCode.values()].flatMap(({ rows }) => [...rows])).size,
      byCode: [...byCode]
        .map(([code, found]) => qualityLine(code, found, ids))
        .toSorted(
          (one, other) =>
            severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
            other.leads - one.leads ||
            (one.code < other.code ? -1 : 1),
        ),
    }),
  };
}

const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

function qualityLine(
  code: string,
  { severity, issues, rows }: CodeTally,
  ids: readonly string[],
): QualityLine {
  const concerned = [...rows].map((row) => ids[row - 1] ?? '');
  return {
    code,
    severity,
    title: issueEntry(code)?.title ?? code,
    issues,
    leads: rows.size,
    examples: concerned.toSorted(byText).slice(0, mostExamples),
  };
}

/** By code unit, so that the examples are the same whatever the order of the leads. */
function byText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
