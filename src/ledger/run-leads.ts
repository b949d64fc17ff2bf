import { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import type { LeadParts } from '../lead/lead.js';
import { leadsInUse } from '../lead/leads-in-use.js';
import {
  type LeadOutcome,
  type LeadPlan,
  type LeadState,
  type Ledger,
  type OtherRun,
  plannedState,
  undecidedCode,
} from '../lead/ledger.js';
import { guarded, isUniqueViolation } from './database-error.js';
import type { GroupedCommits } from './grouped-commits.js';
import type { KnownLeads } from './known-leads.js';
import type { LeadCopies } from './lead-copies.js';
import { leadColumns, leadResultColumns, leadStates, storedLeadResult, storedRunLead } from './lead-row.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { jsonOrNull, storedParts, storedRemote } from './stored-values.js';

/** Read in pages, because SQLite lets nothing be written on a connection that still reads. */
const leadsPerPage = 200;

const otherRun = z.object({ run: z.string(), leads: z.number(), example: z.string() });
const planned = z.object({ partnerLeadId: z.string() });
const settled = planned.extend({ sent: storedParts.nullable(), seenWhenSent: storedRemote.nullable() });

const inRun = 'run_id = (SELECT id FROM runs WHERE scope_id = :scopeId AND run = :run AND complete = 1)';

type RunLeads = Pick<
  Ledger,
  'leads' | 'results' | 'openElsewhere' | 'plan' | 'intend' | 'withdraw' | 'settle' | 'noteReadBack'
>;

/** Reads the leads of a run in some states page by page, each with these columns. */
function pages<Lead extends { readonly seq: number }>(
  { database, path, scopeId }: LedgerContext,
  columns: string,
  stored: z.ZodType<Lead>,
): (run: string, states?: readonly LeadState[]) => Generator<Lead> {
  const page = database.prepare(
    `SELECT ${columns} FROM leads WHERE ${inRun} AND seq > :after
     AND state IN (SELECT value FROM json_each(:states)) ORDER BY seq LIMIT ${leadsPerPage}`,
  );
  const storedPage = z.array(stored);
  return function* (run, states = leadStates) {
    const wanted = JSON.stringify(states);
    for (let after = -1; ; ) {
      const found = guarded(path, () => storedPage.parse(page.all({ scopeId, run, after, states: wanted })));
      yield* found;
      const last = found.at(-1);
      if (last === undefined || found.length < leadsPerPage) return;
      after = last.seq;
    }
  };
}

interface RunLeadsTools {
  readonly known: KnownLeads;
  readonly copies: Pick<LeadCopies, 'keepCopy'>;
  readonly commits: GroupedCommits;
}

/** The leads of a run and every step that moves one of them from state to state. */
export function runLeads(context: LedgerContext, { known, copies, commits }: RunLeadsTools): RunLeads {
  const { database, path, scopeId, clock } = context;
  const leads = pages(context, leadColumns, storedRunLead);
  const results = pages(context, leadResultColumns, storedLeadResult);
  const elsewhere = database.prepare(
    `SELECT runs.run AS run, count(*) AS leads, min(open.partner_lead_id) AS example
     FROM leads AS mine
     JOIN leads AS open ON open.scope_id = mine.scope_id AND open.partner_lead_id = mine.partner_lead_id
       AND open.state IN ('intent', 'unknown') AND open.run_id <> mine.run_id
     JOIN runs ON runs.id = open.run_id
     WHERE mine.${inRun} AND mine.state = 'planned' GROUP BY runs.run ORDER BY runs.run LIMIT 1`,
  );
  // Of the same lead at 3DS under another partner lead id: two claims of one lead.
  const twin = database.prepare(
    `SELECT runs.run AS run, 1 AS leads, open.ds_lead_id AS example
     FROM leads AS mine
     JOIN leads AS open ON open.scope_id = mine.scope_id AND open.ds_lead_id = mine.ds_lead_id
       AND open.state IN ('intent', 'unknown') AND NOT (open.run_id = mine.run_id AND open.seq = mine.seq)
     JOIN runs ON runs.id = open.run_id
     WHERE mine.${inRun} AND mine.seq = :seq LIMIT 1`,
  );
  const setPlan = database.prepare(
    `UPDATE leads SET state = :state, action = :action, changes_json = :changes, before_json = :before,
       update_json = :update, seen_json = :seenWhenSent, ds_lead_id = :dsLeadId, code = :code, message = :message, trace_id = NULL,
       kept_json = :kept
     WHERE ${inRun} AND seq = :seq AND state = 'planned' RETURNING partner_lead_id AS partnerLeadId`,
  );
  const setUndecided = database.prepare(
    `UPDATE leads SET code = :code, message = :message, trace_id = NULL
     WHERE ${inRun} AND seq = :seq AND state = 'planned'`,
  );
  const setIntent = database.prepare(
    `UPDATE leads SET state = 'intent', sent_json = :sent, sent_at_ms = :sentAt, attempts = attempts + 1,
       creates = creates + (action IS NOT 'update'),
       code = NULL, message = NULL, trace_id = NULL
     WHERE ${inRun} AND seq = :seq AND state = 'planned'`,
  );
  const takeBack = database.prepare(
    `UPDATE leads SET state = 'planned', attempts = attempts - 1, creates = creates - (action IS NOT 'update')
     WHERE ${inRun} AND seq = :seq AND state = 'intent'`,
  );
  // Counted from the moment at which the outcome became unknown, a look-up that finds nothing proves more than from the request's start.
  const setOutcome = database.prepare(
    `UPDATE leads SET state = :state, ds_lead_id = coalesce(:dsLeadId, ds_lead_id), code = :code, message = :message,
       trace_id = :traceId,
       sent_at_ms = CASE WHEN state = 'intent' AND :state = 'unknown' THEN :now ELSE sent_at_ms END,
       creates = creates - (state = 'intent' AND action IS NOT 'update' AND (:state = 'failed' OR :code IS 'ERR801'))
     WHERE ${inRun} AND seq = :seq AND state IN ('intent', 'unknown')
     RETURNING partner_lead_id AS partnerLeadId, sent_json AS sent, seen_json AS seenWhenSent`,
  );

  const setReadBack = database.prepare(
    `UPDATE leads SET read_back_json = :differences, code = :code
     WHERE ${inRun} AND seq = :seq AND state = 'done'`,
  );

  function planOne(run: string, { seq, seen = null, ...plan }: LeadPlan): void {
    if (plan.code === undecidedCode) {
      const { changes } = setUndecided.run({ scopeId, run, seq, code: plan.code, message: plan.message });
      if (changes === 0) throw outOfStep(run, seq);
      return;
    }
    const found = setPlan.get({
      scopeId,
      run,
      seq,
      state: plannedState[plan.action],
      action: plan.action,
      changes: JSON.stringify(plan.changes),
      before: jsonOrNull(plan.before),
      update: jsonOrNull(plan.update),
      seenWhenSent: jsonOrNull(plan.seenWhenSent ?? null),
      dsLeadId: plan.dsLeadOpportunityId,
      code: plan.code,
      message: plan.message,
      kept: JSON.stringify(plan.kept ?? []),
    });
    if (found === undefined) throw outOfStep(run, seq);
    const { partnerLeadId } = planned.parse(found);
    if (seen !== null) known.noteSeen(partnerLeadId, seen);
    else if (plan.action === 'unchanged' && plan.dsLeadOpportunityId !== null)
      known.note(partnerLeadId, plan.dsLeadOpportunityId, null);
  }

  function intend(run: string, seq: number, sent: LeadParts): void {
    const sameLead = otherRun.nullable().parse(twin.get({ scopeId, run, seq }) ?? null);
    if (sameLead !== null) throw leadsInUse(sameLead);
    try {
      const { changes } = setIntent.run({
        scopeId,
        run,
        seq,
        sent: JSON.stringify(sent),
        sentAt: clock.now(),
      });
      if (changes === 0) throw outOfStep(run, seq);
    } catch (thrown) {
      if (!isUniqueViolation(thrown)) throw thrown;
      const other = otherRun.nullable().parse(elsewhere.get({ scopeId, run }) ?? null);
      throw other === null ? outOfStep(run, seq) : leadsInUse(other, thrown);
    }
  }

  function settleOne(run: string, seq: number, outcome: LeadOutcome): void {
    const { state, dsLeadOpportunityId: dsLeadId, code, message, traceId } = outcome;
    const found = setOutcome.get({
      scopeId,
      run,
      seq,
      state,
      dsLeadId,
      code,
      message,
      traceId,
      now: clock.now(),
    });
    if (found === undefined) throw outOfStep(run, seq);
    if (!outcome.delivered || dsLeadId === null) return;
    const { partnerLeadId, sent, seenWhenSent } = settled.parse(found);
    known.note(partnerLeadId, dsLeadId, sent);
    if (seenWhenSent !== null) known.noteSeen(partnerLeadId, seenWhenSent);
  }

  return {
    leads,
    results,
    openElsewhere: (run): OtherRun | null =>
      guarded(path, () => otherRun.nullable().parse(elsewhere.get({ scopeId, run }) ?? null)),
    plan: (run, plans) =>
      inTransaction(context, () => {
        for (const plan of plans) {
          planOne(run, plan);
          // What 3DS held when it was compared is part of the history too.
          if (plan.before !== null) copies.keepCopy(plan.before, stamp(clock));
        }
      }),
    intend: (run, seq, sent) => commits.add(() => intend(run, seq, sent)),
    withdraw: (run, seq) =>
      commits.add(() => {
        if (takeBack.run({ scopeId, run, seq }).changes === 0) throw outOfStep(run, seq);
      }),
    noteReadBack: (run, seq, { differences, code, lead = null }) =>
      inTransaction(context, () => {
        if (lead !== null) copies.keepCopy(lead, stamp(clock));
        const values = { scopeId, run, seq, differences: JSON.stringify(differences), code };
        if (setReadBack.run(values).changes === 0) throw outOfStep(run, seq);
      }),
    settle: (run, seq, outcome) => commits.add(() => settleOne(run, seq, outcome)),
  };
}

function outOfStep(run: string, seq: number): LeadferryError {
  return new LeadferryError(
    'LEADS_IN_USE',
    `Lead ${seq + 1} of run ${run} was moved on by another leadferry process that works on the same run.`,
    { next: `Wait until that process has ended, then run \`leadferry resume ${run}\`.` },
  );
}
