import type { SharedSpace } from '../core/shared-space.js';
import type { SplitTables } from '../core/split-ahead.js';

/** Copies the tables of what was split into a space, with room for so many bytes beside them; what the space held is let go. */
export function sharedTables(tables: SplitTables, space: SharedSpace, beside = 0): SplitTables {
  const { count } = tables;
  const cellCount = tables.cells[count] ?? 0;
  const perRecord = 4 * (count + 1);
  space.clear([beside, perRecord, perRecord, perRecord, 4 * cellCount, 4 * cellCount, cellCount]);
  return {
    count,
    cells: space.int32(tables.cells.subarray(0, count + 1)),
    records: space.int32(tables.records.subarray(0, count + 1)),
    lines: space.int32(tables.lines.subarray(0, count + 1)),
    starts: space.int32(tables.starts.subarray(0, cellCount)),
    ends: space.int32(tables.ends.subarray(0, cellCount)),
    looks: space.bytes(tables.looks.subarray(0, cellCount)),
  };
}
