import { isCalendarDay } from '../core/calendar-day.js';
import { LeadferryError } from '../core/error.js';
import { type EnumerationName, enumerationCode, enumerations, foldedValue } from '../lead/enumerations.js';
import { type ApiVersion, type Field, type FieldType, fieldAt } from '../lead/field-catalogue.js';
import { fieldsMeant } from '../lead/field-named.js';
import type { RemoteLead } from '../lead/lead.js';
import { fieldValues } from './field-values.js';

/** Whether a lead is to be written. */
export type LeadFilter = (lead: RemoteLead) => boolean;

type Sign = '=' | '!=' | '>=' | '<=';

/** One value of a field, or one that it is compared with, in a form that orders as the values do. */
type Comparable = string | number;

interface Condition {
  /** The flag as it was given. */
  readonly text: string;
  readonly field: Field;
  readonly apiVersion: ApiVersion;
}

/** How the values of a type are compared; `ordered` where one can be before another. */
interface Comparison {
  readonly ordered: boolean;
  /** What stands behind the sign; null where it is no such value. */
  given(text: string, condition: Condition): Comparable | null;
  held(value: string | number): Comparable;
  readonly expected: string;
}

const text: Comparison = {
  ordered: false,
  given: foldedValue,
  held: (value) => foldedValue(String(value)),
  expected: 'a text',
};
const day: Comparison = {
  ordered: true,
  given: (given) => (isCalendarDay(given) ? given : null),
  held: (value) => String(value).slice(0, 'YYYY-MM-DD'.length),
  expected: 'a day such as 2026-03-31',
};
const amount: Comparison = {
  ordered: true,
  given: (given) => (/^-?\d+(\.\d+)?$/.test(given) ? Number(given) : null),
  held: Number,
  expected: 'a number such as 25000 or 1200.50',
};
const code: Comparison = { ...text, given: givenCode, expected: 'a code or its label' };

const comparisons = {
  text,
  id: { ...text, given: (given) => given, held: String },
  email: text,
  phone: text,
  url: text,
  country: text,
  currency: text,
  date: day,
  day,
  timestamp: day,
  amount,
  enumeration: code,
  enumerationList: code,
  textList: text,
} as const satisfies Record<FieldType, Comparison>;

const form = /^(.+?)(>=|<=|!=|=)(.*)$/su;

/**
 * The leads that `FIELD=VALUE` means, as --filter takes it: the field by label, API name or path; `=` and `!=`, with several values separated
 * by `;`, or without one for what is not filled in; `>=` and `<=` for days and amounts. Codes may be given by their labels. Of offer lines and
 * contacts one that fits is enough.
 * Throws LeadferryError USAGE, and COLUMN_UNKNOWN for a name that means no field or several.
 */
export function parseFilter(given: string, apiVersion: ApiVersion): LeadFilter {
  const [, name = '', sign, values = ''] = form.exec(given) ?? [];
  if (sign === undefined) throw refused(`--filter "${given}"`, 'it has none of the signs =, !=, >= and <=');
  const condition = { text: `--filter "${given}"`, field: filterField(name.trim(), apiVersion), apiVersion };
  return test(
    condition,
    signs[sign] ?? '=',
    values.split(';').map((value) => value.trim()),
  );
}

const signs: Readonly<Record<string, Sign>> = { '=': '=', '!=': '!=', '>=': '>=', '<=': '<=' };

/** The leads of these stages, each by its code or label, as --status takes them. Throws LeadferryError USAGE. */
export function statusFilter(stages: readonly string[], apiVersion: ApiVersion): LeadFilter {
  const field = fieldAt('leadOpportunity.status');
  if (field === undefined) throw new Error('the catalogue has no status');
  return test({ text: `--status ${stages.join(',')}`, field, apiVersion }, '=', stages);
}

/** The field that a name means. Throws LeadferryError COLUMN_UNKNOWN, where `flag` names the flag. */
export function filterField(name: string, apiVersion: ApiVersion, flag = '--filter'): Field {
  const [field, ...others] = fieldsMeant(name, apiVersion);
  if (field !== undefined && others.length === 0) return field;
  const labels = [field, ...others].flatMap((one) => (one === undefined ? [] : [`"${one.label}"`]));
  throw new LeadferryError(
    'COLUMN_UNKNOWN',
    labels.length > 0
      ? `${flag}: "${name}" is the name of several fields: ${labels.join(', ')}.`
      : `${flag}: expected the label, the API name or the path of a field, found "${name}".`,
    {
      next:
        labels.length > 0
          ? 'Give the label or the path of the one that is meant.'
          : 'docs/fields.md lists every field with its label and its path.',
    },
  );
}

function test(condition: Condition, sign: Sign, values: readonly string[]): LeadFilter {
  const { field } = condition;
  const comparison: Comparison = comparisons[field.type];
  const wanted = new Set(
    values.filter((value) => value !== '').map((value) => wantedValue(condition, value)),
  );
  const blankToo = values.includes('');
  if (sign === '=' || sign === '!=') {
    const isAmong = (lead: RemoteLead): boolean => {
      const held = fieldValues(lead, field);
      return held.length === 0 ? blankToo : held.some((value) => wanted.has(comparison.held(value)));
    };
    return sign === '=' ? isAmong : (lead) => !isAmong(lead);
  }
  const [bound, ...others] = wanted;
  if (!comparison.ordered) throw refused(condition.text, `"${field.label}" has no order; use = or !=`);
  if (bound === undefined || others.length > 0 || blankToo) {
    throw refused(condition.text, `${sign} takes one value`);
  }
  const fits = (held: Comparable): boolean => (sign === '>=' ? held >= bound : held <= bound);
  return (lead) => fieldValues(lead, field).some((value) => fits(comparison.held(value)));
}

function wantedValue(condition: Condition, value: string): Comparable {
  const comparison: Comparison = comparisons[condition.field.type];
  const wanted = comparison.given(value, condition);
  if (wanted !== null) return wanted;
  throw refused(
    condition.text,
    `${comparison.expected} was expected for "${condition.field.label}", found "${value}"${choicesOf(condition)}`,
  );
}

function givenCode(given: string, condition: Condition): string | null {
  const name = enumerationOf(condition);
  const found = name === null ? given : enumerationCode(name, given);
  return found === null ? null : foldedValue(found);
}

function enumerationOf({ field, apiVersion }: Condition): EnumerationName | null {
  if (field.enumeration !== 'revenueType') return field.enumeration;
  return apiVersion === 'v1' ? 'revenueTypeV1' : 'revenueTypeV0';
}

function choicesOf(condition: Condition): string {
  const name = enumerationOf(condition);
  if (name === null) return '';
  const choices = Object.entries(enumerations[name]).map(([one, label]) => `${one} (${label})`);
  return `; it may be ${choices.join(', ')}`;
}

function refused(given: string, reason: string): LeadferryError {
  return new LeadferryError('USAGE', `${given} was not understood: ${reason}.`, {
    next: 'Write it as --filter "Stage=WON;LOST", --filter "closeDate>=2026-01-01" or --filter "Currency!=EUR".',
  });
}
