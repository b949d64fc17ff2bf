import { quoted } from '../../quoted.js';
import type { CheckContext, FileCheck } from '../check-context.js';
import { factFields } from '../fact-fields.js';
import type { LeadFacts } from '../lead-facts.js';
import { createFindings, rowBeside } from './findings.js';
import { createKeyIndex } from './key-index.js';
import { areNear, nameWords } from './near-names.js';
import { type SeenLead, SeenLeads } from './seen-leads.js';

// Leads of one customer with the same offers and the same day, of which more are not compared.
const mostBeside = 20;

const { leadName } = factFields;

/** Names leads that look like an earlier one under another partner lead id. */
export function findNearDuplicates({ source }: CheckContext): FileCheck {
  const keys = createKeyIndex();
  // The first lead of each key, by the number of the key.
  const firsts: number[] = [];
  const seen = new SeenLeads();
  const findings = createFindings('LEAD_NEAR_DUPLICATE', source);
  return {
    add(lead: LeadFacts): void {
      const key = lead.hasText(leadName) ? lead.nearKey() : null;
      const number = key === null ? -1 : keys.numberOf(key);
      if (number === -1) return;
      const name = lead.text(leadName) ?? '';
      const { id } = lead;
      const origin = lead.cellOrigin(leadName);
      const first = firsts[number];
      if (first === undefined) {
        firsts.push(seen.add({ id, name, origin }));
        return;
      }
      const twin = twinBeside(seen, first, { id, name, origin });
      if (twin === null) return;
      findings.addMade(() => [
        lead.place(leadName),
        `expected each lead once, found ${quoted(name)} as ${quoted(id)} in row ${origin.row} and ${quoted(twin.name)} as ${quoted(twin.id)} in ${rowBeside(twin.origin, origin)}, with the same customer, close date and offers.`,
      ]);
    },
    issues: () => findings.issues(),
  };
}

/** The first lead from `first` on that looks like the new one, or null. The new one is kept beside them either way. */
function twinBeside(seen: SeenLeads, first: number, lead: SeenLead): SeenLead | null {
  const words = nameWords(lead.name);
  let twin: SeenLead | null = null;
  let last = first;
  let count = 0;
  for (let number: number | null = first; number !== null; number = seen.after(number)) {
    const other = seen.at(number);
    if (twin === null && other.id !== lead.id && areNear(words, nameWords(other.name))) twin = other;
    last = number;
    count += 1;
  }
  if (count < mostBeside) seen.follow(seen.add(lead), last);
  return twin;
}
