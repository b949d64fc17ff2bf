/** Writes the sample sheets of this folder and the blank ones of templates/ anew: `npm run samples`. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Options, stringify } from 'csv-stringify/sync';
import { errorWorkbook } from './error-sheets.ts';
import { layout1Rows, layout2Rows, layout3Sheets } from './sample-layouts.ts';
import { sampleLeads } from './sample-leads.ts';
import { saveDressedWorkbook, saveWorkbook } from './xlsx-sheets.ts';

const here = (name: string) => join(import.meta.dirname, name);

await saveWorkbook(here('leads.xlsx'), layout3Sheets(sampleLeads(60, 'FERRY')));
await saveDressedWorkbook(here('leads-with-errors.xlsx'), errorWorkbook());
await writeFile(
  here('leads.csv'),
  `\uFEFF${csv(layout2Rows(sampleLeads(24, 'NORD')), { delimiter: ';', record_delimiter: '\r\n' })}`,
);
await writeFile(here('leads-one-row.csv'), csv(layout1Rows(sampleLeads(20, 'SUED')), {}));

for (const layout of ['1', '2', '3']) {
  const target = here(`../templates/lead-sheet-layout-${layout}.xlsx`);
  execFileSync(process.execPath, [here('../bin/leadferry.js'), 'template', '--layout', layout, '-o', target]);
}

/** Quotes line breaks also where they are not those between the records. */
function csv(rows: (string | null)[][], options: Options): string {
  return stringify(rows, { ...options, quoted_match: /[\r\n]/ });
}
