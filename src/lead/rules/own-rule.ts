import type { Severity } from '../../core/issue.js';
import type { Field, ListPart } from '../field-catalogue.js';
import type { RuleBound } from './rule-bound.js';

/** The signs by which two fields are compared. */
export const ruleOperators = ['<', '<=', '>', '>=', '=', '!='] as const;
export type RuleOperator = (typeof ruleOperators)[number];

/** What a rule asks. */
export type RuleTest =
  | { readonly kind: 'required'; readonly fields: readonly Field[] }
  | { readonly kind: 'pattern'; readonly fields: readonly Field[]; readonly pattern: RegExp }
  | { readonly kind: 'oneOf'; readonly fields: readonly Field[]; readonly values: readonly string[] }
  | {
      readonly kind: 'range';
      readonly fields: readonly Field[];
      readonly min: RuleBound | null;
      readonly max: RuleBound | null;
    }
  | {
      readonly kind: 'compare';
      readonly left: Field;
      readonly operator: RuleOperator;
      readonly right: Field;
    }
  | { readonly kind: 'uniqueTogether'; readonly fields: readonly Field[] };

/** A field that must hold one of these values; `''` stands for a blank cell. */
export interface RuleCondition {
  readonly field: Field;
  readonly values: readonly string[];
}

/** A rule of the user's own, ready to be asked. */
export interface OwnRule {
  /** As hints name it: `rule "Big deals" of leadferry.config.yaml`. */
  readonly title: string;
  readonly severity: Severity;
  /** Null: the usual message. */
  readonly message: string | null;
  /** Null: for new leads and for those at 3DS. */
  readonly on: 'create' | 'update' | null;
  readonly when: readonly RuleCondition[];
  readonly test: RuleTest;
  /** The repeated part whose items are judged one by one; null where the lead is judged as a whole. */
  readonly part: ListPart | null;
}
