import { openTemporaryDatabase, type TemporaryDatabaseOptions, whileRoom } from './temporary-database.js';

/** By what a row is joined: its partner lead id, and where it has none the 3DS lead id. */
export interface JoinKeys {
  readonly id: string | null;
  readonly dsId: string | null;
}

/** A row of leads and the rows of other sheets that belong to it, packed, in the order in which they came. */
export interface JoinedLines {
  readonly lead: string;
  readonly others: readonly string[];
}

/**
 * Packed rows of all sheets, joined once all of them are in. However many there are, a few megabytes of them are in memory. Methods that add
 * or read throw LeadferryError FILE_WRITE_FAILED where the disk refuses.
 */
export interface JoinTable {
  /** Takes a row of leads; one without a partner lead id stands in its place but joins nothing. */
  addLead(keys: JoinKeys, line: string): void;
  addOther(keys: JoinKeys, line: string): void;
  /** Joins what came so far: each row goes to the first lead with its key. To be called once. */
  joined(): Iterable<JoinedLines>;
  /** Rows for which there is no lead; to be asked after `joined`. */
  unjoined(): Iterable<string>;
  close(): void;
}

const tables = `
  CREATE TABLE lead (place INTEGER PRIMARY KEY, id TEXT, ds_id TEXT, line TEXT NOT NULL);
  CREATE TABLE other (place INTEGER PRIMARY KEY, id TEXT, ds_id TEXT, line TEXT NOT NULL);
  CREATE TABLE pair (lead INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (lead, other)) WITHOUT ROWID;
`;

const join = `
  CREATE INDEX lead_id ON lead (id) WHERE id IS NOT NULL;
  CREATE INDEX lead_ds_id ON lead (ds_id) WHERE id IS NOT NULL AND ds_id IS NOT NULL;
  INSERT INTO pair
    SELECT coalesce(CASE WHEN id IS NULL
      THEN (SELECT min(place) FROM lead WHERE lead.ds_id = other.ds_id AND lead.id IS NOT NULL)
      ELSE (SELECT min(place) FROM lead WHERE lead.id = other.id)
    END, 0), place FROM other;
`;

const joinedRows = `
  SELECT lead.place AS place, lead.line AS lead, other.line AS other FROM lead
    LEFT JOIN pair ON pair.lead = lead.place LEFT JOIN other ON other.place = pair.other
    ORDER BY lead.place, pair.other
`;

// Places begin at 1.
const unjoinedRows =
  'SELECT other.line AS line FROM pair JOIN other ON other.place = pair.other WHERE pair.lead = 0 ORDER BY pair.other';

interface JoinedRow {
  readonly place: number;
  readonly lead: string;
  readonly other: string | null;
}

/** Opens an empty table. */
export function openJoinTable(options: TemporaryDatabaseOptions = {}): JoinTable {
  const database = openTemporaryDatabase(options);
  database.exec(tables);
  const adding = (table: 'lead' | 'other'): JoinTable['addLead'] => {
    const insert = database.prepare(`INSERT INTO ${table} (id, ds_id, line) VALUES (?, ?, ?)`);
    return ({ id, dsId }, line) => whileRoom(() => insert.run(keyText(id), keyText(dsId), line));
  };
  return {
    addLead: adding('lead'),
    addOther: adding('other'),
    joined: () => {
      whileRoom(() => database.exec(join));
      return grouped(database.prepare<[], JoinedRow>(joinedRows).iterate());
    },
    unjoined: () => database.prepare<[], string>(unjoinedRows).pluck().iterate(),
    close: () => database.close(),
  };
}

/** As JSON has it: SQLite keeps no half of a surrogate pair, and two ids must not become one. */
function keyText(key: string | null): string | null {
  return key === null ? null : JSON.stringify(key);
}

function* grouped(rows: Iterable<JoinedRow>): Generator<JoinedLines> {
  let place = 0;
  let lines: { readonly lead: string; readonly others: string[] } = { lead: '', others: [] };
  for (const row of rows) {
    if (row.place !== place) {
      if (place > 0) yield lines;
      place = row.place;
      lines = { lead: row.lead, others: [] };
    }
    if (row.other !== null) lines.others.push(row.other);
  }
  if (place > 0) yield lines;
}
