import { openStages, type Status, statusLabels } from '../../lead/enumerations.js';
import { createIssue, type IssueCode } from '../../lead/issue-catalogue.js';
import type { CheckContext, FileCheck } from './check-context.js';
import { type FactField, factFields } from './fact-fields.js';
import type { LeadFacts } from './lead-facts.js';

interface DefaultRule {
  readonly field: FactField;
  /** The stages in which 3DS fills the field; null for every stage. */
  readonly stages: readonly Status[] | null;
  readonly says: string;
}

// Source: the contract's ForecastCategory, ReasonWon, ReasonLost and dsOwnerEmail ("default on create", "defaults to").
const rules = {
  REASON_WON_DEFAULT: {
    field: factFields.reasonWon,
    stages: ['WON'],
    says: 'stage WON and no "Reasons won": 3DS sets STRNG_VAL_PROP',
  },
  REASON_LOST_DEFAULT: {
    field: factFields.reasonLost,
    stages: ['LOST'],
    says: 'stage LOST and no "Reasons lost": 3DS sets NO_PROJECT',
  },
  FORECAST_DEFAULT: {
    field: factFields.forecast,
    stages: openStages,
    says: 'a stage from -3 to -1 and no "Forecast category": 3DS sets UPSIDE',
  },
  OWNER_DEFAULT: {
    field: factFields.owner,
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

interface Counted {
  readonly code: DefaultCode;
  readonly rule: DefaultRule;
  count: number;
}

/** Counts the new leads for which 3DS fills a field, so that it is said once per file. */
export function countDefaults({ source }: CheckContext): FileCheck {
  const counted = codes.map((code): Counted => ({ code, rule: rules[code], count: 0 }));
  const always = counted.filter(({ rule }) => rule.stages === null);
  /** By stage, all that concern it. */
  const byStage = new Map(Object.keys(statusLabels).map((stage) => [stage, concerning(counted, stage)]));
  return {
    add(lead: LeadFacts): void {
      if (!lead.isCreate || lead.rejected) return;
      for (const one of byStage.get(lead.text(factFields.stage) ?? '') ?? always) {
        if (lead.isAbsent(one.rule.field)) one.count += 1;
      }
    },
    issues: () =>
      counted.flatMap(({ code, rule: { field, says }, count }) => {
        const leads = count === 1 ? '1 new lead has' : `${count} new leads have`;
        const message = `${leads} ${says}.`;
        return count === 0 ? [] : [createIssue(code, { source, field: field.path }, { message })];
      }),
  };
}

function concerning(counted: readonly Counted[], stage: string): readonly Counted[] {
  return counted.filter(({ rule: { stages } }) => stages === null || stages.some((one) => one === stage));
}
