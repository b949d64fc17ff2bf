import { z } from 'zod';
import { enumerations } from '../../lead/enumerations.js';
import { enumerationOf, fieldAt } from '../../lead/field-catalogue.js';
import { ruleDocuments } from '../../lead/rules/rule-document.js';
import { fieldTarget, numberedPathForm, writablePaths } from './field-path.js';
import { columnTargets, valueLines } from './mapping-lines.js';

const path = z
  .string()
  .refine((name) => fieldTarget(name) !== null, { error: ({ input }) => noField(String(input)) })
  .meta({
    description: 'The path of a field, such as leadOpportunity.closeDate or offerLines.1.amount',
    anyOf: [{ enum: writablePaths }, { pattern: numberedPathForm.source }],
  });

const header = z.string().min(1).describe('A column by its header, or [F] for the column F');
const cellText = z.string().describe('The text of a cell');

const valueTable = z
  .record(cellText, z.string().nullable())
  .describe('Cell text to the value that is meant; left blank: not decided');

const values = z.union([
  z
    .strictObject({
      confirm: z
        .boolean()
        .describe('true once you have looked at every line below; proposals are not used before'),
      map: section(valueTable),
    })
    .describe('Proposals, with your word that they are right'),
  valueTable,
]);

const split = z
  .strictObject({
    column: header,
    separator: z
      .string()
      .min(1)
      .optional()
      .describe('What stands between the pieces; a blank where left out'),
    pattern: z
      .string()
      .max(500)
      .optional()
      .describe('A regular expression instead of a separator; its groups are the pieces'),
    into: z.array(path).min(1).describe('The fields that take the pieces, in order'),
  })
  .describe('One column for several fields');

const join = z
  .strictObject({
    columns: z.array(header).min(2),
    separator: z.string().optional().describe('What to put between the values; a blank where left out'),
    field: path,
  })
  .describe('Several columns for one field');

const settings = z.strictObject({
  sheet: z.string().min(1).optional().describe('Only this sheet of a workbook'),
  headerRow: z.int().min(1).optional().describe('The row of the column names'),
  encoding: z.string().min(1).optional().describe('Charset of a text file, such as windows-1252'),
  delimiter: z.string().min(1).optional().describe('What separates the cells of a text file'),
  quote: z.string().min(1).optional().describe('What stands around quoted cells of a text file'),
  dates: z.enum(['day-first', 'month-first', 'year-first']).optional(),
  decimal: z.enum(['comma', 'point']).optional(),
});

const columnTarget = z
  .union([
    path,
    z
      .strictObject({ field: path, dates: settings.shape.dates, decimal: settings.shape.decimal })
      .describe('A field, and how its dates or amounts are written'),
  ])
  .describe('What the column means');

/** A section of the file. One of which all lines are behind `#` is null in YAML, and the same as none. */
function section<Schema extends z.ZodType>(lines: Schema) {
  return lines
    .nullable()
    .transform((content) => content ?? undefined)
    .optional();
}

/** What a mapping file holds. The JSON Schema in docs/schemas is made from this. */
export const mappingDocument = z
  .strictObject({
    preset: z
      .string()
      .min(1)
      .optional()
      .describe('The preset that this file builds upon, such as salesforce'),
    settings: section(settings).describe('How the file is read; flags of the command overrule them'),
    columns: section(z.record(header, columnTarget)).describe('Header to field'),
    values: section(z.record(z.string(), values)).describe(
      'By field: what the texts of your pick lists mean',
    ),
    constants: section(z.record(z.string(), z.string())).describe('Field to a value for every row'),
    defaults: section(z.record(z.string(), z.string())).describe('Field to a value for blank cells'),
    splits: section(z.array(split)),
    joins: section(z.array(join)),
    rules: section(ruleDocuments).describe('Rules of your own, beside those of leadferry.config.yaml'),
    ignore: section(z.array(header)).describe('Columns that are left out on purpose'),
    seen: section(z.array(z.string())).describe('The headers when this file was written, in their order'),
  })
  .superRefine((document, context) => {
    for (const [where, name] of fieldKeys(document)) {
      if (fieldTarget(name) === null)
        context.addIssue({ code: 'custom', path: where, message: noField(name) });
    }
    for (const [where, name, code] of targetCodes(document)) {
      const message = `"${code}" is no code of ${name}; the codes stand in docs/fields.md`;
      if (!isCode(name, code)) context.addIssue({ code: 'custom', path: where, message });
    }
    for (const [where, name] of repeatedTargets(document)) {
      context.addIssue({ code: 'custom', path: where, message: `${name} is filled twice` });
    }
    for (const [index, { pattern, separator }] of (document.splits ?? []).entries()) {
      const message = patternProblem(pattern, separator);
      if (message !== null) context.addIssue({ code: 'custom', path: ['splits', index], message });
    }
  });

export type MappingDocument = z.infer<typeof mappingDocument>;

type Place = (string | number)[];

function* fieldKeys(document: MappingDocument): Generator<readonly [Place, string]> {
  for (const section of ['values', 'constants', 'defaults'] as const) {
    for (const name of Object.keys(document[section] ?? {})) yield [[section, name], name];
  }
}

function* targetCodes({ values: tables = {} }: MappingDocument): Generator<readonly [Place, string, string]> {
  for (const [name, table] of Object.entries(tables)) {
    for (const [text, code] of Object.entries(valueLines(table))) {
      if (code !== null && code !== '') yield [['values', name, text], name, code];
    }
  }
}

// Every field may be filled from one place only; a default stands beside a column.
function* repeatedTargets(document: MappingDocument): Generator<readonly [Place, string]> {
  const seen = new Set<string>();
  for (const [where, name] of targets(document)) {
    if (seen.has(name)) yield [where, name];
    seen.add(name);
  }
}

function* targets(document: MappingDocument): Generator<readonly [Place, string]> {
  // Sheets differ: several headers may be known for one field, of which a sheet has one.
  for (const name of new Set(columnTargets(document).map(({ path: one }) => one))) yield [['columns'], name];
  for (const [index, { into }] of (document.splits ?? []).entries()) {
    for (const name of into) yield [['splits', index, 'into'], name];
  }
  for (const [index, { field }] of (document.joins ?? []).entries()) yield [['joins', index, 'field'], field];
  for (const name of Object.keys(document.constants ?? {})) yield [['constants', name], name];
}

function isCode(name: string, code: string): boolean {
  const field = fieldTarget(name)?.field ?? fieldAt(name);
  if (field === undefined || field.enumeration === null) return true;
  return (['v0', 'v1'] as const).some((version) => {
    const list = enumerationOf(field, version);
    return list !== null && Object.hasOwn(enumerations[list], code);
  });
}

function patternProblem(pattern: string | undefined, separator: string | undefined): string | null {
  if (pattern === undefined) return null;
  if (separator !== undefined) return 'give either a separator or a pattern';
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch {
    return `${JSON.stringify(pattern)} is no regular expression`;
  }
}

function noField(name: string): string {
  return `there is no field "${name}" (docs/fields.md lists them)`;
}
