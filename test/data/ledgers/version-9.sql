PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT;
INSERT INTO migrations VALUES(1,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(2,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(3,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(4,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(5,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(6,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(7,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(8,'2026-11-21T18:45:02.000Z');
INSERT INTO migrations VALUES(9,'2026-11-21T18:45:02.000Z');
CREATE TABLE scopes (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    UNIQUE (origin, partner_id)
  ) STRICT;
INSERT INTO scopes VALUES(1,'http://127.0.0.1:4010','200000000014442');
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
  , kind TEXT NOT NULL DEFAULT 'upload', of_run TEXT, write_back_json TEXT, on_conflict TEXT NOT NULL DEFAULT 'skip', unclaimed TEXT NOT NULL DEFAULT 'off', plan_hash TEXT) STRICT;
INSERT INTO runs VALUES(1,'20261121-184502-r1',1,'leads.csv','/results/leadferry-20261121-184502-r1','upsert','keep','v1','2026-11-21T18:45:02.000Z',NULL,1,'upload',NULL,NULL,'skip','off',NULL);
CREATE TABLE sheets (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sheet TEXT,
    headers_json TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
  ) STRICT, WITHOUT ROWID;
INSERT INTO sheets VALUES(1,0,NULL,'["Partner lead id","Lead name"]');
CREATE TABLE rows (
    run_id INTEGER NOT NULL,
    sheet_position INTEGER NOT NULL,
    row INTEGER NOT NULL,
    cells_json TEXT NOT NULL,
    seq INTEGER, restated_json TEXT,
    PRIMARY KEY (run_id, sheet_position, row),
    FOREIGN KEY (run_id, sheet_position) REFERENCES sheets (run_id, position) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
INSERT INTO "rows" VALUES(1,0,2,'["A-1","Lead A-1 Zürich"]',0,NULL);
INSERT INTO "rows" VALUES(1,0,3,'["A-2","Lead A-2 Zürich"]',1,NULL);
INSERT INTO "rows" VALUES(1,0,4,'["A-3","Lead A-3 Zürich"]',2,NULL);
INSERT INTO "rows" VALUES(1,0,5,'["A-4","Lead A-4 Zürich"]',3,NULL);
INSERT INTO "rows" VALUES(1,0,6,'["A-5","Lead A-5 Zürich"]',4,NULL);
INSERT INTO "rows" VALUES(1,0,7,'["A-6","Lead A-6 Zürich"]',5,NULL);
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
    trace_id TEXT, lead_hash TEXT, erased_at TEXT, creates INTEGER NOT NULL DEFAULT 0, kept_json TEXT NOT NULL DEFAULT '[]', read_back_json TEXT, seen_json TEXT,
    PRIMARY KEY (run_id, seq)
  ) STRICT;
INSERT INTO leads VALUES(1,0,1,'A-1','{"partnerLeadOpportunityId":"A-1","dsLeadOpportunityId":null,"leadOpportunity":{"name":"Lead A-1 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','done','create','[]',NULL,NULL,'DS-1','{"partnerLeadOpportunityId":"A-1","leadOpportunity":{"name":"Lead A-1 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}',1795286702000,1,NULL,NULL,'t-1','2a12480c75388c4e4efe62d9c62cd2b62e53df15d547ee061efa4085b630ea58',NULL,1,'[]',NULL,NULL);
INSERT INTO leads VALUES(1,1,1,'A-2','{"partnerLeadOpportunityId":"A-2","dsLeadOpportunityId":null,"leadOpportunity":{"name":"Lead A-2 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','done','update','[{"field":"leadOpportunity.name","from":"Old name","to":"Lead A-2 Zürich"}]','{"partnerLeadOpportunityId":"A-2","dsLeadOpportunityId":"DS-2","leadOpportunity":{"name":"Old name","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','{"partnerLeadOpportunityId":"A-2","leadOpportunity":{"name":"Lead A-2 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','DS-2','{"partnerLeadOpportunityId":"A-2","leadOpportunity":{"name":"Lead A-2 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}',1795286702000,1,'READ_BACK_DIFFERS',NULL,NULL,'ce21359fc799f8fbefc6157ee5fac6a900140fb4cf802da2d673e75ae790afbb',NULL,0,'[]','[{"field":"leadOpportunity.name","sent":"x","held":"y"}]','{"partnerLeadOpportunityId":"A-2","dsLeadOpportunityId":"DS-2","leadOpportunity":{"name":"Lead A-2 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}');
INSERT INTO leads VALUES(1,2,1,'A-3','{"partnerLeadOpportunityId":"A-3","dsLeadOpportunityId":null,"leadOpportunity":{"name":"Lead A-3 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','unknown','create','[]',NULL,NULL,NULL,'{"partnerLeadOpportunityId":"A-3","leadOpportunity":{"name":"Lead A-3 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}',1795286702000,1,'TIMEOUT','no answer within 30 s','trace-1','d227539e1a336ba935f502a0bb58dd91a8ec2254443e57a78ad4d070704923f3',NULL,1,'[]',NULL,NULL);
INSERT INTO leads VALUES(1,3,1,'A-4','{"partnerLeadOpportunityId":"A-4","dsLeadOpportunityId":null,"leadOpportunity":{"name":"Lead A-4 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','intent','create','[]',NULL,NULL,NULL,'{"partnerLeadOpportunityId":"A-4","leadOpportunity":{"name":"Lead A-4 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}',1795286702000,1,NULL,NULL,NULL,'28288b05e96594bd553cdaef7de3efd3c785bf7f9809df4a0ecd68dc27a3f501',NULL,1,'[]',NULL,NULL);
INSERT INTO leads VALUES(1,4,1,'A-5','{"partnerLeadOpportunityId":"A-5","dsLeadOpportunityId":null,"leadOpportunity":{"name":"Lead A-5 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','planned','create','[]',NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,'d631f4bc510d2f813a0ac101d599e7df163acf443ae7dd0bf84d06cabc0ce20d',NULL,0,'[]',NULL,NULL);
INSERT INTO leads VALUES(1,5,1,'A-6','{"partnerLeadOpportunityId":"A-6","dsLeadOpportunityId":null,"leadOpportunity":{"name":"Lead A-6 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','unsent','blocked','[]',NULL,NULL,NULL,NULL,NULL,0,'LEAD_EXISTS','it is there',NULL,'2c526d07bd63ae1ea2cf1d963c564699b851e24493cccdbbdda542c3dfd92ae2',NULL,0,'[]',NULL,NULL);
CREATE TABLE known_leads (
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    partner_lead_id TEXT NOT NULL,
    ds_lead_id TEXT NOT NULL,
    last_sent_json TEXT, noted_at TEXT, last_seen_json TEXT,
    PRIMARY KEY (scope_id, partner_lead_id)
  ) STRICT;
INSERT INTO known_leads VALUES(1,'A-2','DS-2','{"partnerLeadOpportunityId":"A-2","leadOpportunity":{"name":"Lead A-2 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','2026-11-21T18:45:02.000Z','{"partnerLeadOpportunityId":"A-2","leadOpportunity":{"name":"Lead A-2 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null,"dsLeadOpportunityId":"DS-2"}');
INSERT INTO known_leads VALUES(1,'A-1','DS-1','{"partnerLeadOpportunityId":"A-1","leadOpportunity":{"name":"Lead A-1 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null}','2026-11-21T18:45:02.000Z','{"partnerLeadOpportunityId":"A-1","leadOpportunity":{"name":"Lead A-1 Zürich","status":"QUALIFIED","closeDate":"2027-03-31","currency":"EUR"},"customerLegalEntity":{"name":"Bergmann Anlagenbau","city":"Stockach","country":"Germany"},"offerLines":[{"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","amount":13800,"revenueType":"PxC"}],"customerContacts":null,"partnerContacts":null,"dsLeadOpportunityId":"DS-1"}');
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
CREATE TABLE rate_slots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    stamped_ms REAL NOT NULL,
    free_ms REAL NOT NULL,
    sent INTEGER NOT NULL
  ) STRICT;
CREATE TABLE run_locks (
    run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    since_at TEXT NOT NULL
  ) STRICT;
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
CREATE TABLE export_watermarks (
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    criteria TEXT NOT NULL,
    from_at TEXT NOT NULL,
    until_at TEXT NOT NULL,
    moved_at TEXT NOT NULL,
    PRIMARY KEY (scope_id, criteria)
  ) STRICT, WITHOUT ROWID;
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
INSERT INTO lead_spans VALUES(1,1,'DS-2','A-2','2026-11-21T18:45:02.000Z','2026-11-21T18:45:02.000Z',0,X'6140a8e68d77caea4969d4d4930bf5af');
CREATE TABLE lead_copies (
    span_id INTEGER PRIMARY KEY REFERENCES lead_spans (id) ON DELETE CASCADE,
    copy_json BLOB
  ) STRICT;
INSERT INTO lead_copies VALUES(1,X'01c3560c415322f6ac0fcdd2c125f9c9d989c919382a27682c3aa516a5e726e6e52938e6e524a6a7e62525962ae1cc772ec1ba46d8f31e5afe32d7353086540118f9026aaf7f4e8a029889aba9822b368d2da856c2638b5548c8e28910475d23a55a00');
CREATE TABLE lead_readings (
    id INTEGER PRIMARY KEY,
    scope_id INTEGER NOT NULL REFERENCES scopes (id),
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    criteria TEXT NOT NULL,
    leads INTEGER NOT NULL
  ) STRICT;
DELETE FROM sqlite_sequence;
CREATE INDEX runs_of_scope ON runs (scope_id, complete, run);
CREATE INDEX leads_by_state ON leads (run_id, state, seq);
CREATE UNIQUE INDEX one_open_intent ON leads (scope_id, partner_lead_id) WHERE state IN ('intent', 'unknown');
CREATE INDEX rate_slots_by_time ON rate_slots (scope_id, free_ms);
CREATE INDEX leads_by_partner_id ON leads (scope_id, partner_lead_id);
CREATE UNIQUE INDEX one_open_export ON exports (scope_id, criteria) WHERE ended_at IS NULL;
CREATE INDEX lead_spans_by_partner_id ON lead_spans (partner_lead_id);
CREATE INDEX lead_readings_by_end ON lead_readings (scope_id, ended_at);
CREATE INDEX open_by_ds_lead_id ON leads (scope_id, ds_lead_id) WHERE state IN ('intent', 'unknown');
COMMIT;
