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
      if (sameId === undefined) strays.set(id, `it shows the partner lead id "${carried}"`);
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

/** A search for many ids does not say which lead it named for which, so each id without a lead is searched alone. */
async function attributeStrays(
  found: Map<string, Found>,
  strays: ReadonlyMap<string, string>,
  { api, limit, window, signal }: LookUpDeps,
): Promise<void> {
  const without = [...found].filter(([, { kind }]) => kind === 'absent').map(([id]) => id);
  const search = async (id: string) => ({ id, named: await api.search({ partnerIds: [id] }, { signal }) });
  for await (const { id, named } of mapPulled(without, search, { window, limit })) {
    for (const dsLeadOpportunityId of named) {
      const reason = strays.get(dsLeadOpportunityId);
      if (reason !== undefined) found.set(id, { kind: 'hidden', dsLeadOpportunityId, reason });
    }
  }
}
