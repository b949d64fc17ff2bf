import type { ReadAnswer } from '../lead/lead-api.js';
import type { LeadPlan, RunLead, RunRecord } from '../lead/ledger.js';
import { changeText, goneText, isAsSeen, outdated } from './applied-plan.js';
import { unreadable } from './locate-lead.js';
import { nothingPlanned } from './planned-lead.js';
import type { UploadSession } from './upload-session.js';

/**
 * How old the look at a lead may be when its update goes out, in milliseconds; an older one is made again. A plan file promises that nothing
 * else is overwritten; for a sheet a second look costs half as many requests again, so that it has to be worth it (docs/decisions/0009-second-look.md).
 */
export const oldestLookMs = { planFile: 5_000, sheet: 300_000 } as const;

/**
 * Whether the update of a lead may go out: 3DS still shows what the plan saw, or showed it a moment ago. Else the lead is withheld where a
 * plan file is applied, and stays planned, to be compared anew in this pass, where the run planned itself. Costs one GET where the look is too old.
 * Throws what the API and the ledger throw.
 */
export async function isStillAsPlanned(session: UploadSession, lead: RunLead): Promise<boolean> {
  const { record, deps } = session;
  const { before, dsLeadOpportunityId: id } = lead;
  if (lead.action !== 'update' || before === null || id === null || isFresh(session, lead)) return true;
  const answer = await deps.api.read(id, { signal: deps.signal });
  if (answer.kind === 'found' && isAsSeen(before, answer.lead, record)) return true;
  const plan = planAfter(answer, lead, session);
  if (plan !== null) deps.ledger.plan(record.run, [plan]);
  return false;
}

/** True for a run that promises to overwrite nothing: one of a plan file, and a claim. */
export function looksClosely({ planHash, mode }: Pick<RunRecord, 'planHash' | 'mode'>): boolean {
  return planHash !== null || mode === 'claim';
}

function isFresh({ record, deps, seenMs }: UploadSession, { seq }: RunLead): boolean {
  const oldestMs = looksClosely(record) ? oldestLookMs.planFile : oldestLookMs.sheet;
  const ageMs = deps.clock.monotonic() - (seenMs.get(seq) ?? Number.NEGATIVE_INFINITY);
  return ageMs <= oldestMs;
}

/** What is written of a lead that is not sent now; null where it only waits to be planned anew. */
function planAfter(answer: ReadAnswer, lead: RunLead, { record }: UploadSession): LeadPlan | null {
  const { seq, dsLeadOpportunityId: id } = lead;
  if (answer.kind === 'unreadable') {
    return { ...nothingPlanned, ...unreadable(id ?? '', answer.message), seq };
  }
  if (record.planHash === null) return null;
  const why = answer.kind === 'found' ? changeText(lead.before, answer.lead) : goneText;
  return { ...outdated(lead, why), seq };
}

interface Ahead {
  readonly updates: number;
  readonly ofPlanFile: boolean;
  /** How long planning takes or took, and how long sending will. */
  readonly planSeconds: number;
  readonly sendSeconds: number;
}

/** How many leads will be looked at again before their updates go out, as far as that can be told before. */
export function looksAhead({ updates, ofPlanFile, planSeconds, sendSeconds }: Ahead): number {
  // Leads are sent in the order in which they were looked at.
  const ageSeconds = Math.max(planSeconds, sendSeconds);
  const oldestMs = ofPlanFile ? oldestLookMs.planFile : oldestLookMs.sheet;
  return ageSeconds * 1000 > oldestMs ? updates : 0;
}
