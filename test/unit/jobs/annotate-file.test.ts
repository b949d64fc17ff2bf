import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/core/row.js';
import { checkCopyName } from '../../../src/jobs/annotate-file.js';
import type { ValidateOptions } from '../../../src/jobs/sheet-options.js';
import { validateFile } from '../../../src/jobs/validate-file.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

/** Leads of layout 2: the offer lines of one lead stand in several rows. */
const head =
  'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount,Offer revenue type,3DS owner email';
const row = (id: string, date: string, amount: string) =>
  `${id},Lead ${id},Qualified,${date},EUR,Firma,Stuttgart,Germany,CLASS1,${amount},PxC,owner@example.com`;

async function annotated(rows: readonly string[], options: ValidateOptions = {}) {
  const folder = await tempFolder();
  const file = join(folder, 'leads.csv');
  await writeFile(file, [head, ...rows].join('\n'));
  const copy = join(folder, 'copy.xlsx');
  const result = await validateFile(file, {
    asOf: '2026-11-21',
    stateDir: join(folder, 'state'),
    annotate: copy,
    ...options,
  });
  return { result, copy, cells: await cellsOf(copy) };
}

/** The texts of the sheet of leads, by row and column from 0. */
async function cellsOf(copy: string): Promise<ReadonlyMap<string, string>> {
  const reader = await openReader(copy, { sheet: 'Leads' });
  const found = new Map<string, string>();
  for await (const { row: number, cells } of reader.tables[0]?.rows() ?? []) {
    for (const [column, cell] of cells.entries()) found.set(`${number - 1}:${column}`, cellText(cell));
  }
  await reader.close();
  return found;
}

/** The added columns of the rows, from the second one. They stand right of the twelve of the sheet. */
function statuses(cells: ReadonlyMap<string, string>, count: number) {
  return Array.from({ length: count }, (_, index) => cells.get(`${index + 1}:12`));
}

describe('an annotated copy', () => {
  it('says of each row what becomes of it', async () => {
    const { result, cells } = await annotated([
      row('A1', '2027-01-31', '100'),
      row('B2', '2027-02-31', '100'),
      row('B2', '', '200'),
    ]);
    expect(result.issueCounts.error).toBe(1);
    expect(cells.get('0:12')).toBe('leadferry status');
    expect(statuses(cells, 3)).toEqual([expect.stringMatching(/^(?:ok|info)$/), 'error', 'not sent']);
    expect(cells.get('2:13')).toContain('D "Close date": expected a date, found "2027-02-31"');
    expect(cells.get('3:13')).toContain('Another row of this lead');
  });

  it('holds every row back where a column is wrong', async () => {
    const { result, cells } = await annotated([row('A1', '03/04/2027', '100'), row('A2', '', '100')]);
    expect(result.issueCounts.byCode).toHaveProperty('DATE_ORDER_UNKNOWN');
    expect(statuses(cells, 2)[1]).toMatch(/error|not sent/);
  });

  it('shows no value of the sheet in its own texts where values are masked', async () => {
    const { cells } = await annotated([row('A1', '31.31.2027', '100')], { maskValues: true });
    expect(cells.get('1:3')).toBe('31.31.2027');
    expect(cells.get('1:13')).toContain('Close date');
    expect([...cells.values()].filter((text) => text.includes('31.31.2027'))).toHaveLength(1);
  });

  it('is one of the files of the answer', async () => {
    const { result, copy } = await annotated([row('A1', '2027-01-31', '100')]);
    expect(result.files).toEqual([copy]);
  });
});

describe('the name of a copy', () => {
  it.each([
    ['leads.xlsx', 'never written over'],
    ['./leads.xlsx', 'never written over'],
    ['copy.ods', 'not named .xlsx'],
    ['copy', 'not named .xlsx'],
  ])('may not be %s', (target, said) => {
    expect(() => checkCopyName(target, 'leads.xlsx')).toThrow(said);
  });

  it.each(['copy.xlsx', 'COPY.XLSM'])('may be %s', (target) => {
    expect(() => checkCopyName(target, 'leads.xlsx')).not.toThrow();
  });
});
