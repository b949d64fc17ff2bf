import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leadHash, withSortedKeys } from '../../../src/ledger/lead-hash.js';
import { sheetLead } from '../../support/sheet-lead.js';

it('is the hash of the lead as text with its keys in order, whatever their order was', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string()));
  const attributes = fc.dictionary(fc.oneof(fc.string(), fc.nat(20).map(String)), value);
  fc.assert(
    fc.property(attributes, fc.array(attributes), (leadOpportunity, offerLines) => {
      const lead = { ...sheetLead('A-1'), leadOpportunity, offerLines };
      const turned = { ...Object.fromEntries(Object.entries(lead).toReversed()), ...lead };
      const text = JSON.stringify(lead, withSortedKeys);
      expect(leadHash(lead)).toBe(createHash('sha256').update(text).digest('hex'));
      expect(leadHash(turned)).toBe(leadHash(lead));
    }),
  );
});

it('tells leads apart by a value and by the order of a list', () => {
  const lead = { ...sheetLead('A-1'), offerLines: [{ amount: 1 }, { amount: 2 }] };
  const others = [
    sheetLead('A-2'),
    { ...lead, offerLines: [{ amount: 2 }, { amount: 1 }] },
    { ...lead, offerLines: null },
  ];
  expect(new Set([lead, ...others].map(leadHash)).size).toBe(4);
});
