import { type Limit, mapPulled } from '../core/async-iteration.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadApi, ReadAnswer } from '../lead/lead-api.js';

export interface LookUpDeps {
  readonly api: LeadApi;
  /** The pool that bounds how many requests are under way. */
  readonly limit: Limit;
  /** How many leads are held at a time; at least the size of the pool, so that it is always busy. */
  readonly window: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What 3DS has under a partner lead id. several: more than one lead carries it.
 * hidden: 3DS names a lead for it, and either does not show that lead or shows it with another id.
 */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'one'; readonly lead: RemoteLead }
  | { readonly kind: 'several'; readonly leads: readonly RemoteLead[] }
  | { readonly kind: 'hidden'; readonly dsLeadOpportunityId: string; readonly reason: string };

const absent: Found = { kind: 'absent' };

/**
 * Looks partner lead ids up: one search for all of them (it answers 3DS ids only), then a GET of each lead that it names.
 * A lead belongs to the id that it shows itself. Throws what the API throws.
 */
export async function lookUp(
  partnerLeadIds: readonly string[],
  deps: LookUpDeps,
): Promise<ReadonlyMap<string, Found>> {
  const wanted = new Set(partnerLeadIds);
  const named = await deps.api.search({ partnerIds: [...wanted] }, { signal: deps.signal });
  const shown = new Map<string, RemoteLead[]>([...wanted].map((id) => [id, []]));
  const strays = new Map<string, string>();
  for await (const { id, answer } of readAll(named, deps)) {
    if (answer.kind === 'found') {
      const carried = answer.lead.partnerLeadOpportunityId ?? '';
      const sameId = shown.get(carried);
      if (sameId === undefined) strays.set(id, strayReason(carried));
      else sameId.push(answer.lead);
    } else {
      strays.set(id, answer.message);
    }
  }
  const found = new Map([...shown].map(([id, leads]) => [id, foundAmong(leads)]));
  if (strays.size > 0) await attributeStrays(found, strays, deps);
  return found;
}

function readAll(
  ids: readonly string[],
  { api, limit, window, signal }: LookUpDeps,
): AsyncGenerator<{ id: string; answer: ReadAnswer }> {
  const read = async (id: string) => ({ id, answer: await api.read(id, { signal }) });
  return mapPulled(ids, read, { window, limit });
}

function foundAmong([first, ...others]: readonly RemoteLead[]): Found {
  if (first === undefined) return absent;
  if (others.length === 0) return { kind: 'one', lead: first };
  return { kind: 'several', leads: [first, ...others] };
}

/**
 * A search for many ids does not say which lead it named for which, so each id without a lead is searched alone. Where the first search
 * named strays it may have left out leads, so what only the second one names is read as well: a lead that is there must not look absent.
 */
async function attributeStrays(
  found: Map<string, Found>,
  strays: ReadonlyMap<string, string>,
  deps: LookUpDeps,
): Promise<void> {
  const without = [...found].filter(([, { kind }]) => kind === 'absent').map(([id]) => id);
  const others = new Set([...found.values()].flatMap(leadIdsOf));
  const look = async (id: string) => ({ id, alone: await lookUpAlone(id, { strays, others }, deps) });
  for await (const { id, alone } of mapPulled(without, look, deps)) found.set(id, alone);
}

interface Met {
  /** Leads that are nobody's, each with the reason. */
  readonly strays: ReadonlyMap<string, string>;
  /** Leads that belong to other ids. */
  readonly others: ReadonlySet<string>;
}

async function lookUpAlone(id: string, { strays, others }: Met, { api, signal }: LookUpDeps): Promise<Found> {
  const named = await api.search({ partnerIds: [id] }, { signal });
  const leads: RemoteLead[] = [];
  let hidden: Found | null = null;
  for (const dsLeadOpportunityId of named.filter((one) => !others.has(one))) {
    const known = strays.get(dsLeadOpportunityId);
    const read = known ?? (await readAs(id, dsLeadOpportunityId, { api, signal }));
    if (typeof read === 'string') hidden = { kind: 'hidden', dsLeadOpportunityId, reason: read };
    else leads.push(read);
  }
  return hidden ?? foundAmong(leads);
}

/** The lead where it carries the id, else why it does not count. */
async function readAs(
  id: string,
  dsLeadOpportunityId: string,
  { api, signal }: Pick<LookUpDeps, 'api' | 'signal'>,
): Promise<RemoteLead | string> {
  const answer = await api.read(dsLeadOpportunityId, { signal });
  if (answer.kind !== 'found') return answer.message;
  const carried = answer.lead.partnerLeadOpportunityId ?? '';
  return carried === id ? answer.lead : strayReason(carried);
}

function strayReason(carried: string): string {
  return `it shows the partner lead id "${carried}"`;
}

function leadIdsOf(found: Found): readonly string[] {
  if (found.kind === 'one') return [found.lead.dsLeadOpportunityId];
  return found.kind === 'several' ? found.leads.map((lead) => lead.dsLeadOpportunityId) : [];
}
