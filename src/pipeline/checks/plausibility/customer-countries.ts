import { quoted } from '../../quoted.js';
import type { CheckContext, FileCheck } from '../check-context.js';
import { factFields } from '../fact-fields.js';
import type { LeadFacts } from '../lead-facts.js';
import { createFindings, rowBeside } from './findings.js';
import { createKeyIndex } from './key-index.js';
import { type SeenCustomer, SeenCustomers } from './seen-customers.js';

const { customerName, country: countryField, vatNumber, dunsNumber, registrationId, customerId } = factFields;
const idFields = [vatNumber, dunsNumber, registrationId, customerId] as const;

/** Names customers that stand in two countries where that is hardly two companies, each pair of countries once. */
export function findCustomerCountries({ source }: CheckContext): FileCheck {
  const customers = createKeyIndex();
  const seen = new SeenCustomers();
  // By customer, the countries of which that was told.
  const told = new Map<number, readonly string[]>();
  const findings = createFindings('CUSTOMER_IN_TWO_COUNTRIES', source);

  /** A customer that stood in another country first. */
  function compare(lead: LeadFacts, number: number, code: string): void {
    const codes = told.get(number) ?? [];
    const first = seen.at(number);
    const hasLegalForm = lead.customer()?.hasLegalForm === true;
    if (codes.includes(code) || (!hasLegalForm && first.city !== lead.cityHash())) return;
    if (haveOtherIds(first.ids, idsOf(lead))) return;
    told.set(number, [...codes, code]);
    findings.addMade(() => [lead.place(countryField), messageOf(first, lead)]);
  }

  return {
    add(lead: LeadFacts): void {
      const customer = lead.customer();
      const code = customer === null ? null : lead.countryCode();
      if (customer === null || code === null) return;
      const known = customers.size;
      const number = customers.numberOf(customer.hash);
      if (number === -1) return;
      if (number === known) seen.add(entryOf(lead, code));
      else if (seen.codeAt(number) !== code) compare(lead, number, code);
    },
    issues: () => findings.issues(),
  };
}

function messageOf(first: SeenCustomer, lead: LeadFacts): string {
  const [customer, country] = [lead.text(customerName), lead.text(countryField)];
  const origin = lead.cellOrigin(countryField);
  return `expected one country for the customer ${quoted(customer ?? '')}, found ${quoted(first.country)} in ${rowBeside(first.origin, origin)} and ${quoted(country ?? '')} in row ${origin.row}.`;
}

function entryOf(lead: LeadFacts, code: string): SeenCustomer {
  const country = lead.text(countryField) ?? '';
  return { country, code, city: lead.cityHash(), ids: idsOf(lead), origin: lead.cellOrigin(countryField) };
}

function idsOf(lead: LeadFacts): readonly string[] | null {
  return idFields.some((field) => lead.has(field)) ? idFields.map((field) => lead.text(field) ?? '') : null;
}

function haveOtherIds(first: readonly string[] | null, later: readonly string[] | null): boolean {
  return (first ?? []).some((id, index) => {
    const other = later?.[index] ?? '';
    return id !== '' && other !== '' && id !== other;
  });
}
