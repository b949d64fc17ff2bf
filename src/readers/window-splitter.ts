import { SharedSpace } from '../core/shared-space.js';
import type { ByteRules, ByteWindow, SplitTables } from '../core/split-ahead.js';
import { ByteSplitter } from './csv-byte-splitter.js';

/** Splits whole windows into tables that other threads see. Those of the last `kept` windows stay as they are. */
export function windowSplitter(rules: ByteRules, kept: number): (window: ByteWindow) => SplitTables {
  const splitter = new ByteSplitter({ ...rules, mostCells: Number.POSITIVE_INFINITY });
  const spaces = Array.from({ length: kept }, () => new SharedSpace());
  let next = 0;
  return ({ bytes, from, to }) => {
    splitter.restart();
    splitter.split(bytes, { from, to, isLast: false });
    const space = spaces[next % spaces.length] ?? new SharedSpace();
    next += 1;
    return sharedTables(splitter, space);
  };
}

function sharedTables(splitter: ByteSplitter, space: SharedSpace): SplitTables {
  const { count } = splitter;
  const cellCount = splitter.cells[count] ?? 0;
  const perRecord = 4 * (count + 1);
  space.clear([perRecord, perRecord, perRecord, 4 * cellCount, 4 * cellCount, cellCount]);
  return {
    count,
    cells: space.int32(splitter.cells.subarray(0, count + 1)),
    records: space.int32(splitter.records.subarray(0, count + 1)),
    lines: space.int32(splitter.lines.subarray(0, count + 1)),
    starts: space.int32(splitter.starts.subarray(0, cellCount)),
    ends: space.int32(splitter.ends.subarray(0, cellCount)),
    looks: space.bytes(splitter.looks.subarray(0, cellCount)),
  };
}
