/**
 * The step that puts what changes with each request apart from the values of a lead, so that an intent or an outcome writes a hundred bytes and
 * not all that the sheet says of it, and that keeps what was sent once: see docs/decisions/speed.md.
 */
export const splitLeads = `
  ALTER TABLE leads RENAME TO whole_leads;
  CREATE TABLE leads (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    partner_lead_id TEXT NOT NULL,
    state TEXT NOT NULL,
    action TEXT,
    ds_lead_id TEXT,
    -- What the open or last request carried: sheet is lead_json without the 3DS id, update is update_json, NULL is sent_json.
    sent_as TEXT,
    sent_at_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Creates that may have made the lead.
    creates INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    message TEXT,
    trace_id TEXT,
    kept_json TEXT NOT NULL DEFAULT '[]',
    read_back_json TEXT,
    erased_at TEXT,
    UNIQUE (run_id, seq)
  ) STRICT;
  INSERT INTO leads (id, run_id, seq, scope_id, partner_lead_id, state, action, ds_lead_id, sent_at_ms, attempts, creates, code, message,
      trace_id, kept_json, read_back_json, erased_at)
    SELECT rowid, run_id, seq, scope_id, partner_lead_id, state, action, ds_lead_id, sent_at_ms, attempts, creates, code, message,
      trace_id, kept_json, read_back_json, erased_at FROM whole_leads;
  CREATE TABLE lead_values (
    lead_id INTEGER PRIMARY KEY REFERENCES leads (id) ON DELETE CASCADE,
    lead_json TEXT,
    -- The hash of lead_json, which stays when the values are erased.
    lead_hash TEXT,
    changes_json TEXT NOT NULL DEFAULT '[]',
    before_json TEXT,
    update_json TEXT,
    seen_json TEXT,
    sent_json TEXT
  ) STRICT;
  INSERT INTO lead_values SELECT rowid, lead_json, lead_hash, changes_json, before_json, update_json, seen_json, sent_json FROM whole_leads;
  DROP TABLE whole_leads;
  -- A lead has one open request over all runs.
  CREATE UNIQUE INDEX one_open_intent ON leads (scope_id, partner_lead_id) WHERE state IN ('intent', 'unknown');
  CREATE INDEX open_by_ds_lead_id ON leads (scope_id, ds_lead_id) WHERE state IN ('intent', 'unknown') AND ds_lead_id IS NOT NULL;
  CREATE INDEX leads_by_partner_id ON leads (scope_id, partner_lead_id);
  -- 1: the lead as last seen is what was sent last, under ds_lead_id; last_seen_json is not written then.
  ALTER TABLE known_leads ADD COLUMN seen_as_sent INTEGER NOT NULL DEFAULT 0;
  `;
