import { type Field, listPartOf } from '../field-catalogue.js';
import { fieldNamed } from '../field-named.js';
import type { OwnRule, RuleCondition, RuleTest } from './own-rule.js';
import { ruleBound } from './rule-bound.js';
import type { RuleDocument } from './rule-document.js';
import { ruleValue } from './rule-fields.js';
import { judgedNames } from './rule-problems.js';

/** The rules of a file, ready to be asked. They were checked when the file was read; `file` is what hints call it. */
export function ownRules(documents: readonly RuleDocument[], file: string): readonly OwnRule[] {
  return documents.map((document, index) => ownRule(document, `${ruleName(document, index)} of ${file}`));
}

function ruleName({ name }: RuleDocument, index: number): string {
  return name === undefined ? `rule ${index + 1}` : `rule "${name}"`;
}

function ownRule(document: RuleDocument, title: string): OwnRule {
  const { severity = 'error', message = null, on = null } = document;
  const when = Object.entries(document.when ?? {}).map(([name, values]) => condition(name, values));
  const fields = judgedNames(document).map(known);
  const parts = [...fields, ...when.map(({ field }) => field)].map(listPartOf);
  const part = parts.find((one) => one !== null) ?? null;
  return { title, severity, message, on, when, test: ruleTest(document, fields), part };
}

function condition(name: string, values: string | number | (string | number)[]): RuleCondition {
  const field = known(name);
  return { field, values: [values].flat().map((value) => ruleValue(field, value) ?? String(value)) };
}

function ruleTest(
  { required, pattern, oneOf, range, compare }: RuleDocument,
  fields: readonly Field[],
): RuleTest {
  if (required !== undefined) return { kind: 'required', fields };
  if (pattern !== undefined) return { kind: 'pattern', fields, pattern: new RegExp(pattern, 'u') };
  if (oneOf !== undefined) return { kind: 'oneOf', fields, values: allowedValues(oneOf, fields) };
  if (range !== undefined) {
    const { min, max } = range;
    return {
      kind: 'range',
      fields,
      min: min === undefined ? null : ruleBound(min),
      max: max === undefined ? null : ruleBound(max),
    };
  }
  if (compare !== undefined)
    return { kind: 'compare', left: known(compare[0]), operator: compare[1], right: known(compare[2]) };
  return { kind: 'uniqueTogether', fields };
}

function allowedValues(written: readonly (string | number)[], fields: readonly Field[]): readonly string[] {
  const values = fields.flatMap((field) => written.map((value) => ruleValue(field, value) ?? String(value)));
  return [...new Set(values)];
}

function known(name: string): Field {
  const field = fieldNamed(name);
  if (field === undefined) throw new Error(`the rules were read without being checked: ${name}`);
  return field;
}
