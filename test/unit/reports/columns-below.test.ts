import { Workbook } from 'exceljs';
import { expect, it } from 'vitest';
import type { ReportDocument } from '../../../src/reports/document.js';
import { documentHtml } from '../../../src/reports/document-html.js';
import { documentMarkdown } from '../../../src/reports/document-md.js';
import { documentWorkbook } from '../../support/report-workbook.js';

const document: ReportDocument = {
  kind: 'Report',
  title: 'Leads',
  facts: [],
  tiles: [],
  cautions: [],
  footer: '',
  sections: [
    {
      id: 'leads',
      title: 'Leads',
      sheet: 'Leads',
      blocks: [
        {
          kind: 'table',
          title: '',
          columns: [
            { header: 'Lead', holds: 'text' },
            { header: 'Partner id', holds: 'id', below: true },
            { header: '3DS id', holds: 'id', below: true },
            { header: 'Stage', holds: 'text' },
          ],
          rows: [
            ['Pilot <b>', 'A-1', 'DS-1', 'Open'],
            ['long name '.repeat(12).trim(), null, 'DS-2', 'Won'],
          ],
        },
      ],
    },
  ],
};

it('columns that stand below others share their cell on a page', async () => {
  let page = '';
  for await (const piece of documentHtml(document)) page += piece;
  expect(page).toContain('Lead<span class="code">Partner id · 3DS id</span></th>');
  expect(page).toContain(
    'Pilot &lt;b&gt;<span class="code">A-1 · DS-1</span></th><td class="text">Open</td>',
  );
  expect(page).toContain('<span class="code">DS-2</span>');
});

it('they are columns of their own in Markdown', () => {
  expect(documentMarkdown(document)).toMatch(/\| Lead +\| Partner id \| 3DS id \| Stage \|/);
});

it('they are columns of their own in a workbook, whose rows are as high as their texts need', async () => {
  const book = new Workbook();
  await book.xlsx.load(Buffer.from(await documentWorkbook(document)).buffer);
  const sheet = book.getWorksheet('Leads');
  const rows = [3, 4, 5].map((row) => [1, 2, 3, 4].map((column) => sheet?.getCell(row, column).value));
  expect(rows[0]).toEqual(['Lead', 'Partner id', '3DS id', 'Stage']);
  expect(rows[1]).toEqual(['Pilot <b>', 'A-1', 'DS-1', 'Open']);
  expect(rows[2]?.[1]).toBeNull();
  expect(sheet?.getRow(4).height).toBeUndefined();
  expect(sheet?.getRow(5).height).toBe(45);
});
