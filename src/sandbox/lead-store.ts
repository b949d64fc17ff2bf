import type { RecordedLead } from './recorded-lead.js';

/** What the server holds: leads in the order in which they came, found by 3DS id and by partner id. */
export interface LeadStore {
  readonly size: number;
  all(): readonly RecordedLead[];
  /** The leads that a search finds at this monotonic time. */
  searchable(nowMs: number): readonly RecordedLead[];
  find(dsLeadOpportunityId: string): RecordedLead | undefined;
  /** The 3DS ids of the leads with this partner id; `''` finds those that have none. */
  idsOf(partnerLeadOpportunityId: string): readonly string[];
  /** Adds a lead, or puts it in the place of the one with its 3DS id. */
  put(lead: RecordedLead): void;
  /** No search finds the lead before this monotonic time. */
  hide(dsLeadOpportunityId: string, untilMs: number): void;
}

export function createLeadStore(leads: readonly RecordedLead[] = []): LeadStore {
  const byId = new Map<string, RecordedLead>();
  const byPartnerLeadId = new Map<string, Set<string>>();
  const hiddenUntilMs = new Map<string, number>();

  function put(lead: RecordedLead): void {
    const id = lead.dsLeadOpportunityId;
    const before = byId.get(id);
    if (before !== undefined) {
      byPartnerLeadId.get(before.leadOpportunity.partnerLeadOpportunityId)?.delete(id);
    }
    byId.set(id, lead);
    const partnerLeadId = lead.leadOpportunity.partnerLeadOpportunityId;
    const sharing = byPartnerLeadId.get(partnerLeadId) ?? new Set();
    byPartnerLeadId.set(partnerLeadId, sharing.add(id));
  }

  for (const lead of leads) put(lead);
  return {
    get size() {
      return byId.size;
    },
    all: () => [...byId.values()],
    searchable: (nowMs) =>
      [...byId.values()].filter(
        ({ dsLeadOpportunityId: id }) => (hiddenUntilMs.get(id) ?? Number.NEGATIVE_INFINITY) <= nowMs,
      ),
    find: (id) => byId.get(id),
    idsOf: (partnerLeadId) => [...(byPartnerLeadId.get(partnerLeadId) ?? [])],
    put,
    hide: (id, untilMs) => void hiddenUntilMs.set(id, untilMs),
  };
}
