import { z } from 'zod';
import { fieldCatalogue } from '../field-catalogue.js';
import { fieldNamed } from '../field-named.js';
import { ruleOperators } from './own-rule.js';
import { ruleProblems } from './rule-problems.js';

const writable = fieldCatalogue.filter((field) => !field.readOnly);

const field = z
  .string()
  .superRefine((name, context) => {
    const problem = fieldProblem(name);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({
    description: 'A field by its path or its label, such as offerLines.amount or Offer amount',
    anyOf: [{ enum: [...writable.map(({ path }) => path), ...writable.map(({ label }) => label)] }],
  });

const value = z.union([z.string(), z.number()]);
const bound = z
  .union([z.number(), z.string()])
  .describe('A number for amounts; for dates a day such as 2027-01-31, today, today+90d or today-30d');

/** One rule as it is written in a file. */
export const ruleDocument = z
  .strictObject({
    name: z.string().min(1).optional().describe('What the rule is called in hints'),
    field: field.optional().describe('The field that is judged'),
    fields: z.array(field).min(1).optional().describe('Several fields that are judged alike'),
    required: z.literal(true).optional().describe('The cell must be filled in'),
    pattern: z.string().min(1).max(500).optional().describe('A regular expression that the text must match'),
    oneOf: z.array(value).min(1).optional().describe('The values that are allowed'),
    range: z
      .strictObject({ min: bound.optional(), max: bound.optional() })
      .optional()
      .describe('Least and greatest amount or day, both allowed themselves'),
    compare: z
      .tuple([field, z.enum(ruleOperators), field])
      .optional()
      .describe('Two fields and the sign between them, such as [Next milestone date, "<=", Close date]'),
    uniqueTogether: z
      .array(field)
      .min(1)
      .optional()
      .describe('Fields whose values together stand only once in a file'),
    when: z
      .record(z.string(), z.union([value, z.array(value).min(1)]))
      .optional()
      .describe('Only where these fields hold this value or one of these; "" means a blank cell'),
    on: z.enum(['create', 'update']).optional().describe('Only for new leads, or only for those at 3DS'),
    message: z.string().min(1).max(500).optional().describe('What to say in place of the usual message'),
    severity: z
      .enum(['error', 'warning', 'info'])
      .optional()
      .describe('How severe it is; error where left out'),
  })
  .superRefine((rule, context) => {
    for (const { path, message } of ruleProblems(rule)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  })
  .describe(
    'One rule: field or fields with required, pattern, oneOf or range; or compare; or uniqueTogether',
  );

export type RuleDocument = z.infer<typeof ruleDocument>;

/** The section `rules` of a file. */
export const ruleDocuments = z.array(ruleDocument).max(200);

function fieldProblem(name: string): string | null {
  const found = fieldNamed(name);
  if (found === undefined)
    return `there is no field "${name}"; write a path or a label as docs/fields.md lists them, without a number: offers and contacts are judged one by one`;
  return found.readOnly ? `"${name}" is set by 3DS; a sheet gives no value for it` : null;
}
