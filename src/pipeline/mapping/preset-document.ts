import { z } from 'zod';
import { mappingDocument } from './mapping-document.js';

/** What the rows of one kind of export mean. */
const presetExport = z.strictObject({
  /** What the rows are: opportunities, leads. */
  object: z.string().min(1),
  /** Headers that this export has and few others have together; so many of them must be there. */
  signs: z.strictObject({ least: z.int().min(1), headers: z.array(z.string().min(1)).min(1) }),
  columns: z.record(z.string(), z.string()),
  /** By field: what the CRM's usual values may mean. Proposals, never used before they are confirmed. */
  proposals: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

/** A file of templates/mappings. */
export const presetDocument = z
  .strictObject({
    preset: z.string().min(1),
    title: z.string().min(1),
    exports: z.array(presetExport).min(1),
  })
  .superRefine(({ exports }, context) => {
    for (const [index, { columns, proposals }] of exports.entries()) {
      const lines = mappingDocument.safeParse({ values: proposals });
      for (const path of Object.values(columns)) {
        const known = mappingDocument.safeParse({ columns: { header: path } });
        if (!known.success)
          context.addIssue({ code: 'custom', path: ['exports', index], message: `no field ${path}` });
      }
      for (const { message } of lines.error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: ['exports', index, 'proposals'], message });
      }
    }
  });

/** One CRM's exports as headers and proposals. */
export type Preset = z.infer<typeof presetDocument>;
export type PresetExport = Preset['exports'][number];
