import type { Origin } from '../../../core/row.js';
import { ownText } from '../../own-text.js';
import { quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type FileCheck, type JudgedLead } from '../check-context.js';
import { type CustomerName, customerNameOf, mayBeOne } from './customer-key.js';
import { filledText } from './filled-text.js';
import { createFindings, rowBeside } from './findings.js';
import { createFirstSeen } from './first-seen.js';

const ids = [
  { path: 'customerLegalEntity.vatNumber', label: 'VAT number' },
  { path: 'customerLegalEntity.dunsNumber', label: 'DUNS number' },
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
  return {
    add({ draft }: JudgedLead): void {
      const customer = filledText(draft.cells, 'customerLegalEntity.name');
      if (customer === null) return;
      for (const { path, label } of ids) {
        const id = filledText(draft.cells, path);
        if (id === null) continue;
        const bare = id.text.toUpperCase().replace(filling, '');
        if (bare.length < shortestId || placeholder.test(bare)) continue;
        const { origin } = id.placed;
        const entry = { name: customerNameOf(customer.text), text: ownText(customer.text), origin };
        const first = seen.firstOr(`${path}:${bare}`, entry);
        const pair = `${path}:${bare}:${entry.name.key}`;
        if (first === null || mayBeOne(first.name, entry.name) || told.has(pair)) continue;
        told.add(pair);
        findings.add(
          cellPlace(id.placed, source),
          `expected one customer name for the ${label} ${quoted(id.text)}, found ${quoted(first.text)} in ${rowBeside(first.origin, origin)} and ${quoted(customer.text)} in row ${origin.row}.`,
        );
      }
    },
    issues: () => findings.issues(),
  };
}
