import type { Refusal } from './answers.js';
import type { Verdict } from './contract-file.js';
import type { LeadStore } from './lead-store.js';
import type { SearchBody, SearchCriterion } from './recorded-lead.js';
import { schemaComplaint } from './schema-complaint.js';

/** How a search without hits answers; the contract leaves it open. */
export type EmptySearchForm = 'no-data' | 'empty-list' | 'no-list';

/** The `data` of a search without hits. */
export const emptySearchData = {
  'no-data': [],
  'empty-list': [{ dsLeadOpportunityId: [] }],
  'no-list': [{}],
} as const satisfies Record<EmptySearchForm, readonly unknown[]>;

const widestWindowMs = 7 * 24 * 60 * 60 * 1000;

/** Why a search is refused, or null. A window that the schema refuses is ERROR_043, like one that is too wide. */
export function searchRefusal(body: unknown, verdict: Verdict<SearchBody>, maxIds: number): Refusal | null {
  if (!verdict.ok) {
    const breaksWindow = verdict.errors.some(({ instancePath }) =>
      /^\/data\/\d+\/modifiedDate/.test(instancePath),
    );
    return breaksWindow
      ? { code: 'ERROR_043' }
      : { code: 'ERR802', message: schemaComplaint(body, verdict.errors) };
  }
  for (const criterion of verdict.body.data) {
    const refusal = windowRefusal(criterion) ?? idsRefusal(criterion, maxIds);
    if (refusal !== null) return refusal;
  }
  return null;
}

function windowRefusal({ modifiedDate }: SearchCriterion): Refusal | null {
  if (modifiedDate === undefined) return null;
  const widthMs = Date.parse(modifiedDate.toDate) - Date.parse(modifiedDate.fromDate);
  if (widthMs > 0 && widthMs <= widestWindowMs) return null;
  return {
    code: 'ERROR_043',
    message: 'fromDate must lie before toDate, and the window must be at most 7 days wide',
  };
}

function idsRefusal({ partnerLeadOpportunityId }: SearchCriterion, maxIds: number): Refusal | null {
  if (!Array.isArray(partnerLeadOpportunityId) || partnerLeadOpportunityId.length <= maxIds) return null;
  return {
    code: 'ERROR_044',
    message: `One search takes at most ${maxIds} ids, found ${partnerLeadOpportunityId.length}`,
  };
}

/** The 3DS ids of the leads that meet every criterion at a monotonic time, in the order in which the leads came. Both bounds count. */
export function searchLeads(store: LeadStore, { data }: SearchBody, nowMs: number): string[] {
  const tests = data.flatMap((criterion) => [idTest(store, criterion), windowTest(criterion)]);
  return store
    .searchable(nowMs)
    .filter((lead) => tests.every((test) => test(lead)))
    .map((lead) => lead.dsLeadOpportunityId);
}

type LeadTest = (lead: { readonly dsLeadOpportunityId: string; readonly modifiedDate: string }) => boolean;

function idTest(store: LeadStore, { partnerLeadOpportunityId }: SearchCriterion): LeadTest {
  if (partnerLeadOpportunityId === undefined) return () => true;
  const wanted = new Set([partnerLeadOpportunityId].flat().flatMap((id) => store.idsOf(id)));
  return (lead) => wanted.has(lead.dsLeadOpportunityId);
}

function windowTest({ modifiedDate }: SearchCriterion): LeadTest {
  if (modifiedDate === undefined) return () => true;
  const fromMs = Date.parse(modifiedDate.fromDate);
  const toMs = Date.parse(modifiedDate.toDate);
  return (lead) => {
    const modifiedMs = Date.parse(lead.modifiedDate);
    return modifiedMs >= fromMs && modifiedMs <= toMs;
  };
}
