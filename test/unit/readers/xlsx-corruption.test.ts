import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { Row } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { header, leadRow, writePackage } from '../../golden/make/xlsx-package.js';

const leads = Array.from({ length: 60 }, (_, index) =>
  leadRow(
    index + 2,
    `<c r="B${index + 2}" t="s"><v>${index % 3}</v></c><c r="C${index + 2}" s="1"><v>${46_000 + index}</v></c>`,
  ),
);
const source = {
  sheets: [
    { name: 'Leads', rows: header + leads.join('') },
    { name: 'Offer lines', rows: header + leads.slice(0, 5).join('') },
  ],
  shared: '<si><t>Pump</t></si><si><t>Müller</t></si><si><r><t>株式</t></r><r><t>会社</t></r></si>',
  xfs: '<xf numFmtId="14"/>',
} as const;

type Outcome = { readonly rows: readonly Row[]; readonly issues: number } | LeadferryError;

async function outcome(bytes: Buffer): Promise<Outcome> {
  try {
    const reader = await openReader(bytes, { name: 'leads.xlsx' });
    const rows: Row[] = [];
    for (const table of reader.tables) for await (const row of table.rows()) rows.push(row);
    await reader.close();
    return { rows, issues: reader.notes.length + rows.reduce((sum, { issues }) => sum + issues.length, 0) };
  } catch (thrown) {
    if (thrown instanceof LeadferryError) return thrown;
    throw thrown;
  }
}

describe('a workbook with one wrong byte', { timeout: 120_000 }, () => {
  it.each([
    ['compressed', false],
    ['stored', true],
  ])('is never read wrongly in silence (%s)', async (_, stored) => {
    const bytes = await writePackage({ ...source, stored });
    const whole = await outcome(bytes);
    if (whole instanceof LeadferryError) throw whole;
    expect(whole.rows).toHaveLength(67);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const found = await outcome(damaged);
        if (found instanceof LeadferryError) {
          refused += 1;
          expect(found.code).not.toBe('UNEXPECTED');
          expect(found.message).toMatch(/\S.*\.$/);
        } else if (found.issues === 0) expect(found.rows).toEqual(whole.rows);
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(200);
  });

  it.each(['central directory', 'end of the archive'])(
    'is never read wrongly in silence: %s',
    async (part) => {
      const bytes = await writePackage({
        sheets: source.sheets.slice(1),
        shared: source.shared,
        xfs: source.xfs,
      });
      const whole = await outcome(bytes);
      const signature = part === 'central directory' ? 'PK\x01\x02' : 'PK\x05\x06';
      const start = bytes.indexOf(Buffer.from(signature, 'latin1'));
      for (let at = start; at < bytes.length; at++) {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ 0x01;
        const found = await outcome(damaged);
        if (!(found instanceof LeadferryError)) expect([at, found]).toEqual([at, whole]);
      }
    },
  );
});

describe('a sheet with another checksum than its bytes', () => {
  const sheet = (rows: string) => ({ sheets: [{ name: 'Leads', rows: header + leads.join('') + rows }] });

  /** Changes the checksum that the directory claims for the sheet. */
  function withWrongChecksum(bytes: Buffer): Buffer {
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    const checksum = bytes.indexOf('xl/worksheets/sheet1.xml', directory) - 46 + 16;
    const damaged = Buffer.from(bytes);
    damaged.writeUInt32LE((damaged.readUInt32LE(checksum) ^ 1) >>> 0, checksum);
    return damaged;
  }

  it.each([
    ['of nothing but cells', ''],
    ['with a hidden row', '<row r="70" hidden="1"><c r="A70"><v>1</v></c></row>'],
    ['with a comment', '<!-- x -->'],
  ])('is refused before a row of it counts: %s', async (_, rows) => {
    const bytes = await writePackage({ ...source, ...sheet(rows) });
    await expect(openReader(bytes)).resolves.toMatchObject({ tables: [{ sheet: 'Leads' }] });
    await expect(openReader(withWrongChecksum(bytes))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('sheet1.xml has another checksum (CRC) than its bytes'),
    });
  });

  it('is refused also where it was damaged after it was opened', async () => {
    const bytes = await writePackage({ ...source, ...sheet(''), stored: true });
    const reader = await openReader(bytes);
    bytes[bytes.indexOf('<v>46000') + 7] = 0x39;
    const rows = async () => {
      for (const table of reader.tables)
        for await (const row of table.rows()) expect(row.row).toBeGreaterThan(0);
    };
    await expect(rows()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
