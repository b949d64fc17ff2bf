import { mapPulled } from '../core/async-iteration.js';
import type { PartValues, RemoteLead, SheetLead } from '../lead/lead.js';
import type { UnclaimedRule } from '../lead/ledger.js';
import { folded } from '../lead/references/folded.js';
import type { LookUpDeps } from './look-up.js';
import { blockedDecision, type Decision } from './planned-lead.js';

/** Adds to the plan of a create the unclaimed leads of 3DS that are like it. */
export type FindUnclaimed = (lead: SheetLead, decision: Decision) => Promise<Decision>;

/** More unclaimed leads than this are not read before a run. */
export const mostUnclaimedRead = 200;

/** How many unclaimed leads there are, and how many of them are compared. */
export interface UnclaimedCounts {
  readonly found: number;
  readonly read: number;
}

export interface UnclaimedDeps extends LookUpDeps {
  /** Told once they were searched. */
  readonly onSearched?: (counts: UnclaimedCounts) => void;
}

/** Looks for nothing. */
export const findNoUnclaimed: FindUnclaimed = (_, decision) => Promise.resolve(decision);

/**
 * Looks for leads at 3DS that no partner has claimed and that are of the same customer (its id, or its name and city) or contact (an e-mail address)
 * as a lead that is to be created. They are searched and read once, before the first create, at most `mostUnclaimedRead` of them.
 */
export function unclaimedFinder(rule: UnclaimedRule, deps: UnclaimedDeps): FindUnclaimed {
  if (rule === 'off') return findNoUnclaimed;
  let index: Promise<UnclaimedIndex> | null = null;
  return async (lead, decision) => {
    index ??= readUnclaimed(deps);
    const alike = (await index).like(lead);
    if (alike === null) return decision;
    const message = alikeMessage(alike);
    if (rule === 'block') return blockedDecision('LEAD_LIKE_UNCLAIMED', message);
    return { ...decision, warnings: [...decision.warnings, { code: 'LEAD_LIKE_UNCLAIMED', message }] };
  };
}

interface Alike {
  readonly dsLeadOpportunityId: string;
  readonly name: string;
  readonly because: string;
}

interface UnclaimedIndex {
  like(lead: SheetLead): Alike | null;
}

async function readUnclaimed(deps: UnclaimedDeps): Promise<UnclaimedIndex> {
  const { api, signal } = deps;
  const ids = await api.search({ partnerIds: '' }, { signal });
  const byTrait = new Map<string, Omit<Alike, 'because'>>();
  const chosen = ids.slice(0, mostUnclaimedRead);
  deps.onSearched?.({ found: ids.length, read: chosen.length });
  const read = (id: string) => api.read(id, { signal });
  for await (const answer of mapPulled(chosen, read, deps)) {
    if (answer.kind !== 'found') continue;
    const { dsLeadOpportunityId, leadOpportunity } = answer.lead;
    for (const { key } of traitsOf(answer.lead)) {
      byTrait.set(key, { dsLeadOpportunityId, name: String(leadOpportunity['name'] ?? '') });
    }
  }
  return {
    like(lead) {
      for (const { key, because } of traitsOf(lead)) {
        const found = byTrait.get(key);
        if (found !== undefined) return { ...found, because };
      }
      return null;
    },
  };
}

interface Trait {
  readonly key: string;
  readonly because: string;
}

/** By what a lead is known again although it has another id. */
function traitsOf({ customerLegalEntity, customerContacts }: SheetLead | RemoteLead): readonly Trait[] {
  const { id, name, city }: PartValues = customerLegalEntity ?? {};
  const traits: Trait[] = [];
  if (isText(id)) traits.push({ key: `id ${id}`, because: `the same customer id ${id}` });
  if (isText(name) && isText(city)) {
    traits.push({
      key: `at ${folded(name)} ${folded(city)}`,
      because: `the same customer, ${name} in ${city}`,
    });
  }
  for (const { email } of customerContacts ?? []) {
    if (isText(email))
      traits.push({ key: `mail ${email.trim().toLowerCase()}`, because: `the same contact, ${email}` });
  }
  return traits;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function alikeMessage({ dsLeadOpportunityId, name, because }: Alike): string {
  const called = name === '' ? '' : ` "${name}"`;
  return `3DS holds the unclaimed lead ${dsLeadOpportunityId}${called} with ${because}. If it is the same business, put ${dsLeadOpportunityId} into "3DS lead id" and run \`leadferry claim FILE\` in place of creating a second lead.`;
}
