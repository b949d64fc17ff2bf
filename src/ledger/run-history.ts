import { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import type { StatusCounts } from '../core/outcome.js';
import { conflictRules } from '../lead/conflict.js';
import { type LeadState, type Ledger, type RunRecord, statusOf } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { leadStates } from './lead-row.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { storedWriteBack } from './stored-values.js';

/** A run's own columns, as `selectRuns` gives them. */
export const storedRun = z.object({
  id: z.number(),
  run: z.string(),
  file: z.string(),
  out: z.string(),
  mode: z.enum(['upsert', 'create', 'update', 'claim']),
  lists: z.enum(['keep', 'replace']),
  apiVersion: z.enum(['v0', 'v1']),
  onConflict: z.enum(conflictRules),
  unclaimed: z.enum(['off', 'warn', 'block']),
  planHash: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  kind: z.enum(['upload', 'claim', 'retry', 'undo']),
  ofRun: z.string().nullable(),
  writeBack: storedWriteBack.nullable(),
});
const stateCount = z.object({ state: z.enum(leadStates), leads: z.number() });
const rowCount = z.object({ inLeads: z.number(), inNone: z.number() });

export const selectRuns = `
  SELECT id, run, file, out, mode, lists, api_version AS apiVersion, on_conflict AS onConflict,
    unclaimed, plan_hash AS planHash, started_at AS startedAt, ended_at AS endedAt,
    kind, of_run AS ofRun, write_back_json AS writeBack
  FROM runs WHERE scope_id = ? AND complete = 1`;

/** Leads in these states may still be sent by their run. */
const openStates: ReadonlySet<LeadState> = new Set<LeadState>(['planned', 'intent', 'unknown']);

type History = Pick<Ledger, 'run' | 'runs' | 'discardRun' | 'reopenRun' | 'endRun'>;

/** The runs of the scope, with counts that are taken from their leads each time, so that they always add up. */
export function runHistory(context: LedgerContext): History {
  const { database, path, scopeId, clock } = context;
  const one = database.prepare(`${selectRuns} AND run = ?`);
  const newestFirst = database.prepare(`${selectRuns} ORDER BY run DESC`);
  const states = database.prepare(
    'SELECT state, count(*) AS leads FROM leads WHERE run_id = ? GROUP BY state',
  );
  const rows = database.prepare(
    'SELECT count(seq) AS inLeads, count(*) - count(seq) AS inNone FROM rows WHERE run_id = ?',
  );
  const setEnd = database.prepare(
    'UPDATE runs SET ended_at = ? WHERE scope_id = ? AND run = ? AND complete = 1',
  );
  const discard = database.prepare(
    `DELETE FROM runs WHERE scope_id = ? AND run = ?
     AND NOT EXISTS (SELECT 1 FROM leads WHERE run_id = runs.id AND (attempts > 0 OR state IN ('intent', 'unknown')))`,
  );

  function recordOf(found: unknown): RunRecord {
    const { id, ...run } = storedRun.parse(found);
    const counted = z.array(stateCount).parse(states.all(id));
    const counts: Record<keyof StatusCounts, number> = { done: 0, failed: 0, unknown: 0, unsent: 0 };
    for (const { state, leads } of counted) counts[statusOf[state]] += leads;
    const resumable = counted.some(({ state }) => openStates.has(state));
    return { ...run, counts, rows: rowCount.parse(rows.get(id)), resumable };
  }

  return {
    run: (run) =>
      guarded(path, () => {
        const found = one.get(scopeId, run);
        return found === undefined ? null : recordOf(found);
      }),
    runs: () => guarded(path, () => newestFirst.all(scopeId).map(recordOf)),
    discardRun: (run) => inTransaction(context, () => void discard.run(scopeId, run)),
    reopenRun(run) {
      const { changes } = inTransaction(context, () => setEnd.run(null, scopeId, run));
      if (changes === 0)
        throw new LeadferryError('RUN_NOT_FOUND', `There is no run ${run} of this server and partner.`);
    },
    endRun: (run) => inTransaction(context, () => void setEnd.run(stamp(clock), scopeId, run)),
  };
}
