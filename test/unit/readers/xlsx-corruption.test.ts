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
