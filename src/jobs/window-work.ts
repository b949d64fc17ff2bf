import type { ByteWindow } from '../core/split-ahead.js';
import type { FoundOfWindow } from '../pipeline/quick/helpers.js';
import { type LookPlan, windowLook } from '../pipeline/quick/window-look.js';
import { windowSplitter } from '../readers/window-splitter.js';

/** Splits windows and looks at their records, on whichever thread. */
export function windowWork({ rules, look, afterRow, kept }: LookPlan): (window: ByteWindow) => FoundOfWindow {
  const split = windowSplitter(rules, kept);
  const find = windowLook(look, kept);
  return (window) => {
    const tables = split(window);
    const { count, cells, starts, ends, looks } = tables;
    const { bytes } = window;
    // Their numbers are not known yet; all of them are below the header.
    return { tables, found: find({ bytes, count, firstRow: afterRow + 1, cells, starts, ends, looks }) };
  };
}
