import { describe, expect, it } from 'vitest';
import { changesDocument } from '../../../src/reports/changes-document.js';
import { changesReportJson } from '../../../src/reports/changes-report-json.js';
import type { ReportBlock, TableBlock } from '../../../src/reports/document.js';
import { cellWords } from '../../../src/reports/document-cells.js';
import { documentMarkdown } from '../../../src/reports/document-md.js';
import { changesBetween, type LeadSpec } from '../../support/changed-leads.js';

const created = '2026-11-03T09:00:00.000Z';
const before: readonly LeadSpec[] = [
  { id: 'DS-1', name: 'Pilot line', cents: [1_250_000, 50] },
  { id: 'DS-2', name: 'Robot cell | 2', status: 'ESTABLISHED', cents: [4_000_000] },
  { id: 'DS-3', status: 'VALIDATED', cents: [700_000] },
  { id: 'DS-4', closeDate: '2026-12-15', cents: [300_000] },
  { id: 'DS-5', closeDate: '2027-02-01', cents: [900_000] },
  { id: 'DS-6', currency: 'JPY', cents: [125_000_000] },
  { id: 'DS-7', owner: 'a@example.com' },
  { id: 'DS-8', status: 'LOST', cents: [220_000] },
  { id: 'DS-9', partnerId: null, cents: [60_000] },
  { id: 'DS-10', currency: 'GBP', cents: [80_000] },
  { id: 'DS-11', cents: [null] },
  { id: 'DS-12', status: 'LEAD_OPEN', cents: [10_000] },
];
const after: readonly LeadSpec[] = [
  { id: 'DS-1', name: 'Pilot line', cents: [1_400_000, 50] },
  { id: 'DS-2', name: 'Robot cell | 2', status: 'WON', cents: [3_900_000] },
  { id: 'DS-3', status: 'LOST', cents: [700_000] },
  { id: 'DS-4', closeDate: '2027-01-31', cents: [300_000] },
  { id: 'DS-5', closeDate: '2027-01-15', cents: [900_000] },
  { id: 'DS-6', currency: 'JPY', cents: [100_000_000] },
  { id: 'DS-7', owner: 'b@example.com' },
  { id: 'DS-8', status: 'OPPY_OPEN', cents: [220_000] },
  { id: 'DS-10', currency: 'EUR', cents: [95_000] },
  { id: 'DS-11', cents: [null] },
  { id: 'DS-12', status: 'ACCEPTED', cents: [10_000] },
  { id: 'DS-20', name: 'Lead of this week', partnerId: null, created, cents: [510_000] },
  { id: 'DS-21', created: '2026-01-01T00:00:00.000Z', cents: [33_000] },
];
const facts = {
  origin: 'http://127.0.0.1:4010',
  cautions: ['The history is short: it begins with the first export of leads.', 'Leads counted once: 2. <b>'],
} as const;

const figures = await changesBetween(before, after);

function tables(blocks: readonly ReportBlock[]): readonly TableBlock[] {
  return blocks.map((block) => (block.kind === 'chart' ? block.table : block));
}

describe('the documents of the changes report', () => {
  it('the JSON document is the golden one', async () => {
    const document = changesReportJson(figures, facts);
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('golden/changes-report.json');
  });

  it('the Markdown document is the golden one', async () => {
    const document = documentMarkdown(changesDocument(figures, facts));
    await expect(document).toMatchFileSnapshot('golden/changes-report.md');
  });

  it('every lead that changed is named with both ids, its owner and its customer', () => {
    const lists = changesDocument(figures, facts).sections.flatMap(({ blocks }) =>
      tables(blocks).filter(({ columns }) => columns[0]?.header === 'Lead'),
    );
    expect(lists).toHaveLength(13);
    for (const { columns } of lists) {
      const headers = columns.map(({ header }) => header);
      expect(headers.slice(0, 4)).toEqual(['Lead', 'Partner lead id', '3DS lead id', 'Customer']);
      expect(headers.some((header) => header.startsWith('Owner'))).toBe(true);
    }
    const named = new Set(lists.flatMap(({ rows }) => rows.map((row) => cellWords(row[2] ?? null))));
    const unchanged = 'DS-11';
    const changed = [...before, ...after].map(({ id }) => id).filter((id) => id !== unchanged);
    expect([...named].toSorted()).toEqual([...new Set(changed)].toSorted());
  });

  it('the rows of each waterfall add up to its last one', () => {
    const [section] = changesDocument(figures, facts).sections;
    for (const { rows, total } of tables(section?.blocks ?? [])) {
      const amounts = [...rows, total ?? []].map((row) => {
        const cell = row[2] ?? null;
        return typeof cell === 'object' && cell?.kind === 'amount' ? cell.value.toNumber() : 0;
      });
      const end = amounts.pop();
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(end ?? Number.NaN, 6);
    }
  });

  it('where nothing changed there are no lists but those of won, lost and new leads, which say so', async () => {
    const same = changesDocument(await changesBetween(before, before), facts);
    expect(same.sections.map(({ id }) => id)).toEqual(['pipeline', 'won', 'lost', 'new']);
    const text = documentMarkdown(same);
    for (const none of ['No lead was won.', 'No lead was lost.', 'No lead is new.'])
      expect(text).toContain(none);
    expect(same.tiles.every(({ tone }) => tone === undefined)).toBe(true);
  });

  it('without leads at either point it says so', async () => {
    const none = changesDocument(await changesBetween([], []), { origin: null, cautions: [] });
    expect(documentMarkdown(none)).toContain('No lead was open at either point.');
  });

  it('the title names days, instants within a day, runs and files', () => {
    const at = (asOf: string | null, kind: 'file' | 'run' | 'ledger', name: string) => ({
      ...figures,
      from: { kind, name, asOf, lastReading: '2026-10-31T02:10:00.000Z' },
    });
    const titleOf = (given: typeof figures) => changesDocument(given, facts).title;
    expect(titleOf(figures)).toBe('What changed from 1 Nov 2026 to 7 Nov 2026');
    const sameDay = at('2026-11-07T06:00:00.000Z', 'ledger', 'since 18h');
    expect(titleOf(sameDay)).toBe('What changed from 7 Nov 2026, 06:00 UTC to 8 Nov 2026, 00:00 UTC');
    expect(titleOf(at(null, 'file', 'old.xlsx'))).toBe('What changed from old.xlsx to until 2026-11-07');
    const run = changesDocument(at('2026-11-02T10:00:00.000Z', 'run', 'R-1'), facts);
    expect(run.facts).toContainEqual([
      'From',
      'end of run R-1, 2 Nov 2026, 10:00 UTC (last export before it: 31 Oct 2026, 02:10 UTC)',
    ]);
  });
});
