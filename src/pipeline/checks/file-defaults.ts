import { openStages, type Status, statusLabels } from '../../lead/enumerations.js';
import { createIssue, type IssueCode } from '../../lead/issue-catalogue.js';
import type { CheckContext, FileCheck } from './check-context.js';
import type { LeadFacts } from './lead-facts.js';

interface DefaultRule {
  readonly field: string;
  /** The stages in which 3DS fills the field; null for every stage. */
  readonly stages: readonly Status[] | null;
  readonly says: string;
}

// Source: the contract's ForecastCategory, ReasonWon, ReasonLost and dsOwnerEmail ("default on create", "defaults to").
const rules = {
  REASON_WON_DEFAULT: {
    field: 'leadOpportunity.reasonWon',
    stages: ['WON'],
    says: 'stage WON and no "Reasons won": 3DS sets STRNG_VAL_PROP',
  },
  REASON_LOST_DEFAULT: {
    field: 'leadOpportunity.reasonLost',
    stages: ['LOST'],
    says: 'stage LOST and no "Reasons lost": 3DS sets NO_PROJECT',
  },
  FORECAST_DEFAULT: {
    field: 'leadOpportunity.forecastCategory',
    stages: openStages,
    says: 'a stage from -3 to -1 and no "Forecast category": 3DS sets UPSIDE',
  },
  OWNER_DEFAULT: {
    field: 'leadOpportunity.dsOwnerEmail',
    stages: null,
    says: 'no "3DS owner email": 3DS sets your primary partner sales manager',
  },
} as const satisfies Partial<Record<IssueCode, DefaultRule>>;

type DefaultCode = keyof typeof rules;
const codes = [
  'REASON_WON_DEFAULT',
  'REASON_LOST_DEFAULT',
  'FORECAST_DEFAULT',
  'OWNER_DEFAULT',
] as const satisfies readonly DefaultCode[];

/** The rules that concern every stage. */
const always: readonly DefaultCode[] = codesOf(null);
/** By stage, all that concern it. */
const byStage = new Map(Object.keys(statusLabels).map((stage) => [stage, codesOf(stage)]));

function codesOf(stage: string | null): readonly DefaultCode[] {
  return codes.filter((code) => {
    const { stages }: DefaultRule = rules[code];
    return stages === null || stages.some((one) => one === stage);
  });
}

/** Counts the new leads for which 3DS fills a field, so that it is said once per file. */
export function countDefaults({ source }: CheckContext): FileCheck {
  const counts = new Map<DefaultCode, number>();
  return {
    add(lead: LeadFacts): void {
      if (!lead.isCreate || lead.rejected) return;
      const concerned = byStage.get(lead.text('leadOpportunity.status') ?? '') ?? always;
      for (const code of concerned) {
        if (lead.isAbsent(rules[code].field)) counts.set(code, (counts.get(code) ?? 0) + 1);
      }
    },
    issues: () =>
      codes.flatMap((code) => {
        const count = counts.get(code) ?? 0;
        const { field, says } = rules[code];
        const leads = count === 1 ? '1 new lead has' : `${count} new leads have`;
        return count === 0 ? [] : [createIssue(code, { source, field }, { message: `${leads} ${says}.` })];
      }),
  };
}
