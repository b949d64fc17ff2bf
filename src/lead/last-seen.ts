import { isSameItem } from './compare-lists.js';
import type { Hold } from './conflict.js';
import { type ListPart, listParts } from './field-catalogue.js';
import type { LeadParts, PartValues, RemoteLead } from './lead.js';
import { isAbsent } from './same-value.js';

/** The latest value of each field; a list that was sent replaces the one before as a whole. */
export function mergeSent(before: LeadParts | null, sent: LeadParts): LeadParts {
  if (before === null) return sent;
  return { partnerLeadOpportunityId: sent.partnerLeadOpportunityId, ...mergedParts(before, sent) };
}

/** A lead with what was sent to it since: those values 3DS has from leadferry, whatever it showed before. */
export function overlaid(seen: RemoteLead | null, sent: LeadParts, dsLeadOpportunityId: string): RemoteLead {
  if (seen === null) return { ...sent, dsLeadOpportunityId };
  const { partnerLeadOpportunityId } = seen;
  return { dsLeadOpportunityId, partnerLeadOpportunityId, ...mergedParts(seen, sent) };
}

interface Advance {
  readonly now: RemoteLead;
  readonly lastSent: LeadParts | null;
  /** What stays as it was last seen. */
  readonly holds: readonly Hold[];
}

/** Brings a lead as last seen up to what 3DS shows now. What it does not show, and what is held, stays as it was. */
export function advancedSeen(seen: RemoteLead | null, { now, lastSent, holds }: Advance): RemoteLead {
  if (seen === null) return now;
  const isShown = (name: string) =>
    !isAbsent(now.leadOpportunity[name]) || lastSent?.leadOpportunity[name] === undefined;
  const customer = filtered(now.customerLegalEntity ?? {}, (_, value) => !isAbsent(value));
  return {
    dsLeadOpportunityId: now.dsLeadOpportunityId,
    partnerLeadOpportunityId: now.partnerLeadOpportunityId,
    leadOpportunity: heldValues('leadOpportunity', holds, {
      ...seen.leadOpportunity,
      ...filtered(now.leadOpportunity, isShown),
    }),
    customerLegalEntity: heldValues('customerLegalEntity', holds, {
      ...seen.customerLegalEntity,
      ...customer,
    }),
    offerLines: heldList('offerLines', holds, { seen, now }),
    customerContacts: heldList('customerContacts', holds, { seen, now }),
    partnerContacts: heldList('partnerContacts', holds, { seen, now }),
  };
}

function filtered(
  values: PartValues,
  keep: (name: string, value: PartValues[string]) => boolean,
): PartValues {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => keep(name, value)));
}

function heldValues(
  part: 'leadOpportunity' | 'customerLegalEntity',
  holds: readonly Hold[],
  values: PartValues,
): PartValues {
  const held = { ...values };
  for (const hold of holds) {
    if (hold.kind === 'value' && hold.part === part && hold.base !== undefined) held[hold.name] = hold.base;
  }
  return held;
}

function heldList(
  part: ListPart,
  holds: readonly Hold[],
  { seen, now }: { readonly seen: RemoteLead; readonly now: RemoteLead },
): readonly PartValues[] | null {
  const shown = now[part] ?? [];
  if (shown.length === 0) return seen[part];
  const own = holds.filter((hold) => hold.part === part);
  const gone = own.flatMap((hold) => (hold.kind === 'item-gone' ? [hold.item] : []));
  const isReplaced = (item: PartValues) =>
    own.some(
      (hold) => hold.kind !== 'value' && hold.kind !== 'item-value' && isSameItem(part, hold.item, item),
    );
  return [...shown.filter((item) => !isReplaced(item)).map((item) => heldItem(part, own, item)), ...gone];
}

function heldItem(part: ListPart, holds: readonly Hold[], item: PartValues): PartValues {
  const held: Record<string, PartValues[string]> = { ...item };
  for (const hold of holds) {
    if (hold.kind !== 'item-value' || !isSameItem(part, hold.item, item)) continue;
    if (hold.base === undefined) delete held[hold.name];
    else held[hold.name] = hold.base;
  }
  return held;
}

type Parts = Omit<LeadParts, 'partnerLeadOpportunityId'>;

function mergedParts(before: Parts, sent: Parts): Parts {
  const lists = Object.fromEntries(listParts.map((part) => [part, sent[part] ?? before[part]]));
  return {
    ...before,
    ...lists,
    leadOpportunity: { ...before.leadOpportunity, ...sent.leadOpportunity },
    customerLegalEntity:
      sent.customerLegalEntity === null
        ? before.customerLegalEntity
        : { ...before.customerLegalEntity, ...sent.customerLegalEntity },
  };
}
