import { SharedSpace } from '../core/shared-space.js';
import type { ByteRules, ByteWindow, SplitTables } from '../core/split-ahead.js';
import { ByteSplitter } from './csv-byte-splitter.js';
import { sharedTables } from './shared-tables.js';

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
