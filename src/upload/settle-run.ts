import { inBatches, mapPulled } from '../core/async-iteration.js';
import type { RunLead } from '../lead/ledger.js';
import { judgeClaim } from './claim-verdict.js';
import { type Found, lookUp } from './look-up.js';
import { judgeCreate, judgeUpdate, type Verdict } from './settle-verdict.js';
import type { UploadSession } from './upload-session.js';

/** How many open leads are looked up by one search. */
const idsPerSearch = 100;
const firstWaitMs = 1_000;
const longestWaitMs = 16_000;

/**
 * Settles every lead of the run whose request is open (also those that a process left behind which died): looks it up at 3DS, again with
 * growing waits until the settling time has passed, at least once after that. What is still absent then goes back to
 * planned where `mayResend`; what cannot be settled stays unknown. Throws what the API or the ledger throws.
 */
export async function settleRun(
  session: UploadSession,
  { mayResend }: { mayResend: boolean },
): Promise<void> {
  const { deps } = session;
  const rounds = new SettleRounds(session, mayResend);
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const lastDueMs = await rounds.lookUpAll();
    if (lastDueMs === null) return;
    await deps.clock.sleep(Math.min(waitMs, Math.max(0, lastDueMs - deps.clock.monotonic())), deps.signal);
  }
}

/** The look-ups of one settling, with what was found out about each open lead so far. */
class SettleRounds {
  readonly #session: UploadSession;
  readonly #mayResend: boolean;
  readonly #startMs: { readonly wall: number; readonly monotonic: number };
  /** Leads that stay unknown: looking again in this settling would help nothing. */
  readonly #unproven = new Set<number>();
  #settled = 0;

  constructor(session: UploadSession, mayResend: boolean) {
    const { clock } = session.deps;
    this.#session = session;
    this.#mayResend = mayResend;
    this.#startMs = { wall: clock.now(), monotonic: clock.monotonic() };
  }

  /** Looks every open lead up once. Returns the moment by which the last of those that wait is due; null where none waits. */
  async lookUpAll(): Promise<number | null> {
    let lastDueMs: number | null = null;
    for await (const batch of inBatches(this.#openLeads(), idsPerSearch)) {
      const waiting = await this.#lookUpBatch(batch);
      for (const lead of waiting) lastDueMs = Math.max(lastDueMs ?? 0, this.#dueMs(lead));
    }
    // A wait follows, of which somebody wants to know what it is for.
    if (lastDueMs !== null) this.#tell();
    return lastDueMs;
  }

  *#openLeads(): Generator<RunLead> {
    const { record, deps, stop } = this.#session;
    for (const lead of deps.ledger.leads(record.run, ['intent', 'unknown'])) {
      stop.check();
      if (!this.#unproven.has(lead.seq)) yield lead;
    }
  }

  /** Returns the leads that have to be looked up again later. */
  async #lookUpBatch(batch: readonly RunLead[]): Promise<readonly RunLead[]> {
    const { deps } = this.#session;
    // Taken before the look-up: only one that starts after the settling time proves anything.
    const startedMs = deps.clock.monotonic();
    const creates = batch.filter((lead) => !isUpdate(lead));
    const found =
      creates.length === 0
        ? new Map<string, Found>()
        : await lookUp(
            creates.map((lead) => lead.partnerLeadOpportunityId),
            deps,
          );
    const waiting: RunLead[] = [];
    // Written where it is judged: those that are judged together are committed together.
    const settle = async (lead: RunLead) => {
      const verdict = await this.#judge(lead, { found, startedMs });
      if (verdict.kind !== 'wait') await this.#write(lead, verdict);
      return { lead, mustWait: verdict.kind === 'wait' };
    };
    for await (const { lead, mustWait } of mapPulled(batch, settle, deps)) {
      if (mustWait) waiting.push(lead);
    }
    return waiting;
  }

  async #judge(
    lead: RunLead,
    { found, startedMs }: { found: ReadonlyMap<string, Found>; startedMs: number },
  ): Promise<Verdict> {
    const { record, deps } = this.#session;
    const moment = { isDue: startedMs >= this.#dueMs(lead), mayResend: this.#mayResend };
    const id = lead.dsLeadOpportunityId;
    if (!isUpdate(lead) || id === null) {
      return judgeCreate(lead, found.get(lead.partnerLeadOpportunityId) ?? { kind: 'absent' }, {
        ...record,
        ...moment,
      });
    }
    const answer = await deps.api.read(id, { signal: deps.signal });
    if (record.mode === 'claim') return judgeClaim(lead, answer, moment);
    const known = deps.ledger.known(lead.partnerLeadOpportunityId);
    const lastSent = known?.dsLeadOpportunityId === id ? known.lastSent : null;
    return judgeUpdate(lead, answer, { ...record, ...moment, lastSent });
  }

  async #write(lead: RunLead, verdict: Exclude<Verdict, { kind: 'wait' }>): Promise<void> {
    const { record, deps, stop } = this.#session;
    await deps.ledger.settle(record.run, lead.seq, verdict.outcome);
    if (verdict.kind === 'unproven') this.#unproven.add(lead.seq);
    if (verdict.outcome.state === 'failed') stop.countFailure();
    this.#settled += 1;
    this.#tell();
  }

  #tell(): void {
    this.#session.deps.progress({ phase: 'settle', done: this.#settled, total: null });
  }

  /**
   * When the settling time of a lead has passed, on the monotonic clock. It counts from the moment at which the outcome became unknown;
   * for an intent that a dead process left behind nobody knows when its request went out (it may have waited for the server first), so
   * it counts from now. The stamp is the wall clock's, which may have been set back since: nothing is looked for longer than the settling time.
   */
  #dueMs({ state, sentAt }: RunLead): number {
    const { settleMs } = this.#session.deps;
    const unknownSinceMs = state === 'intent' ? null : sentAt;
    const passedMs = Math.max(0, this.#startMs.wall - (unknownSinceMs ?? this.#startMs.wall));
    return this.#startMs.monotonic + Math.max(0, settleMs - passedMs);
  }
}

function isUpdate(lead: RunLead): boolean {
  return lead.action === 'update' && lead.dsLeadOpportunityId !== null;
}
