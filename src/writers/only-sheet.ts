import { basename } from 'node:path';
import { LeadferryError } from '../core/error.js';
import type { SheetSpec } from './sheet-spec.js';

/** The one sheet of a format that holds no more. Throws LeadferryError USAGE naming the sheets where there are several. */
export function onlySheet(path: string, sheets: readonly SheetSpec[]): SheetSpec {
  const [sheet, ...others] = sheets;
  if (sheet !== undefined && others.length === 0) return sheet;
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  throw new LeadferryError(
    'USAGE',
    `${basename(path)} can hold one table, but there are ${sheets.length}: ${names}.`,
    {
      next: 'Write to an .xlsx file, which holds several sheets.',
    },
  );
}
