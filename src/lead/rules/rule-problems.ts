import { thrownMessage } from '../../core/error.js';
import { type Field, type ListPart, listPartOf } from '../field-catalogue.js';
import { fieldNamed } from '../field-named.js';
import type { RuleOperator } from './own-rule.js';
import { type RuleBound, ruleBound } from './rule-bound.js';
import { orderOf, ruleValue } from './rule-fields.js';

type Value = string | number;

/** A rule whose sections have the right shape; whether they fit together is asked here. */
export interface WrittenRule {
  readonly field?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly required?: true | undefined;
  readonly pattern?: string | undefined;
  readonly oneOf?: readonly Value[] | undefined;
  readonly range?: { readonly min?: Value | undefined; readonly max?: Value | undefined } | undefined;
  readonly compare?: readonly [string, RuleOperator, string] | undefined;
  readonly uniqueTogether?: readonly string[] | undefined;
  readonly when?: Readonly<Record<string, Value | readonly Value[]>> | undefined;
}

export interface RuleProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const cellKinds = ['required', 'pattern', 'oneOf', 'range'] as const;
const kinds = [...cellKinds, 'compare', 'uniqueTogether'] as const;
export type RuleKind = (typeof kinds)[number];

/** What the rule asks; null where it asks nothing or several things. */
export function ruleKind(rule: WrittenRule): RuleKind | null {
  const [kind, ...others] = kinds.filter((one) => rule[one] !== undefined);
  return kind !== undefined && others.length === 0 ? kind : null;
}

/** The names of the fields that a rule judges, as they are written. */
export function judgedNames({
  field,
  fields = [],
  compare,
  uniqueTogether = [],
}: WrittenRule): readonly string[] {
  const [left, , right] = compare ?? [];
  return [field, ...fields, left, right, ...uniqueTogether].filter((name) => name !== undefined);
}

/** Everything in a rule that cannot be meant, with its place and the way out. */
export function ruleProblems(rule: WrittenRule): readonly RuleProblem[] {
  const kind = ruleKind(rule);
  if (kind === null) {
    const found = kinds.filter((one) => rule[one] !== undefined);
    return [
      {
        path: [],
        message: `expected one of ${kinds.join(', ')}, found ${found.length === 0 ? 'none' : found.join(' and ')}; write one rule for each`,
      },
    ];
  }
  const fields = judgedNames(rule)
    .map(fieldNamed)
    .filter((field) => field !== undefined);
  return [
    ...fieldProblems(rule, kind),
    ...kindProblems[kind](rule, fields),
    ...conditionProblems(rule),
    ...partProblems(rule, fields),
  ];
}

function fieldProblems({ field, fields }: WrittenRule, kind: RuleKind): readonly RuleProblem[] {
  const isCellKind = cellKinds.some((one) => one === kind);
  const isNamed = field !== undefined || fields !== undefined;
  if (isCellKind && !isNamed)
    return [{ path: [kind], message: `${kind} needs to know which field: add "field:" or "fields:"` }];
  if (isCellKind && field !== undefined && fields !== undefined)
    return [{ path: ['fields'], message: 'give either field or fields' }];
  if (!isCellKind && isNamed)
    return [{ path: [kind], message: `${kind} names its fields itself: take "field:" and "fields:" away` }];
  return [];
}

type FindProblems = (rule: WrittenRule, fields: readonly Field[]) => readonly RuleProblem[];

const noProblems: FindProblems = () => [];

const kindProblems: Readonly<Record<RuleKind, FindProblems>> = {
  required: noProblems,
  uniqueTogether: noProblems,
  pattern: ({ pattern = '' }) => {
    try {
      new RegExp(pattern, 'u');
      return [];
    } catch (thrown) {
      return [{ path: ['pattern'], message: `not a regular expression: ${thrownMessage(thrown)}` }];
    }
  },
  oneOf: ({ oneOf = [] }, fields) =>
    fields.flatMap((field) => oneOf.flatMap((value, index) => valueProblem(field, value, ['oneOf', index]))),
  range: ({ range = {} }, fields) => rangeProblems(range, fields),
  compare: ({ compare }, [left, right]) => {
    if (compare === undefined || left === undefined || right === undefined) return [];
    const operator = compare[1];
    const [one, other] = [orderOf(left), orderOf(right)];
    const isEquality = operator === '=' || operator === '!=';
    if (one === other && (one !== null || isEquality)) return [];
    const wanted = isEquality ? 'two fields of one kind' : 'two amounts or two dates';
    return [{ path: ['compare'], message: `${operator} needs ${wanted}; for texts there are "=" and "!="` }];
  },
};

function rangeProblems(
  range: NonNullable<WrittenRule['range']>,
  fields: readonly Field[],
): readonly RuleProblem[] {
  const ends = (['min', 'max'] as const).flatMap((end) => {
    const written = range[end];
    return written === undefined ? [] : [{ end, written, bound: ruleBound(written) }];
  });
  if (ends.length === 0) return [{ path: ['range'], message: 'expected min, max or both' }];
  const problems = fields.flatMap((field) => {
    const order = orderOf(field);
    if (order === null)
      return [{ path: ['range'], message: `"${field.label}" is neither an amount nor a date` }];
    return ends
      .filter(({ bound }) => boundOrder(bound) !== order)
      .map(({ end, written }) => ({
        path: ['range', end],
        message:
          order === 'number'
            ? `expected a number for "${field.label}", found "${written}"`
            : `expected a day such as 2027-01-31, today or today+90d for "${field.label}", found "${written}"`,
      }));
  });
  const [min, max] = [range.min, range.max];
  const isReversed =
    min !== undefined && max !== undefined && typeof min === typeof max && !isRelative(min, max) && min > max;
  return isReversed ? [...problems, { path: ['range'], message: 'min is greater than max' }] : problems;
}

function isRelative(...written: readonly Value[]): boolean {
  return written.some((one) => typeof one === 'string' && one.startsWith('today'));
}

function boundOrder(bound: RuleBound | null): 'number' | 'day' | null {
  if (bound === null) return null;
  return bound.kind === 'number' ? 'number' : 'day';
}

function conditionProblems({ when = {} }: WrittenRule): readonly RuleProblem[] {
  return Object.entries(when).flatMap(([name, values]) => {
    const field = fieldNamed(name);
    if (field === undefined || field.readOnly)
      return [
        {
          path: ['when', name],
          message: `there is no field "${name}" in a sheet; docs/fields.md lists them`,
        },
      ];
    return [values].flat().flatMap((value) => valueProblem(field, value, ['when', name]));
  });
}

function valueProblem(field: Field, value: Value, path: RuleProblem['path']): readonly RuleProblem[] {
  if (ruleValue(field, value) !== null) return [];
  const message = `"${value}" is no value of "${field.label}"; docs/fields.md lists its codes and labels`;
  return [{ path, message }];
}

function partProblems({ when = {} }: WrittenRule, fields: readonly Field[]): readonly RuleProblem[] {
  const conditions = Object.keys(when)
    .map(fieldNamed)
    .filter((field) => field !== undefined);
  const parts = new Set(fields.map(listPartOf).filter((part) => part !== null));
  const all = new Set<ListPart>([...parts, ...conditions.map(listPartOf).filter((part) => part !== null)]);
  if (all.size < 2) return [];
  return [
    {
      path: [],
      message: `a rule judges one kind of item, found ${[...all].join(' and ')}; write one rule for each`,
    },
  ];
}
