import { createHash } from 'node:crypto';
import { ValueType, Workbook } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { documentHtml } from '../../../src/reports/document-html.js';
import { documentMarkdown } from '../../../src/reports/document-md.js';
import { everyBlock, hostile } from '../../support/report-document.js';
import { documentWorkbook } from '../../support/report-workbook.js';

async function page(): Promise<string> {
  let text = '';
  for await (const piece of documentHtml(everyBlock)) text += piece;
  return text;
}

describe('a report as a page', () => {
  it('forbids scripts and everything from elsewhere, and allows its own style alone', async () => {
    const text = await page();
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(text).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(text).not.toMatch(/<script|<img|<link|<iframe|<object|javascript:| style=|@import|url\(/i);
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  });

  it('shows hostile text as text, wherever it stands', async () => {
    const text = await page();
    expect(text).not.toContain('onerror=alert(2)>');
    expect(text).not.toContain('\u202e');
    expect(text.match(/&lt;\/style&gt;&lt;script&gt;alert\(1\)/g)?.length).toBeGreaterThan(10);
  });

  it('is whole: every tag that is opened is closed', async () => {
    const text = await page();
    const open: string[] = [];
    for (const [tag, close, name = '', selfClosing] of text.matchAll(
      /<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi,
    )) {
      if (selfClosing === '/' || name === 'meta') continue;
      if (close === '') open.push(name);
      else expect(open.pop(), tag).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it('has each chart in two sizes and its table beside it', async () => {
    const text = await page();
    expect(text.match(/<svg /g)).toHaveLength(6);
    expect(text.match(/<table class/g)).toHaveLength(4);
    expect(text).toContain('<td class="number">1,234,567.50</td>');
    expect(text).toContain('<td class="number">12.5 %</td>');
    expect(text).toContain('<td class="day">21 Nov 2026</td>');
  });

  it('says how many rows it leaves out, and what stands in place of none', async () => {
    const text = await page();
    expect(text).toContain(
      '<p class="more">1 more: the workbook and the JSON document list all of them.</p>',
    );
    expect(text).toContain('<p class="none">No lead is overdue.</p>');
  });

  it('is the same each time', async () => {
    const hash = async () =>
      createHash('sha256')
        .update(await page())
        .digest('hex');
    expect(await hash()).toBe(await hash());
  });
});

describe('a report as Markdown', () => {
  it('holds every table and no markup of the data', () => {
    const text = documentMarkdown(everyBlock);
    expect(text.match(/^\| Stage /gm)).toHaveLength(4);
    expect(text).toContain('### Funnel\n');
    expect(text).not.toMatch(/(?<!\\)<script/);
    expect(text).toContain('1 more: the workbook and the JSON document list all of them.');
    expect(text).toContain('**1,204**');
  });
});

describe('a report as a workbook', () => {
  async function workbook(): Promise<Workbook> {
    const book = new Workbook();
    const bytes = await documentWorkbook(everyBlock);
    await book.xlsx.load(Buffer.from(bytes).buffer);
    return book;
  }

  it('has an overview, a sheet for each section and the figures of the charts', async () => {
    const book = await workbook();
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Overview',
      'EUR',
      'List',
      'Nothing',
      'Chart data',
    ]);
  });

  it('holds texts as texts, amounts as numbers with their decimals, days as dates', async () => {
    const book = await workbook();
    // exceljs undoes such an escape only in shared texts; Excel and LibreOffice do in all.
    const asRead = hostile.replace('\u0007', '_x0007_');
    const sheet = book.getWorksheet('EUR');
    const rows = [6, 7].map((row) => sheet?.getRow(row).values);
    expect(rows).toEqual([
      [undefined, asRead, 1204, 1_234_567.5, 0.125, new Date('2026-11-21T00:00:00Z'), `${asRead} (=CLASS1)`],
      [undefined, '=1+1', 0, '12,345,678,901,234,567.89'],
    ]);
    expect(sheet?.getCell('C6').numFmt).toBe('#,##0.00');
    expect(sheet?.getCell('C8').numFmt).toBe('#,##0');
    expect(sheet?.getCell('A7').type).toBe(ValueType.String);
  });

  it('lists every row where a page cuts them off, with a filter', async () => {
    const book = await workbook();
    const sheet = book.getWorksheet('List');
    expect(sheet?.rowCount).toBe(5);
    expect(sheet?.autoFilter).toBe('A3:F5');
  });

  it('names sheets as Excel takes them, and each once', async () => {
    const section = (sheet: string) => ({ id: 'x', title: 'X', sheet, blocks: [] });
    const names = ['a/b:c*?[d]', "'EUR'", 'EUR', 'eur', '', 'x'.repeat(40), 'x'.repeat(41), 'overview'];
    const book = new Workbook();
    const bytes = await documentWorkbook({ ...everyBlock, sections: names.map(section) });
    await book.xlsx.load(Buffer.from(bytes).buffer);
    const long = 'x'.repeat(27);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Overview',
      'a b c   d',
      'EUR',
      'EUR 2',
      'eur 3',
      'Sheet',
      long,
      `${long} 2`,
      'overview 2',
    ]);
  });

  it('refuses what a workbook cannot hold, and says where', async () => {
    await expect(documentWorkbook(everyBlock, 20)).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: expect.stringMatching(
        /^EUR: a sheet of an Excel workbook holds at most 20 rows, this one needs \d+\.$/,
      ),
      next: expect.stringContaining('.json'),
    });
    const table = { kind: 'table', title: '', columns: [{ header: 'A', holds: 'text' }] } as const;
    const block = { ...table, rows: [['short'], ['x'.repeat(32_768)]] };
    const section = { id: 'x', title: 'X', sheet: 'Long', blocks: [block] };
    await expect(documentWorkbook({ ...everyBlock, sections: [section] })).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      message: expect.stringMatching(/^Long row 5: .*32767 characters, this text has 32768\.$/),
    });
  });

  it('gives the charts the figures that they draw', async () => {
    const book = await workbook();
    const sheet = book.getWorksheet('Chart data');
    expect(sheet?.getRow(2).values).toEqual([undefined, hostile, 700, 140]);
    expect(sheet?.getRow(9).values).toEqual([undefined, hostile, 0, 100, 0, 0]);
    expect(sheet?.getRow(10).values).toEqual([undefined, 'Won', 70, 0, 0, 30]);
  });

  it('is the same each time', async () => {
    expect(
      Buffer.from(await documentWorkbook(everyBlock)).equals(Buffer.from(await documentWorkbook(everyBlock))),
    ).toBe(true);
  });
});
