import type { Field } from '../../lead/field-catalogue.js';
import { folded } from '../../lead/references/folded.js';
import type { OwnRule, RuleOperator, RuleTest } from '../../lead/rules/own-rule.js';
import { sameValue } from '../../lead/same-value.js';
import { listed, quoted } from '../quoted.js';
import { boundValue } from './bound-value.js';
import { patternMatcher } from './match-pattern.js';
import { fieldLabel, type RuleCell, type RuleSubject, ruleCell, textsOf } from './rule-subject.js';
import { seenValues } from './seen-values.js';

/** What a rule has found, without its place. The message has no full stop. */
export interface RuleFinding {
  readonly field: Field;
  readonly message: string;
  readonly suggestion?: string | null;
}

/** A rule asked about one lead or item. */
export type JudgeSubject = (subject: RuleSubject) => readonly RuleFinding[];

type Test<Kind extends RuleTest['kind']> = Extract<RuleTest, { readonly kind: Kind }>;
type FilledCell = Extract<RuleCell, { readonly kind: 'value' }>;

/** Makes the test of a rule ready for one file. `today` is the day of the run. */
export function startTest({ test, title }: OwnRule, today: string): JudgeSubject {
  switch (test.kind) {
    case 'required':
      return (subject) => missing(test, subject);
    case 'pattern':
      return eachFilled(test.fields, patternTest(test, title));
    case 'oneOf':
      return eachFilled(test.fields, oneOfTest(test));
    case 'range':
      return eachFilled(test.fields, rangeTest(test, today));
    case 'compare':
      return (subject) => compared(test, subject);
    case 'uniqueTogether':
      return uniqueTest(test);
  }
}

function missing({ fields }: Test<'required'>, subject: RuleSubject): readonly RuleFinding[] {
  return fields
    .filter((field) => ruleCell(field, subject).kind === 'blank')
    .map((field) => ({
      field,
      message: `expected "${fieldLabel(field, subject)}" to be filled in, found no value`,
    }));
}

type JudgeCell = (cell: FilledCell) => Omit<RuleFinding, 'field'> | null;

/** Blank cells and those that could not be read are passed over. */
function eachFilled(fields: readonly Field[], judge: JudgeCell): JudgeSubject {
  return (subject) =>
    fields.flatMap((field) => {
      const cell = ruleCell(field, subject);
      const finding = cell.kind === 'value' ? judge(cell) : null;
      return finding === null ? [] : [{ field, ...finding }];
    });
}

function patternTest({ pattern }: Test<'pattern'>, title: string): JudgeCell {
  const matches = patternMatcher(pattern, title);
  return ({ value }) => {
    const wrong = [value]
      .flat()
      .map(String)
      .find((text) => !matches(text));
    if (wrong === undefined) return null;
    return { message: `expected a text of the form ${quoted(pattern.source)}, found ${quoted(wrong)}` };
  };
}

function oneOfTest({ values }: Test<'oneOf'>): JudgeCell {
  const allowed = new Set(values);
  const alike = new Map(values.map((value) => [folded(value), value]));
  return (cell) => {
    const { value, placed } = cell;
    const items = Array.isArray(value) ? value : null;
    if (items === null && textsOf(cell).some((text) => allowed.has(text))) return null;
    const wrong = items === null ? placed.cell.text : items.find((item) => !allowed.has(item));
    if (wrong === undefined) return null;
    return {
      message: `expected one of ${listed(values.map(quoted))}, found ${quoted(wrong)}`,
      suggestion: alike.get(folded(wrong)) ?? null,
    };
  };
}

function rangeTest({ min, max }: Test<'range'>, today: string): JudgeCell {
  const least = min === null ? null : boundValue(min, today);
  const most = max === null ? null : boundValue(max, today);
  const wanted = rangeText(least, most);
  return ({ value, placed }) => {
    const isIn = (least === null || order(value, least) >= 0) && (most === null || order(value, most) <= 0);
    return isIn ? null : { message: `expected ${wanted}, found ${quoted(placed.cell.text)}` };
  };
}

function rangeText(least: number | string | null, most: number | string | null): string {
  const [no, others] = typeof (least ?? most) === 'number' ? ['less than', 'more than'] : ['before', 'after'];
  if (least === null) return `nothing ${others} ${most}`;
  return most === null ? `nothing ${no} ${least}` : `a value from ${least} to ${most}`;
}

const accepts = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
} as const satisfies Record<Exclude<RuleOperator, '=' | '!='>, (sign: number) => boolean>;

function compared({ left, operator, right }: Test<'compare'>, subject: RuleSubject): readonly RuleFinding[] {
  const [one, other] = [ruleCell(left, subject), ruleCell(right, subject)];
  if (one.kind !== 'value' || other.kind !== 'value') return [];
  const isRight =
    operator === '=' || operator === '!='
      ? sameValue(left, one.value, other.value) === (operator === '=')
      : accepts[operator](order(one.value, other.value));
  if (isRight) return [];
  const [leftText, rightText] = [one, other].map(({ placed }) => quoted(placed.cell.text));
  const message = `expected "${fieldLabel(left, subject)}" ${operator} "${fieldLabel(right, subject)}" (${rightText}), found ${leftText}`;
  return [{ field: left, message }];
}

function uniqueTest({ fields }: Test<'uniqueTogether'>): JudgeSubject {
  const seen = seenValues();
  const sheets: (string | null)[] = [];
  return (subject) => {
    const cells = fields.map((field) => ruleCell(field, subject));
    const filled = cells.filter((cell) => cell.kind === 'value');
    const [first] = filled;
    const [field] = fields;
    if (filled.length < fields.length || first === undefined || field === undefined) return [];
    const { sheet, row } = first.placed.origin;
    if (!sheets.includes(sheet)) sheets.push(sheet);
    const values = filled.map(({ value }) => comparable(value));
    const before = seen.placeOf(values, { sheet: sheets.indexOf(sheet), row });
    if (before === null) return [];
    const where = sheets[before.sheet] === sheet ? '' : ` of the sheet ${quoted(sheets[before.sheet] ?? '')}`;
    const names = listed(fields.map((one) => `"${fieldLabel(one, subject)}"`));
    const found = listed(filled.map(({ placed }) => quoted(placed.cell.text)));
    return [
      { field, message: `expected ${names} to differ from row ${before.row}${where}, found ${found} again` },
    ];
  };
}

function comparable(value: FilledCell['value']): string {
  return JSON.stringify(typeof value === 'string' ? value.normalize('NFC').trim().toLowerCase() : value);
}

/** Below 0, 0 or above 0. Days sort as text. */
function order(one: FilledCell['value'], other: FilledCell['value']): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [first, second] = [String(one), String(other)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
