import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/ledger/open-database.js';
import { tempFolder } from '../../support/temp-folder-sync.js';

it('every commit of the ledger is synced to disk before it returns', () => {
  const database = openDatabase(tempFolder(), { openedAt: '2026-11-21T18:45:02.000Z', busyTimeoutMs: 100 });
  // 2 is FULL; what SQLite takes by itself with a write-ahead log, 1, syncs at checkpoints only.
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  database.close();
});
