import type { IssueEntry } from './issue-entry.js';

const whose =
  'The rule is yours: it stands under `rules:` in leadferry.config.yaml or in the mapping file, which also say how severe it is.';
const remedy = 'Correct the cell, or the rule if it asks for too much.';

/** The rules of one's own. */
export const ruleIssues = {
  RULE_REQUIRED: {
    stage: 'rule',
    severity: 'error',
    title: 'A rule of yours wants the cell filled in',
    explanation: whose,
    remedy: 'Fill in the cell, or change the rule if it asks for too much.',
    example: 'A blank "Next milestone" where a rule says `required: true`.',
  },
  RULE_PATTERN: {
    stage: 'rule',
    severity: 'error',
    title: 'The cell does not have the form that a rule of yours wants',
    explanation: whose,
    remedy,
    example: '"Partner lead id" 4711 where a rule says `pattern: ^N-\\d+$`.',
  },
  RULE_ONE_OF: {
    stage: 'rule',
    severity: 'error',
    title: 'The cell holds none of the values that a rule of yours allows',
    explanation: whose,
    remedy,
    example: '"Currency" USD where a rule says `oneOf: [EUR, CHF]`.',
  },
  RULE_RANGE: {
    stage: 'rule',
    severity: 'error',
    title: 'The value lies outside the range of a rule of yours',
    explanation: whose,
    remedy,
    example: '"Offer amount" 50 where a rule says `range: { min: 1000 }`.',
  },
  RULE_COMPARE: {
    stage: 'rule',
    severity: 'error',
    title: 'Two cells do not stand to each other as a rule of yours wants',
    explanation: whose,
    remedy,
    example:
      '"Next milestone date" 2027-03-01, "Close date" 2027-02-01 and `compare: [Next milestone date, "<=", Close date]`.',
  },
  RULE_UNIQUE: {
    stage: 'rule',
    severity: 'error',
    title: 'Values that a rule of yours wants once stand there twice',
    explanation: `${whose} The first of the two is left alone. Where one of the cells is blank nothing is compared.`,
    remedy: 'Change one of the two, or delete the one that is a repetition.',
    example:
      'Rows 4 and 9 with the same customer and lead name, and `uniqueTogether: [Customer name, Lead name]`.',
  },
  RULE_PROGRAM: {
    stage: 'rule',
    severity: 'error',
    title: 'A check of the calling program found something',
    explanation:
      'A program that uses leadferry as a library handed in a check of its own (`checkLead`). What it says stands in the message.',
    remedy: 'Do what the message says; ask those who wrote the program if it is not clear.',
    example: 'A nightly job that refuses leads of customers on hold.',
  },
} as const satisfies Record<string, IssueEntry>;
