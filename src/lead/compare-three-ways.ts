import type { FieldChange } from '../core/outcome.js';
import { type CompareInput, type Comparison, compareLead } from './compare.js';
import type { ConflictRule, Dispute, FieldConflict } from './conflict.js';
import { fieldAt, listParts } from './field-catalogue.js';
import { advancedSeen, overlaid } from './last-seen.js';
import type { FieldValue, PartValues, RemoteLead, SheetLead } from './lead.js';
import { disputeAbout, listDisputes } from './list-disputes.js';
import { isAbsent } from './same-value.js';

export interface ThreeWayInput extends CompareInput {
  /** The lead as 3DS showed it when it and the sheet last agreed, field by field; null at first contact. */
  readonly lastSeen: RemoteLead | null;
  readonly onConflict: ConflictRule;
}

export interface ThreeWayComparison extends Comparison {
  /** Fields that both sides changed to different values and that nobody has decided; the lead must not be sent. */
  readonly conflicts: readonly FieldConflict[];
  /** Fields in which 3DS keeps its value although the sheet has another one. */
  readonly kept: readonly FieldConflict[];
  /** What to keep as last seen now: what 3DS shows, but for the fields in which the two do not agree. */
  readonly seen: RemoteLead;
  /** What to keep as last seen once the update is at 3DS; null where nothing is sent. */
  readonly seenWhenSent: RemoteLead | null;
}

/**
 * Compares a sheet, 3DS now and 3DS as last seen. What only the sheet changed is sent. What only 3DS changed stays, but for the rule
 * `mine`. What both changed to one value is no difference, and to two values a conflict. Lists are compared item by item, found again by content.
 * A field of which nobody knows what it was before is compared two ways, as at first contact.
 */
export function compareThreeWays(input: ThreeWayInput): ThreeWayComparison {
  const { comparison, disputes } = settled(input);
  const { remote, lastSeen, lastSent, onConflict } = input;
  const isOpen = ({ onlyTheirs }: Dispute) => !onlyTheirs && onConflict !== 'theirs';
  const conflicts = disputes.filter(isOpen);
  const update = conflicts.length === 0 ? comparison.update : null;
  const holds = disputes.map(({ hold }) => hold);
  const seenWith = (now: RemoteLead) => advancedSeen(lastSeen, { now, lastSent, holds });
  return {
    ...comparison,
    update,
    conflicts: conflicts.map(asFieldConflict),
    kept: disputes.filter((dispute) => !isOpen(dispute)).map(asFieldConflict),
    seen: seenWith(remote),
    seenWhenSent: update === null ? null : seenWith(overlaid(remote, update, remote.dsLeadOpportunityId)),
  };
}

/** Takes what is disputed out of the sheet until the rest is not; what is left alone can make other fields count (the stage decides about the forecast). */
function settled(input: ThreeWayInput): {
  readonly comparison: Comparison;
  readonly disputes: readonly Dispute[];
} {
  const disputes: Dispute[] = [];
  for (let { sheet } = input; ; ) {
    const comparison = compareLead({ ...input, sheet });
    const { lastSeen, onConflict } = input;
    if (lastSeen === null || onConflict === 'mine') return { comparison, disputes };
    const found = disputesAmong(comparison.changes, { ...input, sheet, lastSeen });
    if (found.disputes.length === 0) return { comparison, disputes };
    disputes.push(...found.disputes);
    sheet = found.rest;
  }
}

type SeenBefore = ThreeWayInput & { readonly lastSeen: RemoteLead };

interface Disputes {
  readonly disputes: readonly Dispute[];
  /** The sheet without what is disputed. */
  readonly rest: SheetLead;
}

function disputesAmong(changes: readonly FieldChange[], input: SeenBefore): Disputes {
  const { sheet } = input;
  const disputes: Dispute[] = [];
  const attributes: Record<string, FieldValue> = { ...sheet.leadOpportunity };
  const customer: Record<string, FieldValue> = { ...sheet.customerLegalEntity };
  for (const change of changes) {
    const dispute = valueDispute(change, input);
    if (dispute === null) continue;
    disputes.push(dispute);
    delete (dispute.hold.part === 'leadOpportunity' ? attributes : customer)[dispute.hold.name];
  }
  const lists = Object.fromEntries(
    listParts.map((part) => {
      const differs = changes.some(({ field }) => field === part || field.startsWith(`${part}.`));
      const found = differs ? listDisputes(part, input) : { disputes: [], rest: sheet[part] };
      disputes.push(...found.disputes);
      return [part, found.rest];
    }),
  );
  return {
    disputes,
    rest: {
      ...sheet,
      leadOpportunity: attributes,
      customerLegalEntity: sheet.customerLegalEntity === null ? null : customer,
      ...lists,
    },
  };
}

type ValueDispute = Dispute & { readonly hold: { readonly kind: 'value' } };

/** The dispute about a value of the lead or its customer, where 3DS showed the value both before and now, and changed it. */
function valueDispute({ field: path }: FieldChange, input: SeenBefore): ValueDispute | null {
  const field = fieldAt(path);
  const part = field?.part;
  if (field === undefined || (part !== 'leadOpportunity' && part !== 'customerLegalEntity')) return null;
  const { name } = field;
  const [mine, base, now] = [input.sheet, input.lastSeen, input.remote].map(
    (lead) => valuesOf(lead, part)[name],
  );
  const sent = input.lastSent?.[part]?.[name];
  // What 3DS does not show counts as it was last sent (decision 0002), so that nobody changed it there.
  const isShown = now !== undefined && !(isAbsent(now) && (sent !== undefined || part !== 'leadOpportunity'));
  // GET answers the customer's id with nulls for the rest, which says nothing about it.
  const wasShown = base !== undefined && !(isAbsent(base) && part !== 'leadOpportunity');
  if (mine === undefined || !isShown || !wasShown) return null;
  const dispute = disputeAbout(field, { path, mine, base, theirs: now });
  return dispute === null ? null : { ...dispute, hold: { kind: 'value', part, name, base } };
}

function valuesOf(lead: SheetLead | RemoteLead, part: 'leadOpportunity' | 'customerLegalEntity'): PartValues {
  return lead[part] ?? {};
}

function asFieldConflict({ field, mine, base, theirs }: Dispute): FieldConflict {
  return { field, mine, base, theirs };
}
