import type { Origin } from '../../../core/row.js';
import { ownText } from '../../own-text.js';
import { quoted } from '../../quoted.js';
import type { CheckContext, FileCheck } from '../check-context.js';
import type { LeadFacts } from '../lead-facts.js';
import { createFindings, rowBeside } from './findings.js';
import { createKeyIndex } from './key-index.js';
import { areNear, nameWords } from './near-names.js';
import { joinedHash, textHash } from './text-hash.js';

// Leads of one customer with the same offers and the same day, of which more are not compared.
const mostBeside = 20;

interface Seen {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** The next one with the same customer, day and offers. */
  next: Seen | null;
}

const namePath = 'leadOpportunity.name';

/** Names leads that look like an earlier one under another partner lead id. */
export function findNearDuplicates({ source }: CheckContext): FileCheck {
  const keys = createKeyIndex();
  const seen: Seen[] = [];
  const findings = createFindings('LEAD_NEAR_DUPLICATE', source);
  return {
    add(lead: LeadFacts): void {
      const key = lead.hasText(namePath) ? keyOfLead(lead) : null;
      const number = key === null ? -1 : keys.numberOf(key);
      const name = number === -1 ? null : lead.text(namePath);
      if (name === null) return;
      const origin = lead.cellOrigin(namePath);
      const entry = { id: ownText(lead.id), name: ownText(name), origin, next: null };
      const first = seen[number];
      if (first === undefined) {
        seen.push(entry);
        return;
      }
      const twin = twinBeside(first, entry);
      if (twin === null) return;
      findings.addMade(() => [
        lead.place(namePath),
        `expected each lead once, found ${quoted(name)} as ${quoted(lead.id)} in row ${origin.row} and ${quoted(twin.name)} as ${quoted(twin.id)} in ${rowBeside(twin.origin, origin)}, with the same customer, close date and offers.`,
      ]);
    },
    issues: () => findings.issues(),
  };
}

/** The first entry that looks like the new one, or null. The new one is kept beside them either way. */
function twinBeside(first: Seen, entry: Seen): Seen | null {
  const words = nameWords(entry.name);
  let twin: Seen | null = null;
  let last = first;
  let count = 0;
  for (let other: Seen | null = first; other !== null; other = other.next) {
    if (twin === null && other.id !== entry.id && areNear(words, nameWords(other.name))) twin = other;
    last = other;
    count += 1;
  }
  if (count < mostBeside) last.next = entry;
  return twin;
}

/** The same for leads of one customer with the same close date and offers; null where that is not known. */
function keyOfLead(lead: LeadFacts): number | null {
  const customer = lead.customer();
  const date = customer === null ? null : lead.text('leadOpportunity.closeDate');
  if (customer === null || date === null) return null;
  const offers = lead.offerHashes().toSorted((one, other) => one - other);
  return joinedHash([customer.hash, lead.cityHash(), textHash(date), ...offers]);
}
