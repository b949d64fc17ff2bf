import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { whileBusy } from '../../../src/ledger/while-busy.js';

/** A step that throws this so many times, and then gives how often it was done. */
function refusing(times: number, thrown: Error): () => number {
  let done = 0;
  return () => {
    done += 1;
    if (done <= times) throw thrown;
    return done;
  };
}

const busy = new Database.SqliteError('database is locked', 'SQLITE_BUSY');

test('a step that is refused as busy is done again until it is not', () => {
  expect(whileBusy(100, refusing(3, busy))).toBe(4);
});

test('a step that is busy for too long throws what it threw', () => {
  expect(() => whileBusy(30, refusing(4, busy))).toThrow(busy);
  expect(whileBusy(30, refusing(3, busy))).toBe(4);
});

test('a step that fails for another reason is not done again', () => {
  const full = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  expect(() => whileBusy(1000, refusing(1, full))).toThrow(full);
  const other = new Error('SQLITE_BUSY');
  expect(() => whileBusy(1000, refusing(1, other))).toThrow(other);
});
