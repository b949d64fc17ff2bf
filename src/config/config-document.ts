import { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import { yamlContent } from '../formats/yaml-text.js';
import { ruleDocuments } from '../lead/rules/rule-document.js';
import { settingShapes } from './setting-shapes.js';

const rules = ruleDocuments
  .nullable()
  .optional()
  .describe('Rules of your own that every sheet is judged by; docs/rules.md shows each kind');

/** What leadferry.config.yaml holds. The JSON Schema in docs/schemas is made from this. */
export const configDocument = z.strictObject({
  ...settingShapes,
  rules,
  profiles: z
    .record(z.string(), z.strictObject({ ...settingShapes, rules }))
    .optional()
    .describe('Named blocks of the same settings, chosen by --profile; their rules are added to those above'),
});

/** The content of a configuration file. Throws LeadferryError CONFIG_INVALID with the line. */
export function parsedConfig(file: string, text: string): z.infer<typeof configDocument> {
  const content = yamlContent(text, configDocument);
  if (content.ok) return content.value;
  const line = content.brokenLine === null ? '' : ` line ${content.brokenLine}`;
  throw new LeadferryError('CONFIG_INVALID', `${file}${line}: ${content.problem}`);
}
