import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type InspectResult, inspectFile, validateFile } from '../../src/index.js';
import { writeTemplate } from '../../src/writers/xlsx-template.js';
import { projectRoot } from '../support/leadferry-command.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();

describe.each([1, 2, 3] as const)('templates/lead-sheet-layout-%i.xlsx', (layout) => {
  const name = `lead-sheet-layout-${layout}.xlsx`;
  const kept = join(projectRoot, 'templates', name);

  it('has every column mapped and nothing to complain about', async () => {
    const inspected = await inspectFile(kept);
    expect(inspected.unmapped).toEqual([]);
    expect(inspected.columns.every((column) => column.score === 1 && column.use === 'used')).toBe(true);
    const { rows, issueCounts } = await validateFile(kept);
    expect({ rows, error: issueCounts.error, warning: issueCounts.warning }).toEqual({
      rows: 0,
      error: 0,
      warning: 0,
    });
  });

  it('is what `leadferry template` writes today', async () => {
    const fresh = join(await tempFolder(), name);
    await writeTemplate(fresh, { layout, apiVersion: 'v1' });
    expect(columnsOf(await inspectFile(kept))).toEqual(columnsOf(await inspectFile(fresh)));
  });
});

function columnsOf({ sheets, columns }: InspectResult): unknown {
  return { sheets, columns: columns.map(({ sheet, header, field }) => [sheet, header, field]) };
}
