import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import type { Erasure, ErasureResult } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { ledgerPath } from './ledger-path.js';
import { mentions } from './mention.js';
import { openDatabase } from './open-database.js';
import { unpackedText } from './packed-copy.js';
import { claimedBy } from './run-lock.js';

/** Every column of each table that may hold something of a person, with what stays in its place. */
export const erasedColumns = {
  leads: { kept_json: "'[]'", read_back_json: 'NULL', message: 'NULL', sent_as: 'NULL' },
  lead_values: {
    lead_json: 'NULL',
    changes_json: "'[]'",
    before_json: 'NULL',
    update_json: 'NULL',
    sent_json: 'NULL',
    seen_json: 'NULL',
  },
  rows: { cells_json: "'[]'", restated_json: 'NULL' },
  known_leads: { last_sent_json: 'NULL', last_seen_json: 'NULL' },
  // A lead of an export that was stopped; it is read again when the export goes on.
  export_leads: { lead_json: 'NULL', message: 'NULL', state: "'found'" },
  lead_copies: { copy_json: 'NULL' },
} as const;

const selectionTables = `
  CREATE TEMP TABLE IF NOT EXISTS erased_leads (run_id INTEGER, seq INTEGER, PRIMARY KEY (run_id, seq));
  CREATE TEMP TABLE IF NOT EXISTS erased_rows (run_id INTEGER, sheet_position INTEGER, row INTEGER, PRIMARY KEY (run_id, sheet_position, row));
  CREATE TEMP TABLE IF NOT EXISTS erased_known (scope_id INTEGER, partner_lead_id TEXT, PRIMARY KEY (scope_id, partner_lead_id));
  CREATE TEMP TABLE IF NOT EXISTS erased_exported (export_id INTEGER, position INTEGER, PRIMARY KEY (export_id, position));
  CREATE TEMP TABLE IF NOT EXISTS erased_copies (span_id INTEGER PRIMARY KEY);
  DELETE FROM erased_leads; DELETE FROM erased_rows; DELETE FROM erased_known; DELETE FROM erased_exported; DELETE FROM erased_copies;`;

const rowsOfLeads = `INSERT OR IGNORE INTO erased_rows SELECT rows.run_id, rows.sheet_position, rows.row FROM rows
  JOIN erased_leads ON erased_leads.run_id = rows.run_id AND erased_leads.seq = rows.seq WHERE rows.cells_json <> '[]'`;
const meantLeads = `SELECT partner_lead_id FROM leads WHERE ds_lead_id = :value
  UNION SELECT partner_lead_id FROM known_leads WHERE ds_lead_id = :value
  UNION SELECT partner_lead_id FROM lead_spans WHERE ds_lead_id = :value UNION SELECT :value`;
const keptSpans = `SELECT id FROM lead_spans JOIN lead_copies ON span_id = id WHERE copy_json IS NOT NULL`;
const copiesOfLeads = `INSERT INTO erased_copies ${keptSpans} AND ds_lead_id IN
  (SELECT ds_lead_id FROM lead_spans WHERE partner_lead_id IN (${meantLeads}) UNION SELECT :value)`;
const oldRuns = 'SELECT id FROM runs WHERE coalesce(ended_at, started_at) < :value';
const anyMentioned = (table: keyof typeof erasedColumns): string =>
  Object.keys(erasedColumns[table])
    .map((column) => `mentions(:value, ${column})`)
    .join(' OR ');
const exported =
  'INSERT INTO erased_exported SELECT export_id, position FROM export_leads WHERE (lead_json IS NOT NULL OR message IS NOT NULL) AND';
const isKept = `(last_sent_json IS NOT NULL OR last_seen_json IS NOT NULL)`;

/** What fills the selection; `:value` is the id, the address or the moment. */
const selections = {
  lead: [
    `INSERT INTO erased_leads SELECT run_id, seq FROM leads WHERE erased_at IS NULL AND partner_lead_id IN (${meantLeads})`,
    rowsOfLeads,
    `INSERT INTO erased_known SELECT scope_id, partner_lead_id FROM known_leads WHERE ${isKept} AND partner_lead_id IN (${meantLeads})`,
    `${exported} (ds_lead_id = :value OR partner_lead_id IN (${meantLeads}))`,
    copiesOfLeads,
  ],
  email: [
    `INSERT INTO erased_rows SELECT run_id, sheet_position, row FROM rows WHERE ${anyMentioned('rows')}`,
    `INSERT INTO erased_leads SELECT run_id, seq FROM leads WHERE erased_at IS NULL AND (${anyMentioned('leads')}
       OR id IN (SELECT lead_id FROM lead_values WHERE ${anyMentioned('lead_values')})
       OR (run_id, seq) IN (SELECT rows.run_id, rows.seq FROM rows JOIN erased_rows USING (run_id, sheet_position, row)))`,
    rowsOfLeads,
    `INSERT INTO erased_known SELECT scope_id, partner_lead_id FROM known_leads WHERE ${anyMentioned('known_leads')}`,
    `${exported} (${anyMentioned('export_leads')})`,
    `INSERT INTO erased_copies ${keptSpans} AND mentions(:value, unpacked(copy_json))`,
  ],
  age: [
    `INSERT INTO erased_leads SELECT run_id, seq FROM leads WHERE erased_at IS NULL AND run_id IN (${oldRuns})`,
    `INSERT INTO erased_rows SELECT run_id, sheet_position, row FROM rows WHERE cells_json <> '[]' AND run_id IN (${oldRuns})`,
    `INSERT INTO erased_known SELECT scope_id, partner_lead_id FROM known_leads WHERE ${isKept} AND noted_at < :value`,
    `${exported} export_id IN (SELECT id FROM exports WHERE stepped_at < :value)`,
    `INSERT INTO erased_copies ${keptSpans} AND confirmed_at < :value`,
  ],
} as const satisfies Record<Erasure['by'], readonly string[]>;

const mostListed = 1_000;

const runsOfSelection = `SELECT runs.id AS runId, runs.run AS run, runs.out AS out,
    EXISTS (SELECT 1 FROM leads JOIN erased_leads USING (run_id, seq)
      WHERE run_id = runs.id AND state IN ('planned', 'intent', 'unknown')) AS unfinished
  FROM runs WHERE id IN (SELECT run_id FROM erased_leads UNION SELECT run_id FROM erased_rows) ORDER BY run DESC`;
const idsOfSelection = `SELECT DISTINCT partner_lead_id FROM
  (SELECT partner_lead_id FROM leads JOIN erased_leads USING (run_id, seq) UNION SELECT partner_lead_id FROM erased_known
    UNION SELECT coalesce(nullif(partner_lead_id, ''), ds_lead_id) FROM export_leads JOIN erased_exported USING (export_id, position)
    UNION SELECT coalesce(nullif(partner_lead_id, ''), ds_lead_id) FROM lead_spans JOIN erased_copies ON span_id = id)
  ORDER BY partner_lead_id LIMIT ${mostListed}`;
const countsOfSelection = `SELECT (SELECT count(*) FROM erased_leads) AS leads, (SELECT count(*) FROM erased_rows) AS rows,
  (SELECT count(*) FROM erased_known) AS lastSent,
  (SELECT count(*) FROM erased_copies) + (SELECT count(*) FROM erased_exported) AS copies`;

const runRows = z.array(
  z.object({ runId: z.number(), run: z.string(), out: z.string(), unfinished: z.number() }),
);
const countRow = z.object({ leads: z.number(), rows: z.number(), lastSent: z.number(), copies: z.number() });

interface ErasureContext {
  readonly database: Database.Database;
  readonly path: string;
  readonly clock: Clock;
}

/**
 * Erases values of all servers and partners of a ledger, so that no byte of them stays in its files; ids, hashes and outcomes stay.
 * Throws RUN_IN_USE where a run of them is under way; by age such a run is left out.
 */
export function eraseValues(
  context: ErasureContext,
  erasure: Erasure,
  { dryRun }: { readonly dryRun: boolean },
): ErasureResult {
  const { database, path, clock } = context;
  const erase = database.transaction(() => {
    const selected = select(context, erasure);
    if (!dryRun) overwriteSelection(database, new Date(clock.now()).toISOString());
    return selected;
  });
  const selected = guarded(path, () => {
    database.pragma('temp_store = MEMORY');
    database.function('mentions', { deterministic: true }, mentions);
    database.function('unpacked', { deterministic: true }, unpackedText);
    database.exec(selectionTables);
    return erase.immediate();
  });
  const { leads, rows, lastSent, copies } = selected.erased;
  const isNothing = dryRun || leads + rows + lastSent + copies === 0;
  return { ...selected, overwritten: isNothing || rewriteFiles(database) };
}

/** As eraseValues, for the ledger of a state folder, whatever server and partner are chosen. */
export function eraseFromState(
  { stateDir, clock }: { readonly stateDir: string; readonly clock: Clock },
  erasure: Erasure,
  options: { readonly dryRun: boolean },
): ErasureResult {
  const path = ledgerPath(stateDir);
  const openedAt = new Date(clock.now()).toISOString();
  const database = openDatabase(stateDir, { openedAt, busyTimeoutMs: 5_000 });
  try {
    return eraseValues({ database, path, clock }, erasure, options);
  } finally {
    database.close();
  }
}

function select({ database, path }: ErasureContext, erasure: Erasure): Omit<ErasureResult, 'overwritten'> {
  const value = erasureValue(erasure);
  for (const statement of selections[erasure.by]) database.prepare(statement).run({ value });
  for (const { run, runId } of runRows.parse(database.prepare(runsOfSelection).all())) {
    const holder = claimedBy({ database, path }, runId);
    if (holder === null) continue;
    if (erasure.by !== 'age') throw stillUnderWay(run, holder);
    for (const table of ['erased_leads', 'erased_rows']) {
      database.prepare(`DELETE FROM ${table} WHERE run_id = ?`).run(runId);
    }
  }
  const runs = runRows.parse(database.prepare(runsOfSelection).all());
  return {
    erased: countRow.parse(database.prepare(countsOfSelection).get()),
    leads: z.array(z.string()).parse(database.prepare(idsOfSelection).pluck().all()),
    runs: runs.map(({ run, out }) => ({ run, out })),
    unfinished: runs.filter(({ unfinished }) => unfinished > 0).map(({ run }) => run),
  };
}

function erasureValue(erasure: Erasure): string {
  switch (erasure.by) {
    case 'lead':
      return erasure.id;
    case 'email':
      return erasure.address;
    case 'age':
      return erasure.before;
  }
}

/** Which rows of each table are among the selection. */
const selectedRows = {
  leads: '(run_id, seq) IN (SELECT run_id, seq FROM erased_leads)',
  lead_values: 'lead_id IN (SELECT id FROM leads JOIN erased_leads USING (run_id, seq))',
  rows: '(run_id, sheet_position, row) IN (SELECT run_id, sheet_position, row FROM erased_rows)',
  known_leads: '(scope_id, partner_lead_id) IN (SELECT scope_id, partner_lead_id FROM erased_known)',
  export_leads: '(export_id, position) IN (SELECT export_id, position FROM erased_exported)',
  lead_copies: 'span_id IN (SELECT span_id FROM erased_copies)',
} as const satisfies Record<keyof typeof erasedColumns, string>;

function overwriteSelection(database: Database.Database, erasedAt: string): void {
  database.prepare(`UPDATE leads SET erased_at = ? WHERE ${selectedRows.leads}`).run(erasedAt);
  for (const [table, columns] of Object.entries(erasedColumns)) {
    const emptied = Object.entries(columns).map(([column, empty]) => `${column} = ${empty}`);
    const rows: Readonly<Record<string, string>> = selectedRows;
    database.prepare(`UPDATE ${table} SET ${emptied.join(', ')} WHERE ${rows[table]}`).run();
  }
}

/**
 * What was erased is zeroed already (secure_delete); writing the file anew takes what older versions left in it, and cutting the log takes the
 * pages from before. False where another process reads the ledger meanwhile, so that the log cannot be cut yet.
 */
function rewriteFiles(database: Database.Database): boolean {
  try {
    database.exec('VACUUM');
    const [state] = z
      .array(z.object({ busy: z.number() }))
      .parse(database.pragma('wal_checkpoint(TRUNCATE)'));
    return state?.busy === 0;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_BUSY') return false;
    throw thrown;
  }
}

function stillUnderWay(run: string, holder: string): LeadferryError {
  return new LeadferryError(
    'RUN_IN_USE',
    `Run ${run} has values of this lead, and ${holder} is working on it. Nothing was erased.`,
    { next: 'Wait until that process has ended, then run the command again.' },
  );
}
