import { z } from 'zod';
import type { LeadParts } from '../lead/lead.js';
import { isLeadParts, isRemoteLead } from '../lead/lead-guards.js';
import { leadsInUse } from '../lead/leads-in-use.js';
import type { LeadOutcome, LeadState, Ledger, OtherRun } from '../lead/ledger.js';
import { guarded, isUniqueViolation } from './database-error.js';
import type { GroupedCommits } from './grouped-commits.js';
import type { KnownLeads } from './known-leads.js';
import type { LeadCopies } from './lead-copies.js';
import { leadPlans } from './lead-plans.js';
import {
  leadColumns,
  leadResultColumns,
  leadStates,
  leadWithValues,
  runLeadIn,
  runLeadResultIn,
  sentValues,
} from './lead-row.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { inRun, outOfStep } from './run-step.js';
import { jsonOrNullIn, numberIn, rowOf, textIn } from './typed-columns.js';

/** Read in pages, because SQLite lets nothing be written on a connection that still reads. */
const leadsPerPage = 200;

const otherRun = z.object({ run: z.string(), leads: z.number(), example: z.string() });

type RunLeads = Pick<
  Ledger,
  'leads' | 'results' | 'openElsewhere' | 'plan' | 'intend' | 'withdraw' | 'settle' | 'noteReadBack'
>;

/** Reads the leads of a run in some states page by page, each with these columns. */
function pages<Lead extends { readonly seq: number }>(
  { database, path, scopeId }: LedgerContext,
  columns: string,
  leadIn: (found: unknown) => Lead,
): (run: string, states?: readonly LeadState[]) => Generator<Lead> {
  const page = database.prepare(
    `SELECT ${columns} FROM ${leadWithValues} WHERE ${inRun} AND seq > :after
     AND state IN (SELECT value FROM json_each(:states)) ORDER BY seq LIMIT ${leadsPerPage}`,
  );
  return function* (run, states = leadStates) {
    const wanted = JSON.stringify(states);
    for (let after = -1; ; ) {
      const found = guarded(path, () => page.all({ scopeId, run, after, states: wanted }).map(leadIn));
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
  const leads = pages(context, leadColumns, runLeadIn);
  const results = pages(context, leadResultColumns, runLeadResultIn);
  const writePlans = leadPlans(context, known);
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
       AND open.state IN ('intent', 'unknown') AND open.id <> mine.id
     JOIN runs ON runs.id = open.run_id
     WHERE mine.id = +:leadId LIMIT 1`,
  );
  const setIntent = database.prepare(
    `UPDATE leads SET state = 'intent', sent_at_ms = :sentAt, attempts = attempts + 1, creates = creates + (action IS NOT 'update'),
       code = NULL, message = NULL, trace_id = NULL,
       sent_as = (SELECT CASE :sent WHEN json_remove(lead_json, '$.dsLeadOpportunityId') THEN 'sheet' WHEN update_json THEN 'update' END
         FROM lead_values WHERE lead_id = leads.id)
     WHERE ${inRun} AND seq = :seq AND state = 'planned' RETURNING id, sent_as AS sentAs, ds_lead_id AS dsLeadId`,
  );
  const setSent = database.prepare('UPDATE lead_values SET sent_json = :sent WHERE lead_id = :leadId');
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
     RETURNING id, partner_lead_id AS partnerLeadId`,
  );
  const sentOf = database.prepare(
    `SELECT ${sentValues} AS sent, seen_json AS seenWhenSent FROM ${leadWithValues} WHERE leads.id = +?`,
  );
  const setReadBack = database.prepare(
    `UPDATE leads SET read_back_json = :differences, code = :code
     WHERE ${inRun} AND seq = :seq AND state = 'done'`,
  );

  function intend(run: string, seq: number, parts: LeadParts): void {
    const sent = JSON.stringify(parts);
    const { leadId, sentAs, dsLeadId } = intent(run, seq, sent);
    if (sentAs === null) setSent.run({ leadId, sent });
    if (dsLeadId === null) return;
    const sameLead = otherRun.nullable().parse(twin.get({ leadId }) ?? null);
    if (sameLead !== null) throw leadsInUse(sameLead);
  }

  function intent(run: string, seq: number, sent: string) {
    try {
      const row = setIntent.get({ scopeId, run, seq, sent, sentAt: clock.now() });
      if (row === undefined) throw outOfStep(run, seq);
      const { sentAs, dsLeadId, ...found } = rowOf(row);
      return { leadId: numberIn(found, 'id'), sentAs, dsLeadId };
    } catch (thrown) {
      if (!isUniqueViolation(thrown)) throw thrown;
      const other = otherRun.nullable().parse(elsewhere.get({ scopeId, run }) ?? null);
      throw other === null ? outOfStep(run, seq) : leadsInUse(other, thrown);
    }
  }

  function settleOne(run: string, seq: number, outcome: LeadOutcome): void {
    const { state, dsLeadOpportunityId: dsLeadId, code, message, traceId } = outcome;
    const row = setOutcome.get({
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
    if (row === undefined) throw outOfStep(run, seq);
    if (!outcome.delivered || dsLeadId === null) return;
    const found = rowOf(row);
    noteDelivered(numberIn(found, 'id'), textIn(found, 'partnerLeadId'), dsLeadId);
  }

  function noteDelivered(leadId: number, partnerLeadId: string, dsLeadId: string): void {
    if (known.noteNew(leadId, dsLeadId)) return;
    const row = rowOf(sentOf.get(leadId));
    known.note(partnerLeadId, dsLeadId, jsonOrNullIn(row, 'sent', isLeadParts));
    const seenWhenSent = jsonOrNullIn(row, 'seenWhenSent', isRemoteLead);
    if (seenWhenSent !== null) known.noteSeen(partnerLeadId, seenWhenSent);
  }

  return {
    leads,
    results,
    openElsewhere: (run): OtherRun | null =>
      guarded(path, () => otherRun.nullable().parse(elsewhere.get({ scopeId, run }) ?? null)),
    plan: (run, plans) =>
      inTransaction(context, () => {
        writePlans(run, plans);
        // What 3DS held when it was compared is part of the history too.
        for (const { before } of plans) if (before !== null) copies.keepCopy(before, stamp(clock));
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
