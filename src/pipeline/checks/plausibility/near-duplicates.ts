import type { Origin } from '../../../core/row.js';
import { type LeadDraft, placedValue } from '../../assembly/lead-draft.js';
import { ownText } from '../../own-text.js';
import { quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type FileCheck, type JudgedLead } from '../check-context.js';
import { customerNameOf } from './customer-key.js';
import { filledText } from './filled-text.js';
import { createFindings, rowBeside } from './findings.js';
import { createFirstSeen } from './first-seen.js';
import { areNear, nameWords } from './near-names.js';
import { textHash } from './text-hash.js';

// Leads of one customer with the same offers and the same day, of which more are not compared.
const mostBeside = 20;

interface Seen {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** The next one with the same customer, day and offers. */
  next: Seen | null;
}

/** Names leads that look like an earlier one under another partner lead id. */
export function findNearDuplicates({ source }: CheckContext): FileCheck {
  const seen = createFirstSeen<Seen>();
  const findings = createFindings('LEAD_NEAR_DUPLICATE', source);
  return {
    add({ draft }: JudgedLead): void {
      const name = filledText(draft.cells, 'leadOpportunity.name');
      const key = name === null ? null : keyOfLead(draft);
      if (name === null || key === null) return;
      const { origin } = name.placed;
      const entry = { id: ownText(draft.id), name: ownText(name.text), origin, next: null };
      const first = seen.firstOr(key, entry);
      const twin = first === null ? null : twinBeside(first, entry);
      if (twin === null) return;
      findings.add(
        cellPlace(name.placed, source),
        `expected each lead once, found ${quoted(name.text)} as ${quoted(draft.id)} in row ${origin.row} and ${quoted(twin.name)} as ${quoted(twin.id)} in ${rowBeside(twin.origin, origin)}, with the same customer, close date and offers.`,
      );
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
function keyOfLead({ cells, items }: LeadDraft): number | null {
  const customer = filledText(cells, 'customerLegalEntity.name');
  const date = filledText(cells, 'leadOpportunity.closeDate');
  if (customer === null || date === null) return null;
  const offers = items.offerLines.map((item) => placedValue(item.cells.get('offerNameId')) ?? '').toSorted();
  const city = filledText(cells, 'customerLegalEntity.city')?.text.toLowerCase() ?? '';
  return textHash([customerNameOf(customer.text).key, city, date.text, ...offers].join('\n'));
}
