import type Database from 'better-sqlite3';
import { ledgerUnusable } from './database-error.js';
import { splitLeads } from './split-leads.js';

/**
 * The steps by which the ledger's tables came to be, oldest first; a released step is never edited. Step n makes schema version n.
 * Columns that end in _json hold values of src/lead as JSON; stamps end in _at and are ISO date-times in UTC.
 */
const migrations = [
  `
  CREATE TABLE scopes (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    UNIQUE (origin, partner_id)
  ) STRICT;

  -- complete = 0 while the sheet is still being taken in; such a run is invisible.
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL UNIQUE,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    file TEXT NOT NULL,
    out TEXT NOT NULL,
    mode TEXT NOT NULL,
    lists TEXT NOT NULL,
    api_version TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    complete INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX runs_of_scope ON runs (scope_id, complete, run);

  CREATE TABLE sheets (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sheet TEXT,
    headers_json TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE rows (
    run_id INTEGER NOT NULL,
    sheet_position INTEGER NOT NULL,
    row INTEGER NOT NULL,
    cells_json TEXT NOT NULL,
    seq INTEGER,
    PRIMARY KEY (run_id, sheet_position, row),
    FOREIGN KEY (run_id, sheet_position) REFERENCES sheets (run_id, position) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE leads (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    partner_lead_id TEXT NOT NULL,
    lead_json TEXT,
    state TEXT NOT NULL,
    action TEXT,
    changes_json TEXT NOT NULL DEFAULT '[]',
    before_json TEXT,
    update_json TEXT,
    ds_lead_id TEXT,
    sent_json TEXT,
    sent_at_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    message TEXT,
    trace_id TEXT,
    PRIMARY KEY (run_id, seq)
  ) STRICT;
  CREATE INDEX leads_by_state ON leads (run_id, state, seq);
  -- A lead has one open request over all runs.
  CREATE UNIQUE INDEX one_open_intent ON leads (scope_id, partner_lead_id) WHERE state IN ('intent', 'unknown');

  CREATE TABLE known_leads (
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    partner_lead_id TEXT NOT NULL,
    ds_lead_id TEXT NOT NULL,
    last_sent_json TEXT,
    PRIMARY KEY (scope_id, partner_lead_id)
  ) STRICT;

  CREATE TABLE catalogues (
    scope_id INTEGER PRIMARY KEY REFERENCES scopes (id),
    saved_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE catalogue_items (
    scope_id INTEGER NOT NULL REFERENCES catalogues (scope_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    item_json TEXT NOT NULL,
    PRIMARY KEY (scope_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE reference_lists (
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (scope_id, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reference_entries (
    scope_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    name TEXT,
    PRIMARY KEY (scope_id, kind, position),
    FOREIGN KEY (scope_id, kind) REFERENCES reference_lists (scope_id, kind) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE rows ADD COLUMN restated_json TEXT;
  `,
  `
  -- What the processes of a scope share of the rate. Stamps that end in _ms are monotonic, counted from the start of the machine.
  CREATE TABLE rate_paces (
    scope_id INTEGER PRIMARY KEY REFERENCES scopes (id),
    rate REAL NOT NULL,
    seen_ms REAL NOT NULL,
    raised_ms REAL NOT NULL,
    halved_ms REAL NOT NULL,
    paused_until_ms REAL NOT NULL,
    least_rps REAL NOT NULL,
    least_seen_ms REAL NOT NULL
  ) STRICT;
  -- One row for each request that was sent within the last second or has the right to be sent.
  CREATE TABLE rate_slots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    stamped_ms REAL NOT NULL,
    free_ms REAL NOT NULL,
    sent INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX rate_slots_by_time ON rate_slots (scope_id, free_ms);
  `,
  `
  -- upload, retry and undo; of_run is the run that a retry or an undo was made from.
  ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'upload';
  ALTER TABLE runs ADD COLUMN of_run TEXT;
  ALTER TABLE runs ADD COLUMN write_back_json TEXT;
  -- The hash of lead_json, which stays when the values are erased.
  ALTER TABLE leads ADD COLUMN lead_hash TEXT;
  ALTER TABLE leads ADD COLUMN erased_at TEXT;
  -- Creates that may have made the lead.
  ALTER TABLE leads ADD COLUMN creates INTEGER NOT NULL DEFAULT 0;
  -- What an undo left as it is: field, what 3DS holds, what would have been put back.
  ALTER TABLE leads ADD COLUMN kept_json TEXT NOT NULL DEFAULT '[]';
  UPDATE leads SET creates = 1 WHERE action = 'create' AND attempts > 0;
  CREATE INDEX leads_by_partner_id ON leads (scope_id, partner_lead_id);
  ALTER TABLE known_leads ADD COLUMN noted_at TEXT;
  UPDATE known_leads SET noted_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
  -- Who works on a run. The row names the process; whether it is alive, its lock file says.
  CREATE TABLE run_locks (
    run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    since_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- The lead as 3DS showed it when sheet and 3DS last agreed: what tells a change made at 3DS from one made in the sheet.
  ALTER TABLE known_leads ADD COLUMN last_seen_json TEXT;
  -- What 3DS held where it differed from what was sent, after the lead was read back.
  ALTER TABLE leads ADD COLUMN read_back_json TEXT;
  -- What becomes the lead as last seen once its update is at 3DS.
  ALTER TABLE leads ADD COLUMN seen_json TEXT;
  ALTER TABLE runs ADD COLUMN on_conflict TEXT NOT NULL DEFAULT 'skip';
  ALTER TABLE runs ADD COLUMN unclaimed TEXT NOT NULL DEFAULT 'off';
  -- The hash of the plan file that the run applies.
  ALTER TABLE runs ADD COLUMN plan_hash TEXT;
  `,
  `
  -- Exports of leads, so that one that was stopped can be gone on with. criteria is a hash of what was asked for.
  CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    criteria TEXT NOT NULL,
    from_at TEXT,
    to_at TEXT,
    started_at TEXT NOT NULL,
    stepped_at TEXT NOT NULL,
    searched INTEGER NOT NULL DEFAULT 0,
    ended_at TEXT,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    since_at TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX one_open_export ON exports (scope_id, criteria) WHERE ended_at IS NULL;
  CREATE TABLE export_windows (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    from_at TEXT,
    to_at TEXT,
    found INTEGER NOT NULL,
    new_ids INTEGER NOT NULL,
    searched_at TEXT NOT NULL,
    PRIMARY KEY (export_id, position)
  ) STRICT, WITHOUT ROWID;
  -- state is found, fetched, out-of-scope or failed; the rows go when the export has ended.
  CREATE TABLE export_leads (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    ds_lead_id TEXT NOT NULL,
    window INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'found',
    partner_lead_id TEXT,
    code TEXT,
    trace_id TEXT,
    message TEXT,
    lead_json TEXT,
    PRIMARY KEY (export_id, position),
    UNIQUE (export_id, ds_lead_id)
  ) STRICT;
  -- Everything that was modified within [from_at, until_at) was brought by incremental exports of these criteria.
  CREATE TABLE export_watermarks (
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    criteria TEXT NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT NOT NULL,
    moved_at TEXT NOT NULL,
    PRIMARY KEY (scope_id, criteria)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What 3DS showed of each lead over time. A span: the lead was first read so (seen_at) and last read so (confirmed_at); gone = 1: it was no
  -- longer in scope. The copy stands apart, so that confirming many spans writes few pages.
  CREATE TABLE lead_spans (
    id INTEGER PRIMARY KEY,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    ds_lead_id TEXT NOT NULL,
    partner_lead_id TEXT,
    seen_at TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    gone INTEGER NOT NULL,
    digest BLOB NOT NULL,
    UNIQUE (scope_id, ds_lead_id, seen_at)
  ) STRICT;
  CREATE INDEX lead_spans_by_partner_id ON lead_spans (partner_lead_id);
  -- copy_json is deflated (packed-copy.ts); NULL once it was erased.
  CREATE TABLE lead_copies (
    span_id INTEGER PRIMARY KEY REFERENCES lead_spans (id) ON DELETE CASCADE,
    copy_json BLOB
  ) STRICT;
  -- The exports that read many leads: the points of the history.
  CREATE TABLE lead_readings (
    id INTEGER PRIMARY KEY,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    criteria TEXT NOT NULL,
    leads INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lead_readings_by_end ON lead_readings (scope_id, ended_at);
  `,
  `
  -- A lead of 3DS has one open request too, whatever partner lead id it is meant to get.
  CREATE INDEX open_by_ds_lead_id ON leads (scope_id, ds_lead_id) WHERE state IN ('intent', 'unknown');
  `,
  splitLeads,
] as const satisfies readonly string[];

/** The schema version that this program writes. */
export const schemaVersion: number = migrations.length;

/** Brings the tables to `schemaVersion`, each step in one transaction. Refuses a ledger of a newer leadferry. */
export function migrate(database: Database.Database, options: { path: string; appliedAt: string }): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT',
  );
  const current = () =>
    Number(database.prepare('SELECT coalesce(max(version), 0) FROM migrations').pluck().get());
  if (current() > schemaVersion) {
    throw ledgerUnusable(
      options.path,
      `it has schema version ${current()}, and this leadferry knows versions up to ${schemaVersion}`,
      { next: 'Use the newer leadferry that wrote it, or another state folder with --state-dir.' },
    );
  }
  if (current() === schemaVersion) return;
  const note = database.prepare('INSERT INTO migrations (version, applied_at) VALUES (?, ?)');
  // Immediate, so that of two processes that start at once the second waits and then finds the work done.
  database
    .transaction(() => {
      for (const [index, step] of migrations.entries()) {
        if (index < current()) continue;
        database.exec(step);
        note.run(index + 1, options.appliedAt);
      }
    })
    .immediate();
}
