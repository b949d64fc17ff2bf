import type { Issue } from '../../core/issue.js';
import type { Field } from '../../lead/field-catalogue.js';
import { createIssue, type IssueCode } from '../../lead/issue-catalogue.js';
import type { OwnRule, RuleCondition } from '../../lead/rules/own-rule.js';
import type { CheckContext, LeadCheck } from '../checks/check-context.js';
import { quoted } from '../quoted.js';
import { type RuleSubject, rulePlace, ruleSubjects } from './rule-subject.js';
import { type RuleFinding, startTest } from './start-test.js';

const codes = {
  required: 'RULE_REQUIRED',
  pattern: 'RULE_PATTERN',
  oneOf: 'RULE_ONE_OF',
  range: 'RULE_RANGE',
  compare: 'RULE_COMPARE',
  uniqueTogether: 'RULE_UNIQUE',
} as const satisfies Record<OwnRule['test']['kind'], IssueCode>;

/** The rules of the user's own as a check of one file; what must be unique is remembered from lead to lead. */
export function startRules({ source, options: { rules, today } }: CheckContext): LeadCheck {
  const started = rules.map((rule) => ({ rule, judge: startTest(rule, today) }));
  return ({ draft, isCreate }) => {
    const occasion = isCreate ? 'create' : 'update';
    return started
      .filter(({ rule }) => rule.on === null || rule.on === occasion)
      .flatMap(({ rule, judge }) =>
        ruleSubjects(rule, draft).flatMap((subject) =>
          judge(subject).map((finding) => ruleIssue(rule, finding, { subject, source })),
        ),
      );
  };
}

interface FoundAt {
  readonly subject: RuleSubject;
  readonly source: string;
}

function ruleIssue(rule: OwnRule, { field, message, suggestion }: RuleFinding, at: FoundAt): Issue {
  return createIssue(codes[rule.test.kind], rulePlace(field, at.subject, at.source), {
    message: rule.message ?? `${message}${conditionText(rule.when)}.`,
    hint: `${remedies[rule.test.kind]} It is asked for by ${rule.title}.`,
    suggestion,
    severity: rule.severity,
  });
}

const remedies = {
  required: 'Fill in the cell.',
  pattern: 'Write the cell in the form that is asked for.',
  oneOf: 'Write one of the values that are allowed.',
  range: 'Correct the value.',
  compare: 'Correct one of the two cells.',
  uniqueTogether: 'Change one of the two, or delete the repetition.',
} as const satisfies Record<OwnRule['test']['kind'], string>;

function conditionText(when: readonly RuleCondition[]): string {
  if (when.length === 0) return '';
  const texts = when.map(({ field, values }: { field: Field; values: readonly string[] }) => {
    const meant = values.map((value) => (value === '' ? 'blank' : quoted(value)));
    return `"${field.label}" is ${meant.join(' or ')}`;
  });
  return `; the rule holds where ${texts.join(' and ')}`;
}
