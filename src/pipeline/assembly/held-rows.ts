import type { ParsedRow } from '../parsing/parse-rows.js';
import { createRowPacker } from './packed-row.js';

/** Rows that wait for others, in their order. */
export interface HeldRows {
  readonly loose: ParsedRow[];
  /** Those after them, each as one line. */
  readonly packed: string[];
}

/** Holds rows that wait: a few as they are, and once many do as text, which takes a fraction of the memory. */
export interface RowHolder {
  add(held: HeldRows, row: ParsedRow): void;
  /** The rows in their order; they wait no longer. */
  take(held: HeldRows): Iterable<ParsedRow>;
}

/** How many rows wait as they are. */
const mostLoose = 2000;

export function noRows(): HeldRows {
  return { loose: [], packed: [] };
}

/** A holder for the rows of one file. `most` is how many of them are held as they are. */
export function createRowHolder(most = mostLoose): RowHolder {
  const packer = createRowPacker();
  let loose = 0;
  return {
    add(held, row) {
      if (held.packed.length > 0 || loose >= most) held.packed.push(packer.pack(row));
      else {
        held.loose.push(row);
        loose += 1;
      }
    },
    *take(held) {
      loose -= held.loose.length;
      yield* held.loose.splice(0);
      for (const line of held.packed.splice(0)) yield packer.unpack(line);
    },
  };
}
