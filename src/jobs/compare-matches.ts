import { inBatches, mapPulled } from '../core/async-iteration.js';
import type { CheckedLead } from '../lead/checked-lead.js';
import type { IssueCode } from '../lead/issue-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { KnownLead } from '../lead/ledger.js';
import { type Found, type LookUpDeps, lookUp } from '../upload/look-up.js';
import { idsPerSearch } from '../upload/plan-leads.js';

export interface MatchDeps extends LookUpDeps {
  readonly known: (partnerLeadId: string) => KnownLead | null;
}

/** What 3DS has for a lead of a sheet. unclear: it cannot be told, or 3DS did not show it. `met` are the 3DS ids that it concerns. */
export type Match =
  | { readonly kind: 'absent' }
  | { readonly kind: 'found'; readonly remote: RemoteLead }
  | {
      readonly kind: 'unclear';
      readonly code: IssueCode;
      readonly message: string;
      readonly met: readonly string[];
    };

/** A lead of a sheet with what 3DS has for it. */
export interface MatchedLead {
  readonly checked: CheckedLead;
  readonly match: Match;
}

/** The 3DS ids that a lead of a sheet stands for, so that none of them counts as missing in the sheet. */
export function idsMet({ checked, match }: MatchedLead): readonly string[] {
  const given = checked.lead.dsLeadOpportunityId;
  const own = given === null ? [] : [given];
  if (match.kind === 'unclear') return [...own, ...match.met];
  return match.kind === 'found' ? [...own, match.remote.dsLeadOpportunityId] : own;
}

const absent: Match = { kind: 'absent' };

/**
 * Finds at 3DS what a sheet means, lead by lead in its order, whether a lead is named by its partner lead id, its 3DS id or both: one search
 * for a hundred partner lead ids and a GET for each lead. Changes nothing anywhere. Throws what the API throws.
 */
export async function* matchLeads(
  leads: AsyncIterable<CheckedLead>,
  deps: MatchDeps,
): AsyncGenerator<MatchedLead> {
  for await (const batch of inBatches(leads, idsPerSearch)) {
    const ids = batch.flatMap((checked) => partnerLeadIdOf(checked) ?? []);
    const found: ReadonlyMap<string, Found> = ids.length === 0 ? new Map() : await lookUp(ids, deps);
    const match = async (checked: CheckedLead) => ({ checked, match: await matchOne(checked, found, deps) });
    yield* mapPulled(batch, match, deps);
  }
}

/** The partner lead id of a lead of a sheet; null where the sheet names it by its 3DS id alone. */
export function partnerLeadIdOf({ lead }: Pick<CheckedLead, 'lead'>): string | null {
  const { partnerLeadOpportunityId: id, dsLeadOpportunityId } = lead;
  return id === dsLeadOpportunityId ? null : id;
}

async function matchOne(
  checked: CheckedLead,
  all: ReadonlyMap<string, Found>,
  deps: MatchDeps,
): Promise<Match> {
  const id = partnerLeadIdOf(checked);
  const given = checked.lead.dsLeadOpportunityId;
  const found = id === null ? undefined : all.get(id);
  switch (found?.kind) {
    case 'one':
      return isMeant(found.lead, given)
        ? { kind: 'found', remote: found.lead }
        : disagreeing(found.lead, given);
    case 'several':
      return chosenAmong(found.leads, given);
    case 'hidden':
      return unreadable(found.dsLeadOpportunityId, found.reason);
    default:
      if (given !== null) return await readGiven(given, deps);
      return id === null ? absent : await readKnown(id, deps);
  }
}

function isMeant({ dsLeadOpportunityId }: RemoteLead, given: string | null): boolean {
  return given === null || given === dsLeadOpportunityId;
}

function chosenAmong(leads: readonly RemoteLead[], given: string | null): Match {
  const chosen = leads.find(({ dsLeadOpportunityId }) => dsLeadOpportunityId === given);
  if (chosen !== undefined) return { kind: 'found', remote: chosen };
  const met = leads.map(({ dsLeadOpportunityId }) => dsLeadOpportunityId);
  const message = `3DS has ${leads.length} leads with this partner lead id: ${met.join(', ')}. Fill in "3DS lead id" to say which one is meant.`;
  return { kind: 'unclear', code: 'ID_NOT_UNIQUE', message, met };
}

function disagreeing({ dsLeadOpportunityId: actual }: RemoteLead, given: string | null): Match {
  const message = `The sheet gives the 3DS id ${given}, but at 3DS the partner lead id belongs to ${actual}. Correct one of the two ids.`;
  return { kind: 'unclear', code: 'IDS_DISAGREE', message, met: [actual, given ?? actual] };
}

async function readGiven(id: string, { api, signal }: MatchDeps): Promise<Match> {
  const answer = await api.read(id, { signal });
  if (answer.kind === 'found') return { kind: 'found', remote: answer.lead };
  return answer.kind === 'out-of-scope' ? absent : unreadable(id, answer.message);
}

/** A search may lag behind a create; what the ledger remembers counts where 3DS shows that lead with this id. */
async function readKnown(id: string, deps: MatchDeps): Promise<Match> {
  const known = deps.known(id);
  if (known === null) return absent;
  const match = await readGiven(known.dsLeadOpportunityId, deps);
  const isOther = match.kind === 'found' && match.remote.partnerLeadOpportunityId !== id;
  return isOther ? absent : match;
}

function unreadable(id: string, reason: string): Match {
  const message = `3DS names the lead ${id} for it but does not show it as such: ${reason}.`;
  return { kind: 'unclear', code: 'LEAD_UNREADABLE', message, met: [id] };
}
