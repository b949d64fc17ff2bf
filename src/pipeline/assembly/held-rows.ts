import { once } from '../../core/once.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import { createRowPacker } from './packed-row.js';
import { openTemporaryDatabase, type TemporaryDatabaseOptions, whileRoom } from './temporary-database.js';

/** Rows that wait for others, in their order. */
export interface HeldRows {
  readonly loose: ParsedRow[];
  /** Where those after them stand in the temporary table. */
  readonly stored: number[];
}

/** Holds rows that wait: a few as they are, and once many do in a temporary table. Whoever made it closes it. */
export interface RowHolder {
  /** Throws LeadferryError FILE_WRITE_FAILED where the disk refuses. */
  add(held: HeldRows, row: ParsedRow): void;
  /** The rows in their order; they wait no longer. */
  take(held: HeldRows): Iterable<ParsedRow>;
  close(): void;
}

/** How many rows wait as they are. */
const mostLoose = 2000;

export function noRows(): HeldRows {
  return { loose: [], stored: [] };
}

/** A holder for the rows of one file. `most` is how many of them are held as they are. */
export function createRowHolder(most = mostLoose, options: TemporaryDatabaseOptions = {}): RowHolder {
  const packer = createRowPacker();
  let loose = 0;
  let close = (): void => undefined;
  const lines = once(() => {
    const store = openLineStore(options);
    ({ close } = store);
    return store;
  });
  return {
    add(held, row) {
      if (held.stored.length > 0 || loose >= most) held.stored.push(lines().add(packer.pack(row)));
      else {
        held.loose.push(row);
        loose += 1;
      }
    },
    *take(held) {
      loose -= held.loose.length;
      yield* held.loose.splice(0);
      for (const place of held.stored.splice(0)) yield packer.unpack(lines().line(place));
    },
    close: () => close(),
  };
}

interface LineStore {
  add(line: string): number;
  line(place: number): string;
  close(): void;
}

function openLineStore(options: TemporaryDatabaseOptions): LineStore {
  const database = openTemporaryDatabase(options);
  database.exec('CREATE TABLE waiting (place INTEGER PRIMARY KEY, line TEXT NOT NULL)');
  const insert = database.prepare<[string]>('INSERT INTO waiting (line) VALUES (?)');
  const select = database.prepare<[number], string>('SELECT line FROM waiting WHERE place = ?').pluck();
  return {
    add: (line) => Number(whileRoom(() => insert.run(line)).lastInsertRowid),
    line: (place) => {
      const line = whileRoom(() => select.get(place));
      if (line === undefined) throw new Error('only rows that were stored are read');
      return line;
    },
    close: () => {
      database.close();
    },
  };
}
