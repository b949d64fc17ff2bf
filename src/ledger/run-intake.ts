import { inBatches } from '../core/async-iteration.js';
import { LeadferryError } from '../core/error.js';
import type { Origin } from '../core/row.js';
import type { Ledger, NewRunLead, NewRunSettings, RunContent, RunEntry, RunSheet } from '../lead/ledger.js';
import { isUniqueViolation } from './database-error.js';
import { leadHash } from './lead-hash.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { newRunId } from './run-id.js';
import { jsonOrNull } from './stored-values.js';

const entriesPerTransaction = 2000;
/** A run that has been taken in for so long was left by a process that died meanwhile. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;
const idAttempts = 5;

export interface RunIntake extends Pick<Ledger, 'startRun'> {
  /** Takes a sheet in as a run that nobody sees. Returns the number of its row. */
  takeHidden(settings: NewRunSettings, content: RunContent): Promise<{ run: string; runId: number }>;
  /** Removes a hidden run. */
  dropHidden(runId: number): void;
}

/** The run that is being taken in. */
interface Taking {
  readonly runId: number;
  readonly positionOf: (origin: Origin) => number;
}

interface TakenRow {
  readonly entry: Extract<RunEntry, { readonly kind: 'row' }>;
  /** The lead that it belongs to, as far as that has come. */
  seq: number | null;
}

/** Takes sheets into the ledger as new runs, in pieces, so that a file of any length is never held in memory. */
export function runIntake(context: LedgerContext): RunIntake {
  const { database, scopeId, clock } = context;
  const insertRun = database.prepare(
    `INSERT INTO runs (run, scope_id, file, out, mode, lists, api_version, on_conflict, unclaimed, plan_hash, started_at,
       kind, of_run, write_back_json)
     VALUES (:run, :scopeId, :file, :out, :mode, :lists, :apiVersion, :onConflict, :unclaimed, :planHash, :startedAt,
       :kind, :ofRun, :writeBack)`,
  );
  const insertSheet = database.prepare(
    'INSERT INTO sheets (run_id, position, sheet, headers_json) VALUES (?, ?, ?, ?)',
  );
  const insertRow = database.prepare(
    'INSERT INTO rows (run_id, sheet_position, row, cells_json, restated_json, seq) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertLead = database.prepare(
    `INSERT INTO leads (run_id, seq, scope_id, partner_lead_id, state, action, ds_lead_id, code, message)
     VALUES (:runId, :seq, :scopeId, :partnerLeadId, :state, :action, :dsLeadId, :code, :message)`,
  );
  const insertValues = database.prepare(
    `INSERT INTO lead_values (lead_id, lead_json, lead_hash, changes_json, before_json, update_json)
     VALUES (:leadId, :lead, :hash, :changes, :before, :update)`,
  );
  const assignRow = database.prepare(
    'UPDATE rows SET seq = ? WHERE run_id = ? AND sheet_position = ? AND row = ?',
  );
  const showRun = database.prepare('UPDATE runs SET complete = 1 WHERE id = ?');
  const deleteRun = database.prepare('DELETE FROM runs WHERE id = ?');
  const deleteAbandoned = database.prepare(
    'DELETE FROM runs WHERE scope_id = ? AND complete = 0 AND started_at < ?',
  );

  /** Two runs of one second may draw the same random characters; then they are drawn again. */
  function insertUnderNewId(settings: NewRunSettings, attempt: number): { run: string; runId: number } {
    const run = newRunId(clock.now(), context.randomId());
    try {
      const { out, kind = 'upload', ofRun = null, writeBack = null, ...kept } = settings;
      const made = { kind, ofRun, writeBack: jsonOrNull(writeBack) };
      const values = { ...kept, ...made, run, scopeId, out: out(run), startedAt: stamp(clock) };
      return { run, runId: Number(insertRun.run(values).lastInsertRowid) };
    } catch (thrown) {
      if (isUniqueViolation(thrown) && attempt < idAttempts) return insertUnderNewId(settings, attempt + 1);
      throw thrown;
    }
  }

  function insertHidden(
    settings: NewRunSettings,
    sheets: readonly RunSheet[],
  ): { run: string; runId: number } {
    return inTransaction(context, () => {
      deleteAbandoned.run(scopeId, new Date(clock.now() - abandonedAfterMs).toISOString());
      const started = insertUnderNewId(settings, 1);
      for (const [position, { sheet, headers }] of sheets.entries()) {
        insertSheet.run(started.runId, position, sheet, JSON.stringify(headers));
      }
      return started;
    });
  }

  function insertTakenRow({ runId, positionOf }: Taking, taken: TakenRow): void {
    const { row, restated = null } = taken.entry;
    const cells = JSON.stringify(row.cells);
    insertRow.run(runId, positionOf(row), row.row, cells, jsonOrNull(restated), taken.seq);
  }

  function insertNewLead({ runId }: Taking, taken: NewRunLead): void {
    const { seq, partnerLeadOpportunityId: partnerLeadId, lead, rejection, planned } = taken;
    const state = rejection === null && lead !== null ? 'planned' : 'unsent';
    const { code, message } = rejection ?? { code: null, message: null };
    const { lastInsertRowid: leadId } = insertLead.run({
      runId,
      seq,
      scopeId,
      partnerLeadId,
      state,
      action: planned?.action ?? null,
      dsLeadId: planned?.dsLeadOpportunityId ?? null,
      code,
      message,
    });
    insertValues.run({
      leadId,
      lead: jsonOrNull(lead),
      hash: lead === null ? null : leadHash(lead),
      changes: JSON.stringify(planned?.changes ?? []),
      before: jsonOrNull(planned?.before ?? null),
      update: jsonOrNull(planned?.update ?? null),
    });
  }

  /** A lead comes behind all of its rows, which mostly are in the same batch: these are written once, with the lead that they belong to. */
  function insertBatch(taking: Taking, batch: readonly RunEntry[]): void {
    const { runId, positionOf } = taking;
    const rows = new Map<string, TakenRow>();
    for (const entry of batch) {
      if (entry.kind === 'row') {
        rows.set(placeOf(entry.row), { entry, seq: null });
        continue;
      }
      insertNewLead(taking, entry.lead);
      const { seq } = entry.lead;
      for (const origin of entry.origins) {
        const taken = rows.get(placeOf(origin));
        if (taken === undefined) assignRow.run(seq, runId, positionOf(origin), origin.row);
        else taken.seq = seq;
      }
    }
    for (const taken of rows.values()) insertTakenRow(taking, taken);
  }

  const dropHidden = (runId: number): void => {
    inTransaction(context, () => deleteRun.run(runId));
  };

  async function takeHidden(
    settings: NewRunSettings,
    { sheets, entries }: RunContent,
  ): Promise<{ run: string; runId: number }> {
    const hidden = insertHidden(settings, sheets);
    const positionOf = positionsOf(sheets);
    try {
      for await (const batch of inBatches(entries, entriesPerTransaction)) {
        inTransaction(context, () => insertBatch({ runId: hidden.runId, positionOf }, batch));
      }
      return hidden;
    } catch (thrown) {
      removeQuietly(() => dropHidden(hidden.runId));
      throw thrown;
    }
  }

  return {
    takeHidden,
    dropHidden,
    async startRun(settings: NewRunSettings, content: RunContent): Promise<string> {
      const { run, runId } = await takeHidden(settings, content);
      try {
        inTransaction(context, () => showRun.run(runId));
      } catch (thrown) {
        removeQuietly(() => dropHidden(runId));
        throw thrown;
      }
      return run;
    },
  };
}

function placeOf({ sheet, row }: Origin): string {
  return `${row} ${sheet ?? ''}`;
}

function positionsOf(sheets: readonly RunSheet[]): (origin: Origin) => number {
  const positions = new Map(sheets.map(({ sheet }, position) => [sheet, position]));
  return ({ sheet }) => {
    const position = positions.get(sheet);
    if (position !== undefined) return position;
    throw new Error(`the run was started without the sheet ${sheet ?? '(csv)'}`);
  };
}

/** What cannot be removed now stays hidden and is removed with the abandoned runs; the first failure is the one to tell. */
function removeQuietly(remove: () => void): void {
  try {
    remove();
  } catch (thrown) {
    if (!(thrown instanceof LeadferryError)) throw thrown;
  }
}
