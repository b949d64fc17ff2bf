import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ComparedLead } from '../../../src/lead/compared-lead.js';
import { openComparisonWorkbook } from '../../../src/writers/xlsx-comparison.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolders = useTempFolders();

const lead: ComparedLead = {
  ...{ state: 'onlyInSheet', partnerLeadOpportunityId: 'A-1', dsLeadOpportunityId: null, name: 'One' },
  ...{ status: null, closeDate: null, currency: null, amount: null, modifiedDate: null },
  ...{ origin: { sheet: null, row: 2 }, differences: [], notComparable: [], code: null, message: null },
};

it('refuses more rows than a sheet has, names the sheet, and leaves nothing behind once aborted', async () => {
  const folder = await tempFolders();
  const writer = await openComparisonWorkbook(join(folder, 'diff.xlsx'), 3);
  for (const partnerLeadOpportunityId of ['A-1', 'A-2'])
    await writer.add({ ...lead, partnerLeadOpportunityId });
  await writer.add({ ...lead, state: 'onlyAt3ds' });
  await expect(writer.add(lead)).rejects.toMatchObject({
    code: 'FILE_WRITE_FAILED',
    message: 'diff.xlsx › Only in the sheet: a sheet of an Excel workbook holds at most 3 rows.',
    next: expect.stringContaining('.csv'),
  });
  await writer.abort();
  expect(await readdir(folder)).toEqual([]);
});
