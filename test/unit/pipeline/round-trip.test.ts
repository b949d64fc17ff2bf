import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencies } from '../../../src/lead/currencies.js';
import { enumerations } from '../../../src/lead/enumerations.js';
import { enumerationOf, type Field, fieldsOf, type Part } from '../../../src/lead/field-catalogue.js';
import type { FieldValue, PartValues, SheetLead } from '../../../src/lead/lead.js';
import { check } from './fake-reader.js';
import { sheetsOf } from './sheets-of-leads.js';

const layouts = [1, 2, 3] as const;
const unusable = /[\p{C}\u{fffd};]|^\(clear\)$|^#|^[+-]?[\d.,]+e[+-]\d+$/iu;

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((value) => value === value.trim() && value !== '' && !unusable.test(value));
const email = fc
  .string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 8 })
  .map((name) => `${name}@example.com`);
const day = fc
  .record({
    year: fc.integer({ min: 1900, max: 2999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map((date) => `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`);

function anyValue(field: Field): fc.Arbitrary<FieldValue> {
  const list = enumerationOf(field, 'v1');
  const code = fc.constantFrom(...(list === null ? ['EMPTY'] : Object.keys(enumerations[list])));
  const byType = {
    text,
    id: text,
    phone: text,
    url: text,
    country: text,
    timestamp: text,
    email,
    date: day,
    day,
    currency: fc.constantFrom(...Object.keys(currencies)),
    amount: fc
      .integer({ min: -1_000_000_000, max: 1_000_000_000 })
      .map((cents) => (cents === 0 ? 0 : cents / 100)),
    enumeration: code,
    enumerationList: fc.uniqueArray(code, { minLength: 1, maxLength: 3 }),
    textList: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
  } as const satisfies Record<Field['type'], fc.Arbitrary<FieldValue>>;
  return byType[field.type];
}

function valuesOf(part: Part): fc.Arbitrary<PartValues> {
  const fields = fieldsOf(part).filter(
    (field) => !field.readOnly && field.name !== 'partnerLeadOpportunityId',
  );
  const model = Object.fromEntries(fields.map((field) => [field.name, anyValue(field)]));
  const requiredKeys = fields
    .filter((field) => field.required === 'item' || field.required === 'entity')
    .map((field) => field.name);
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

function itemsOf(part: Part): fc.Arbitrary<readonly PartValues[] | null> {
  return fc.option(fc.array(valuesOf(part), { minLength: 1, maxLength: 3 }));
}

const lead: fc.Arbitrary<SheetLead> = fc.record({
  partnerLeadOpportunityId: text,
  dsLeadOpportunityId: fc.option(text),
  leadOpportunity: valuesOf('leadOpportunity'),
  customerLegalEntity: fc.option(valuesOf('customerLegalEntity')),
  offerLines: itemsOf('offerLines').map(withOrderedDates),
  customerContacts: itemsOf('customerContacts'),
  partnerContacts: itemsOf('partnerContacts'),
});
const leads = fc.uniqueArray(lead, {
  minLength: 1,
  maxLength: 4,
  selector: (one) => one.partnerLeadOpportunityId,
});

// A line that ends before it starts is no valid lead.
function withOrderedDates(items: readonly PartValues[] | null): readonly PartValues[] | null {
  return items?.map(withOrderedDate) ?? null;
}

function withOrderedDate(item: PartValues): PartValues {
  const { startDate, endDate } = item;
  const isReversed = typeof startDate === 'string' && typeof endDate === 'string' && startDate > endDate;
  return isReversed ? { ...item, startDate: endDate, endDate: startDate } : item;
}

test.each(layouts)('valid leads written in layout %i come through equal', async (layout) => {
  await fc.assert(
    fc.asyncProperty(leads, async (written) => {
      const result = await check(sheetsOf(written, layout), { mode: 'update' });
      expect(result.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
      expect(result.leads.map((one) => one.lead)).toEqual(written);
      const { rows, inLeads, inNone } = result.checked.tally();
      expect([rows, inLeads, inNone]).toEqual([result.rows.length, result.rows.length, 0]);
    }),
    { numRuns: 60 },
  );
});

const example: SheetLead = {
  partnerLeadOpportunityId: '00123',
  dsLeadOpportunityId: 'QK7P-2ZT9MA',
  leadOpportunity: {
    name: 'Pump line',
    status: 'WON',
    reasonWon: ['LWR_IMPL_COST', 'DS_SKILLS_EXPERTISE'],
    closeDate: '2026-09-30',
  },
  customerLegalEntity: {
    name: 'みなと造船',
    city: 'Tokyo',
    country: 'Japan',
    zipCode: '060-0001',
    addressLine2: null,
  },
  offerLines: [
    { offerNameId: 'A', amount: 4800.5, revenueType: 'YxC', startDate: '2026-10-01', endDate: '2027-09-30' },
    { offerNameId: 'B' },
  ],
  customerContacts: [{ email: 'jo@example.com', firstName: 'Jo', lastName: 'B' }],
  partnerContacts: [{ salesRepEmail: 'an@example.com', salesRepFirstName: 'An', salesRepLastName: 'K' }],
};

test.each(layouts)('the same lead in layout %i is the same lead', async (layout) => {
  const { leads: found, checked, issues } = await check(sheetsOf([example], layout));
  expect(checked.layout).toBe(layout);
  expect(issues).toEqual([]);
  expect(found.map((one) => one.lead)).toEqual([example]);
});
