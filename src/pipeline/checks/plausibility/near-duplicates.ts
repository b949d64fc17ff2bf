import type { Origin } from '../../../core/row.js';
import { type LeadDraft, placedValue } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type FileCheck, type JudgedLead } from '../check-context.js';
import { customerName } from './customer-key.js';
import { filledText } from './filled-text.js';
import { createFindings, rowBeside } from './findings.js';
import { createFirstSeen } from './first-seen.js';
import { areNear, nameWords } from './near-names.js';
import { remembered } from './remembered.js';

// Leads of one customer with the same offers and the same day, of which more are not compared.
const mostBeside = 20;

interface Seen {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
}

const keyOf = remembered((text: string) => customerName(text).key);

/** Names leads that look like an earlier one under another partner lead id. */
export function findNearDuplicates({ source }: CheckContext): FileCheck {
  const seen = createFirstSeen<Seen[]>();
  const findings = createFindings('LEAD_NEAR_DUPLICATE', source);
  return {
    add({ draft }: JudgedLead): void {
      const name = filledText(draft.cells, 'leadOpportunity.name');
      const key = name === null ? null : keyOfLead(draft);
      if (name === null || key === null) return;
      const { origin } = name.placed;
      const entry = { id: draft.id, name: name.text, origin };
      const beside = seen.firstOr(key, [entry]);
      if (beside === null) return;
      const words = nameWords(name.text);
      const twin = beside.find(({ id, name: other }) => id !== draft.id && areNear(words, nameWords(other)));
      if (beside.length < mostBeside) beside.push(entry);
      if (twin === undefined) return;
      findings.add(
        cellPlace(name.placed, source),
        `expected each lead once, found ${quoted(name.text)} as ${quoted(draft.id)} in row ${origin.row} and ${quoted(twin.name)} as ${quoted(twin.id)} in ${rowBeside(twin.origin, origin)}, with the same customer, close date and offers.`,
      );
    },
    issues: () => findings.issues(),
  };
}

function keyOfLead({ cells, items }: LeadDraft): string | null {
  const customer = filledText(cells, 'customerLegalEntity.name');
  const date = filledText(cells, 'leadOpportunity.closeDate');
  if (customer === null || date === null) return null;
  const offers = items.offerLines.map((item) => placedValue(item.cells.get('offerNameId')) ?? '').toSorted();
  const city = filledText(cells, 'customerLegalEntity.city')?.text.toLowerCase() ?? '';
  return JSON.stringify([keyOf(customer.text), city, date.text, offers]);
}
