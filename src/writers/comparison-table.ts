import { type ComparisonWriter, comparisonColumns, comparisonLines } from './comparison-columns.js';
import { openTableWriter } from './table-writer.js';
import { openComparisonWorkbook } from './xlsx-comparison.js';

/** The extensions that a comparison is written to as tables. */
export const comparisonTables = {
  '.xlsx': openComparisonWorkbook,
  '.csv': openComparisonCsv,
} as const satisfies Record<`.${string}`, (path: string) => Promise<ComparisonWriter>>;

/** One table with a line for each field that differs, and one for each other lead. Throws LeadferryError FILE_WRITE_FAILED. */
async function openComparisonCsv(path: string): Promise<ComparisonWriter> {
  const table = await openTableWriter(path, [{ name: 'Comparison', columns: comparisonColumns }]);
  return {
    async add(lead) {
      for (const line of comparisonLines(lead)) {
        await table.addRow(
          0,
          comparisonColumns.map((column) => column.cell(line)),
        );
      }
    },
    finish: () => table.finish(),
    abort: () => table.abort(),
  };
}
