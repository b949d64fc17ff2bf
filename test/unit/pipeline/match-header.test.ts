import { expect, test } from 'vitest';
import { fieldCatalogue, listParts, numberedLabel, partNames } from '../../../src/lead/field-catalogue.js';
import { headerKey } from '../../../src/pipeline/mapping/header-key.js';
import { matchHeader, type Scope } from '../../../src/pipeline/mapping/match-header.js';
import { similarHeader } from '../../../src/pipeline/mapping/similar-header.js';

test.each([
  ['Close date', 'leadOpportunity.closeDate', null, 'label'],
  ['CLOSE_DATE *', 'leadOpportunity.closeDate', null, 'label'],
  ['close-date', 'leadOpportunity.closeDate', null, 'label'],
  ['Ｃｌｏｓｅ ｄａｔｅ', 'leadOpportunity.closeDate', null, 'label'],
  ['closeDate', 'leadOpportunity.closeDate', null, 'api name'],
  ['leadOpportunity.closeDate', 'leadOpportunity.closeDate', null, 'path'],
  ['leadOpportunity.name', 'leadOpportunity.name', null, 'path'],
  ['name', 'leadOpportunity.name', null, 'api name'],
  ['Expected close date', 'leadOpportunity.closeDate', null, 'alias'],
  ['customerLegalEntity.city', 'customerLegalEntity.city', null, 'path'],
  ['customerLegalEntity.id', 'customerLegalEntity.id', null, 'path'],
  ['vatNumber', 'customerLegalEntity.vatNumber', null, 'api name'],
  ['dsLeadOpportunityId', 'dsLeadOpportunityId', null, 'api name'],
  ['leadOpportunity.dsLeadOpportunityId', 'dsLeadOpportunityId', null, 'path'],
  ['3DS id', 'dsLeadOpportunityId', null, 'alias'],
  ['partnerId', 'partnerId', null, 'api name'],
  ['partnerLeadOpportunityId', 'leadOpportunity.partnerLeadOpportunityId', null, 'api name'],
  ['Offer amount', 'offerLines.amount', null, 'label'],
  ['offerLines.amount', 'offerLines.amount', null, 'path'],
  ['offerLines.1.amount', 'offerLines.amount', 1, 'path'],
  ['offerLines.12.revenueType', 'offerLines.revenueType', 12, 'path'],
  ['Offer 1 amount', 'offerLines.amount', 1, 'label'],
  ['offer_02_id', 'offerLines.offerNameId', 2, 'label'],
  ['Offer 3', 'offerLines.offerNameId', 3, 'label'],
  ['Offer amount 4', 'offerLines.amount', 4, 'alias'],
  ['Contact 2 email', 'customerContacts.email', 2, 'label'],
  ['Customer contact 2 first name', 'customerContacts.firstName', 2, 'label'],
  ['customerContacts.email', 'customerContacts.email', null, 'path'],
  ['Partner contact 1 email', 'partnerContacts.salesRepEmail', 1, 'label'],
  ['partnerContacts.2.salesRepLastName', 'partnerContacts.salesRepLastName', 2, 'path'],
  ['salesRepEmail', 'partnerContacts.salesRepEmail', null, 'api name'],
  ['Customer address line 1', 'customerLegalEntity.addressLine1', null, 'label'],
  ['addressLine2', 'customerLegalEntity.addressLine2', null, 'api name'],
] as const)('%s means %s, item %s', (...[header, path, item, reason]) => {
  const match = matchHeader(header, 'leads');
  expect(match?.field.path).toBe(path);
  expect(match?.item).toBe(item);
  expect(match?.reason).toBe(reason);
  expect(match?.score).toBeGreaterThan(0.8);
});

test.each([
  'id',
  'Sales region',
  'Contact 1',
  'Offer 0 amount',
  'Offer 1 colour',
  'Offer 1000 amount',
  '__proto__',
  'constructor',
  'toString',
  '***',
])('%s means no field', (header) => {
  expect(matchHeader(header, 'leads')).toBeNull();
});

test.each([
  ['offerLines', 'amount', 'offerLines.amount'],
  ['offerLines', 'Offer amount', 'offerLines.amount'],
  ['offerLines', 'id', 'offerLines.offerNameId'],
  ['offerLines', 'partner lead id', 'leadOpportunity.partnerLeadOpportunityId'],
  ['customerContacts', 'email', 'customerContacts.email'],
  ['partnerContacts', 'email', 'partnerContacts.salesRepEmail'],
  ['partnerContacts', 'First name', 'partnerContacts.salesRepFirstName'],
  ['partnerContacts', '3DS lead id', 'dsLeadOpportunityId'],
] as const)('in the sheet of %s the header %s means %s', (scope, header, path) => {
  expect(matchHeader(header, scope)?.field.path).toBe(path);
});

test.each([
  ['offerLines', 'Currency'],
  ['offerLines', 'email'],
  ['customerContacts', 'Offer 1 amount'],
] as const)('in the sheet of %s the header %s means no field of that sheet', (scope, header) => {
  expect(matchHeader(header, scope)).toBeNull();
});

test('every field is found by its label and its path, and nothing else is', () => {
  for (const field of fieldCatalogue) {
    expect(matchHeader(field.label, 'leads')?.field.path).toBe(field.path);
    expect(matchHeader(field.path, 'leads')?.field.path).toBe(field.path);
  }
});

test('every alias means its own field', () => {
  for (const field of fieldCatalogue) {
    for (const alias of field.aliases)
      expect([alias, matchHeader(alias, 'leads')?.field.path]).toEqual([alias, field.path]);
  }
});

test('every numbered label means its field and number, and every item label its field in the joined sheet', () => {
  for (const field of fieldCatalogue) {
    const part = listParts.find((one) => one === field.part);
    if (part === undefined) continue;
    expect(matchHeader(numberedLabel(field, 7), 'leads')).toMatchObject({ field, item: 7 });
    expect(matchHeader(field.itemLabel, part)).toMatchObject({ field, item: null });
    expect(headerKey(numberedLabel(field, 7))).toContain(headerKey(partNames[part].prefix));
  }
});

test.each([
  ['Closing dates', 'leads', 'Close date'],
  ['Currencyy', 'leads', 'Currency'],
  ['Offer 2 amont', 'leads', 'Offer 2 amount'],
  ['Contact 1 fistname', 'leads', 'Contact 1 first name'],
  ['amont', 'offerLines', 'Offer amount'],
  ['Sales region', 'leads', null],
  ['E-Mail Adresse', 'leads', 'Contact email'],
  ['Strasse und Nr', 'leads', null],
  ['abc', 'leads', null],
  ['Offer 1 colour', 'leads', null],
] as const)('%s in %s is taken for a slip of %s', (header, scope, suggestion) => {
  const place: Scope = scope;
  expect(similarHeader(header, place)).toBe(suggestion);
});
