import type { Origin } from '../../../core/row.js';
import { ownText } from '../../own-text.js';
import { quoted } from '../../quoted.js';
import type { CheckContext, FileCheck } from '../check-context.js';
import { factFields } from '../fact-fields.js';
import type { LeadFacts } from '../lead-facts.js';
import { type CustomerName, customerNameOf, mayBeOne } from './customer-key.js';
import { createFindings, rowBeside } from './findings.js';
import { createFirstSeen } from './first-seen.js';

const ids = [
  { field: factFields.vatNumber, label: 'VAT number' },
  { field: factFields.dunsNumber, label: 'DUNS number' },
] as const;
const filling = /[^\p{L}\p{N}]/gu;
// 000000000 and the like stand for "not known".
const placeholder = /^\D*(\d)\1*$|^123456789$/;
const shortestId = 6;

interface Seen {
  readonly name: CustomerName;
  readonly text: string;
  readonly origin: Origin;
}

/** Names VAT and DUNS numbers that stand under two customer names, each pair of names once. */
export function findSharedCustomerIds({ source }: CheckContext): FileCheck {
  const seen = createFirstSeen<Seen>();
  const told = new Set<string>();
  const findings = createFindings('CUSTOMER_ID_SHARED', source);

  function compare(lead: LeadFacts, { field, label }: (typeof ids)[number], customer: string): void {
    const id = lead.text(field) ?? '';
    const bare = id.toUpperCase().replace(filling, '');
    if (bare.length < shortestId || placeholder.test(bare)) return;
    const origin = lead.cellOrigin(field);
    const entry = { name: customerNameOf(customer), text: ownText(customer), origin };
    const first = seen.firstOr(`${field.path}:${bare}`, entry);
    const pair = `${field.path}:${bare}:${entry.name.key}`;
    if (first === null || mayBeOne(first.name, entry.name) || told.has(pair)) return;
    told.add(pair);
    findings.add(
      lead.place(field),
      `expected one customer name for the ${label} ${quoted(id)}, found ${quoted(first.text)} in ${rowBeside(first.origin, origin)} and ${quoted(customer)} in row ${origin.row}.`,
    );
  }

  return {
    add(lead: LeadFacts): void {
      for (const id of ids) {
        const customer = lead.has(id.field) ? lead.text(factFields.customerName) : null;
        if (customer !== null) compare(lead, id, customer);
      }
    },
    issues: () => findings.issues(),
  };
}
