import { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import type { LeadState, Ledger, RunContent, SheetDifference } from '../lead/ledger.js';
import { leadStates, leadWithValues } from './lead-row.js';
import { inTransaction, type LedgerContext } from './ledger-context.js';
import { selectRuns, storedRun } from './run-history.js';
import type { RunIntake } from './run-intake.js';
import { storedCells, storedHeaders } from './stored-values.js';

const leadRow = z.object({
  seq: z.number(),
  partnerLeadId: z.string(),
  hash: z.string().nullable(),
  state: z.enum(leadStates),
  code: z.string().nullable(),
  erasedAt: z.string().nullable(),
});
type LeadRow = z.infer<typeof leadRow>;

/** What becomes of a lead of the sheet that was read again, and the lead of the run that it is. */
interface Pair {
  readonly taken: LeadRow;
  readonly old: LeadRow | null;
}

/** A lead of the run in one of these states has not been sent, or 3DS refused it: it can be taken in its new form. */
const retakable: ReadonlySet<LeadState> = new Set<LeadState>(['planned', 'unsent', 'failed']);
const removedCode = 'LEAD_REMOVED';
const removedMessage = 'The sheet with which the run was resumed no longer has this lead; it was not sent.';

/** Reads the sheet of a run again and puts it in the place of what the run has, lead by lead, by partner lead id and content. */
export function retakeSheet(context: LedgerContext, intake: RunIntake): Pick<Ledger, 'retakeSheet'> {
  const { database, scopeId } = context;
  const settingsOf = database.prepare(`${selectRuns} AND run = ?`);
  const leadsOf = database.prepare(
    `SELECT seq, partner_lead_id AS partnerLeadId, lead_hash AS hash, state, code, erased_at AS erasedAt
     FROM ${leadWithValues} WHERE run_id = ? ORDER BY seq`,
  );

  function pairsOf(runId: number, hiddenId: number): { pairs: readonly Pair[]; gone: readonly LeadRow[] } {
    const old = Map.groupBy(z.array(leadRow).parse(leadsOf.all(runId)), ({ partnerLeadId }) => partnerLeadId);
    const pairs = z
      .array(leadRow)
      .parse(leadsOf.all(hiddenId))
      .map((taken) => ({ taken, old: old.get(taken.partnerLeadId)?.shift() ?? null }));
    return { pairs, gone: [...old.values()].flat() };
  }

  return {
    retakeSheet: async (run, { file }, content: RunContent) => {
      const found = settingsOf.get(scopeId, run);
      if (found === undefined)
        throw new LeadferryError('RUN_NOT_FOUND', `There is no run ${run} of this server and partner.`);
      const { id: runId, out, ofRun: _, writeBack: __, ...settings } = storedRun.parse(found);
      const hidden = await intake.takeHidden({ ...settings, file, out: () => out }, content);
      const { pairs, gone } = pairsOf(runId, hidden.runId);
      return {
        difference: differenceOf(pairs, gone),
        adopt: () => adopt(context, { runId, hiddenId: hidden.runId, file, pairs, gone }),
        discard: () => intake.dropHidden(hidden.runId),
      };
    },
  };
}

function differenceOf(pairs: readonly Pair[], gone: readonly LeadRow[]): SheetDifference {
  const ids = (chosen: readonly { readonly partnerLeadId: string }[]) =>
    chosen.map(({ partnerLeadId }) => partnerLeadId);
  const changedIn = (isMeant: (state: LeadState) => boolean) =>
    ids(
      pairs.flatMap(({ taken, old }) =>
        old !== null && isMeant(old.state) && old.hash !== taken.hash ? [taken] : [],
      ),
    );
  return {
    same: pairs.filter(({ taken, old }) => old?.hash === taken.hash).length,
    changed: changedIn((state) => retakable.has(state)),
    changedSinceDone: changedIn((state) => state === 'done'),
    changedWhileOpen: changedIn((state) => state === 'intent' || state === 'unknown'),
    added: ids(pairs.flatMap(({ taken, old }) => (old === null ? [taken] : []))),
    gone: ids(gone.filter(({ state }) => state === 'planned')),
    restored: ids(
      pairs.flatMap(({ taken, old }) =>
        old !== null && old.erasedAt !== null && (isTakenAnew({ taken, old }) || isRestored({ taken, old }))
          ? [taken]
          : [],
      ),
    ),
  };
}

/** New values, values that were erased, or a lead that had been taken out of the sheet and is back. */
function isTakenAnew({ taken, old }: Pair): boolean {
  if (old === null || !retakable.has(old.state)) return false;
  if (old.hash !== taken.hash || old.code === removedCode) return true;
  return old.erasedAt !== null && old.state !== 'failed';
}

/** A lead with an open request gets its erased values back, to be compared with 3DS by; they are those that were sent. */
function isRestored({ taken, old }: Pair): boolean {
  if (old === null || old.erasedAt === null || old.hash !== taken.hash) return false;
  return old.state === 'intent' || old.state === 'unknown';
}

interface Adoption {
  readonly runId: number;
  readonly hiddenId: number;
  readonly file: string;
  readonly pairs: readonly Pair[];
  readonly gone: readonly LeadRow[];
}

function adopt(context: LedgerContext, adoption: Adoption): void {
  inTransaction(context, () => {
    context.database.pragma('defer_foreign_keys = ON');
    const seqOf = adoptLeads(context, adoption);
    const carried = rowsOfGone(context, adoption);
    moveSheets(context, adoption, seqOf);
    appendRows(context, adoption.runId, carried);
    context.database.prepare('DELETE FROM runs WHERE id = ?').run(adoption.hiddenId);
    context.database.prepare('UPDATE runs SET file = ? WHERE id = ?').run(adoption.file, adoption.runId);
  });
}

/** Returns the place in the run of each lead of the sheet that was read again, by its place in that sheet. */
function adoptLeads(
  { database }: LedgerContext,
  { runId, hiddenId, pairs, gone }: Adoption,
): ReadonlyMap<number, number> {
  const places = `(SELECT id FROM leads WHERE run_id = :hiddenId AND seq = :taken) AS taken_id,
    (SELECT id FROM leads WHERE run_id = :runId AND seq = :seq) AS own_id`;
  const retake = database.prepare(
    `UPDATE leads SET state = taken.state, code = taken.code,
       message = taken.message, action = NULL, sent_as = NULL,
       kept_json = '[]', read_back_json = NULL, trace_id = NULL, erased_at = NULL,
       attempts = CASE WHEN leads.state = 'failed' THEN 0 ELSE leads.attempts END,
       creates = CASE WHEN leads.state = 'failed' THEN 0 ELSE leads.creates END
     FROM leads AS taken WHERE taken.run_id = :hiddenId AND taken.seq = :taken AND leads.run_id = :runId AND leads.seq = :seq`,
  );
  const retakeValues = database.prepare(
    `UPDATE lead_values SET lead_json = taken.lead_json, lead_hash = taken.lead_hash, changes_json = '[]', before_json = NULL,
       update_json = NULL, sent_json = NULL
     FROM (SELECT ${places}) JOIN lead_values AS taken ON taken.lead_id = taken_id WHERE lead_values.lead_id = own_id`,
  );
  const move = database.prepare(
    'UPDATE leads SET run_id = :runId, seq = :seq WHERE run_id = :hiddenId AND seq = :taken',
  );
  const restore = database.prepare('UPDATE leads SET erased_at = NULL WHERE run_id = :runId AND seq = :seq');
  const restoreValues = database.prepare(
    `UPDATE lead_values SET lead_json = taken.lead_json
     FROM (SELECT ${places}) JOIN lead_values AS taken ON taken.lead_id = taken_id WHERE lead_values.lead_id = own_id`,
  );
  const withhold = database.prepare(
    "UPDATE leads SET state = 'unsent', code = ?, message = ? WHERE run_id = ? AND seq = ? AND state = 'planned'",
  );
  const stepsFor = (pair: Pair) => {
    if (pair.old === null) return [move];
    if (isTakenAnew(pair)) return [retake, retakeValues];
    return isRestored(pair) ? [restore, restoreValues] : [];
  };
  const lastSeq = database.prepare('SELECT coalesce(max(seq), -1) FROM leads WHERE run_id = ?').pluck();
  let next = Number(lastSeq.get(runId)) + 1;
  const seqOf = new Map<number, number>();
  for (const pair of pairs) {
    const { taken, old } = pair;
    const seq = old?.seq ?? next++;
    seqOf.set(taken.seq, seq);
    for (const step of stepsFor(pair)) step.run({ runId, hiddenId, taken: taken.seq, seq });
  }
  for (const { seq } of gone) withhold.run(removedCode, removedMessage, runId, seq);
  return seqOf;
}

/** A row of a lead that is no longer in the sheet, by header, so that it finds its cells' columns in the new one. */
interface CarriedRow {
  readonly sheet: string | null;
  readonly seq: number;
  readonly cells: ReadonlyMap<string, z.infer<typeof storedCells>[number]>;
}

const goneRow = z.object({
  sheet: z.string().nullable(),
  headers: storedHeaders,
  seq: z.number(),
  cells: storedCells,
});

function rowsOfGone({ database }: LedgerContext, { runId, gone }: Adoption): readonly CarriedRow[] {
  const select = database.prepare(
    `SELECT sheets.sheet AS sheet, sheets.headers_json AS headers, rows.seq AS seq, rows.cells_json AS cells
     FROM rows JOIN sheets ON sheets.run_id = rows.run_id AND sheets.position = rows.sheet_position
     WHERE rows.run_id = ? AND rows.seq IN (SELECT value FROM json_each(?)) ORDER BY rows.sheet_position, rows.row`,
  );
  const found = select.all(runId, JSON.stringify(gone.map(({ seq }) => seq)));
  return z
    .array(goneRow)
    .parse(found)
    .map(({ headers, cells, ...row }) => ({
      ...row,
      cells: new Map(headers.map((header, index) => [header, cells[index] ?? ''])),
    }));
}

function moveSheets(
  { database }: LedgerContext,
  { runId, hiddenId }: Adoption,
  seqOf: ReadonlyMap<number, number>,
): void {
  database.prepare('DELETE FROM sheets WHERE run_id = ?').run(runId);
  database.prepare('UPDATE sheets SET run_id = ? WHERE run_id = ?').run(runId, hiddenId);
  database
    .prepare(
      `UPDATE rows SET run_id = :runId, seq = (SELECT value FROM json_each(:seqs) WHERE key = CAST(rows.seq AS TEXT))
       WHERE run_id = :hiddenId`,
    )
    .run({ runId, hiddenId, seqs: JSON.stringify(Object.fromEntries(seqOf)) });
}

const sheetRow = z.object({ position: z.number(), sheet: z.string().nullable(), headers: storedHeaders });

function appendRows({ database }: LedgerContext, runId: number, carried: readonly CarriedRow[]): void {
  const sheets = z
    .array(sheetRow)
    .parse(
      database
        .prepare(
          'SELECT position, sheet, headers_json AS headers FROM sheets WHERE run_id = ? ORDER BY position',
        )
        .all(runId),
    );
  const insert = database.prepare(
    `INSERT INTO rows (run_id, sheet_position, row, cells_json, seq)
     SELECT :runId, :position, coalesce(max(row), 0) + 1, :cells, :seq FROM rows WHERE run_id = :runId AND sheet_position = :position`,
  );
  for (const { sheet, seq, cells } of carried) {
    const target = sheets.find((one) => one.sheet === sheet) ?? sheets[0];
    if (target === undefined) continue;
    const { position, headers } = target;
    insert.run({
      runId,
      position,
      seq,
      cells: JSON.stringify(headers.map((header) => cells.get(header) ?? '')),
    });
  }
}
