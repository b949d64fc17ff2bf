import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { mappingDocument } from '../../../src/pipeline/mapping/mapping-document.js';
import { projectRoot } from '../../support/leadferry-command.js';

// `npx vitest run test/unit/pipeline/mapping-document.test.ts -u` writes it anew.
test('docs/schemas/mapping.schema.json is made from the document that is read', async () => {
  const schema = { title: 'leadferry: mapping file', ...z.toJSONSchema(mappingDocument, { io: 'input' }) };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    join(projectRoot, 'docs', 'schemas', 'mapping.schema.json'),
  );
});

test.each([
  ['nothing', {}],
  ['columns', { columns: { Stage: 'leadOpportunity.status', '[F]': 'offerLines.2.amount' } }],
  [
    'a column with its date order',
    { columns: { Due: { field: 'leadOpportunity.closeDate', dates: 'day-first' } } },
  ],
  ['a plain value table', { values: { 'leadOpportunity.status': { Open: 'OPPY_OPEN' } } }],
  ['a line that is not decided', { values: { 'leadOpportunity.status': { Open: null, Won: '' } } }],
  ['proposals', { values: { 'leadOpportunity.status': { confirm: false, map: { Open: 'OPPY_OPEN' } } } }],
  ['a word for the preset', { values: { 'leadOpportunity.status': { confirm: true } } }],
  [
    'two headers of one field',
    { columns: { Stage: 'leadOpportunity.status', Phase: 'leadOpportunity.status' } },
  ],
  [
    'a default beside a column',
    { columns: { A: 'offerLines.amount' }, defaults: { 'offerLines.amount': '1' } },
  ],
  [
    'a split by pattern',
    { splits: [{ column: 'Where', pattern: '^(\\d+) (.*)$', into: ['customerLegalEntity.zipCode'] }] },
  ],
  ['rules of one’s own', { rules: [{ field: 'Offer amount', range: { min: 1 } }] }],
  ['a join', { joins: [{ columns: ['A', 'B'], field: 'leadOpportunity.description' }] }],
  ['a code of either API version', { values: { 'offerLines.revenueType': { Rent: 'RENTAL_BOOKING' } } }],
])('a mapping file may hold %s', (_, document) => {
  expect(mappingDocument.safeParse(document).error?.message).toBeUndefined();
});

test.each([
  ['an unknown section', { colums: {} }, 'colums'],
  ['a rule that asks nothing', { rules: [{ field: 'Stage' }] }, 'found none'],
  ['an unknown field', { columns: { Stage: 'leadOpportunity.stage' } }, 'there is no field'],
  ['a read-only field', { columns: { Made: 'leadOpportunity.createdDate' } }, 'there is no field'],
  ['a number where a lead has one', { columns: { Stage: 'leadOpportunity.1.status' } }, 'there is no field'],
  ['the number 0', { columns: { A: 'offerLines.0.amount' } }, 'there is no field'],
  ['an unknown constant', { constants: { 'leadOpportunity.stage': 'x' } }, 'there is no field'],
  ['a stage that is none', { values: { 'leadOpportunity.status': { Open: 'OPEN' } } }, '"OPEN" is no code'],
  ['a label for a code', { values: { 'leadOpportunity.reasonLost': { A: 'No Project' } } }, 'is no code'],
  [
    'a proposal that is none',
    { values: { 'leadOpportunity.status': { confirm: true, map: { Open: 'OPEN' } } } },
    '"OPEN" is no code',
  ],
  [
    'a field from two places',
    {
      columns: { Currency: 'leadOpportunity.currency' },
      constants: { 'leadOpportunity.currency': 'EUR' },
    },
    'filled twice',
  ],
  [
    'both separator and pattern',
    { splits: [{ column: 'A', separator: ' ', pattern: '(a)', into: ['offerLines.amount'] }] },
    'either a separator or a pattern',
  ],
  [
    'a broken pattern',
    { splits: [{ column: 'A', pattern: '(', into: ['offerLines.amount'] }] },
    'no regular expression',
  ],
  ['a join of one', { joins: [{ columns: ['A'], field: 'offerLines.amount' }] }, '2'],
  ['a date order that is none', { settings: { dates: 'european' } }, 'day-first'],
])('a mapping file with %s is refused', (_, document, message) => {
  const problems = mappingDocument.safeParse(document).error?.issues ?? [];
  expect(problems.map((problem) => problem.message).join()).toContain(message);
});
