import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/sandbox/catalogue.js';
import { seedLeads } from '../../../src/sandbox/seeded-leads.js';
import { createSeededRandom } from '../../../src/sandbox/seeded-values.js';
import { at, openSandbox } from './test-client.js';

const dayMs = 86_400_000;
const span = { fromMs: Date.parse('2026-01-01T00:00:00Z'), toMs: Date.parse('2026-03-01T00:00:00Z') };
const seeding = {
  seed: 1,
  count: 400,
  span,
  partnerId: 'P',
  primarySalesManager: 'psm@example.com',
  catalogue: createCatalogue(1, 50),
};
const leads = seedLeads(seeding);
const distinct = (values: readonly unknown[]): number => new Set(values).size;

describe('seeded leads', () => {
  it('are the same for the same seed and others for another', () => {
    expect(seedLeads(seeding)).toEqual(leads);
    expect(seedLeads({ ...seeding, seed: 2 })).not.toEqual(leads);
    expect(seedLeads({ ...seeding, count: 10 })).toEqual(leads.slice(0, 10));
  });

  it('have ids of their own, some of them no partner id', () => {
    expect(distinct(leads.map((lead) => lead.dsLeadOpportunityId))).toBe(400);
    const partnerIds = leads.map((lead) => lead.leadOpportunity.partnerLeadOpportunityId);
    const given = partnerIds.filter((id) => id !== '');
    expect(given.length).toBeLessThan(400);
    expect(given.length).toBeGreaterThan(300);
    expect(distinct(given)).toBe(given.length);
  });

  it('cover 8 countries, 8 stages, several currencies, and names in other letters', () => {
    expect(distinct(leads.map((lead) => lead.customerLegalEntity['country']))).toBe(8);
    expect(distinct(leads.map((lead) => lead.leadOpportunity.status))).toBe(8);
    expect(distinct(leads.map((lead) => lead.leadOpportunity.currency))).toBe(5);
    const names = leads.map((lead) => lead.leadOpportunity.name).join(' ');
    for (const letters of [/[äöüß]/, /[éèñ]/, /[\u4e00-\u9fff]/, /[łż]/i]) expect(names).toMatch(letters);
  });

  it('have revenue types of both kinds, SUPPORT_SERVICES, and dates for rentals only', () => {
    const lines = leads.flatMap((lead) => lead.offerLines);
    expect([...new Set(lines.map((line) => line.revenueType))].toSorted()).toEqual([
      'PxC',
      'QxC',
      'SUPPORT_SERVICES',
      'YxC',
    ]);
    for (const { revenueType, startDate } of lines) {
      expect(startDate !== undefined).toBe(revenueType === 'YxC' || revenueType === 'QxC');
    }
  });

  it('name items of the catalogue, and an item of samples where it is empty', () => {
    const known = new Set(seeding.catalogue.map((item) => item.salesPortfolioId));
    expect(leads.flatMap((lead) => lead.offerLines).every((line) => known.has(line.offerNameId))).toBe(true);
    const [bare] = seedLeads({ ...seeding, count: 1, catalogue: [] });
    expect(bare?.offerLines[0]?.offerNameId).toBe('CLASS00002_ONPR_PRTF077_SOL001277');
  });

  it('write to example domains only', () => {
    const emails = leads.flatMap((lead) => [
      ...lead.customerContacts.map((contact) => contact.email),
      ...lead.partnerContacts.map((contact) => contact.salesRepEmail),
    ]);
    expect(emails.length).toBeGreaterThan(100);
    expect(emails.filter((email) => !email.endsWith('.example'))).toEqual([]);
  });

  it('spread their modifiedDate over the span, some at the same instant, all after they were created', () => {
    const modified = leads.map((lead) => Date.parse(lead.modifiedDate));
    expect(Math.min(...modified)).toBeGreaterThanOrEqual(span.fromMs);
    expect(Math.max(...modified)).toBeLessThanOrEqual(span.toMs);
    expect(Math.max(...modified) - Math.min(...modified)).toBeGreaterThan(50 * dayMs);
    expect(distinct(modified)).toBeLessThan(400);
    expect(distinct(modified)).toBeGreaterThan(300);
    for (const lead of leads) expect(lead.createdDate <= lead.modifiedDate).toBe(true);
  });

  it('are held by a sandbox that is asked for them, over the 120 days before its start', async () => {
    const { sandbox, lead } = await openSandbox({ leads: 200, partnerId: 'MINE' });
    const held = sandbox.leads();
    expect(held).toHaveLength(200);
    expect(held.every((one) => one.partnerId === 'MINE')).toBe(true);
    const modified = held.map((one) => one.modifiedDate).toSorted();
    expect(modified[0]).toMatch(/^2025-11-/);
    expect(modified.at(-1)).toMatch(/^2026-0[23]-/);
    expect(sandbox.countCreates()).toBe(0);
    expect(at(await lead(held[3]?.dsLeadOpportunityId ?? ''), 'name')).toBe(held[3]?.leadOpportunity.name);
  });

  it('are spread over the span that is asked for', async () => {
    const { sandbox } = await openSandbox({
      leads: 50,
      seededSpan: { from: '2025-05-01T00:00:00Z', to: '2025-05-02T00:00:00Z' },
    });
    expect(sandbox.leads().every((lead) => lead.modifiedDate.startsWith('2025-05-01T'))).toBe(true);
  });

  it('begin with the instants that are asked for', async () => {
    const seededInstants = ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z', '2023-06-30T22:00:00.123+02:00'];
    const { sandbox } = await openSandbox({ leads: 4, seededInstants });
    const [one, two, three, four] = sandbox.leads().map(({ modifiedDate }) => modifiedDate);
    expect([one, two, three]).toEqual([
      '2024-01-01T00:00:00.000Z',
      '2024-01-01T00:00:00.000Z',
      '2023-06-30T20:00:00.123Z',
    ]);
    expect(four).toMatch(/^202[56]-/);
  });
});

describe('seeded random numbers', () => {
  it('repeat for a seed, stay in their range and reach all of it', () => {
    const [one, two] = [createSeededRandom(7), createSeededRandom(7)];
    const numbers = Array.from({ length: 1000 }, () => one.below(10));
    expect(Array.from({ length: 1000 }, () => two.below(10))).toEqual(numbers);
    expect([...new Set(numbers)].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(one.pick(['only'])).toBe('only');
  });
});
