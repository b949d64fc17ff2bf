import { expect, test } from 'vitest';
import { mappingDocument } from '../../../../src/pipeline/mapping/mapping-document.js';
import { check } from '../fake-reader.js';

test('dates and amounts that were understood are told with one meaning, those of the sheet only', async () => {
  const told: unknown[] = [];
  await check(
    [
      {
        headers: ['Partner lead id', 'Close date', 'Offer amount', 'Next milestone date'],
        rows: [
          ['A-1', '25/12/2026', '1,234.56', ''],
          ['A-2', '03/04/2027', '12', '31.02.2027'],
          ['A-3', '2027-13-01', '5', ''],
        ],
      },
    ],
    { onRestated: ({ row }, cells) => told.push([row, cells]) },
  );
  expect(told).toEqual([
    [2, { 1: { kind: 'date', iso: '2026-12-25' }, 2: { kind: 'number', digits: '1234.5600' } }],
    [3, { 1: { kind: 'date', iso: '2027-04-03' } }],
  ]);
});

test.each([
  {
    what: 'a default',
    given: { defaults: { 'leadOpportunity.closeDate': '31.12.2026' } },
    sheet: { headers: ['Partner lead id', 'Close date'], rows: [['A-1', '']] },
  },
  {
    what: 'a constant',
    given: { constants: { 'leadOpportunity.closeDate': '31.12.2026' } },
    sheet: { headers: ['Partner lead id', 'Lead name'], rows: [['A-1', '25/12/2026']] },
  },
  {
    what: 'a piece of a cell',
    given: {
      splits: [
        { column: 'Period', into: ['leadOpportunity.closeDate', 'leadOpportunity.nextMilestoneDate'] },
      ],
    },
    sheet: { headers: ['Partner lead id', 'Period'], rows: [['A-1', '25/12/2026 31/12/2026']] },
  },
])('$what that the mapping makes is no cell of the sheet', async ({ given, sheet }) => {
  const told: unknown[] = [];
  const { leads } = await check([sheet], {
    mapping: { name: 'm.yaml', document: mappingDocument.parse(given) },
    onRestated: (_row, restated) => told.push(restated),
  });
  expect(leads[0]?.lead.leadOpportunity['closeDate']).toMatch(/^2026-12-/);
  expect(told).toEqual([]);
});
