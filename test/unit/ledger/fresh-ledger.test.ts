import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/ledger/open-database.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

/** Another connection that reads the new file for a while, as one does that is about to make it a ledger. */
const reader = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.module);
  const database = new Database(workerData.path);
  database.exec('CREATE TABLE other (id INTEGER); BEGIN');
  database.prepare('SELECT count(*) FROM other').get();
  parentPort.postMessage('reads');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.forMs);
  database.exec('COMMIT');
  database.close();
`;

async function readElsewhere(stateDir: string, forMs: number): Promise<Worker> {
  const module = createRequire(import.meta.url).resolve('better-sqlite3');
  const workerData = { module, path: join(stateDir, 'ledger.db'), forMs };
  const worker = new Worker(reader, { eval: true, workerData });
  await once(worker, 'message');
  return worker;
}

test('a ledger that another process makes at the same time is waited for', async () => {
  const stateDir = await tempFolder();
  const worker = await readElsewhere(stateDir, 300);
  const ended = once(worker, 'exit');
  const database = openDatabase(stateDir, { openedAt: '2026-11-21T00:00:00Z', busyTimeoutMs: 10_000 });
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  database.close();
  await ended;
});

test('one that stays locked is an error that says so', async () => {
  const stateDir = await tempFolder();
  const worker = await readElsewhere(stateDir, 60_000);
  const opening = { openedAt: '2026-11-21T00:00:00Z', busyTimeoutMs: 50 };
  expect(() => openDatabase(stateDir, opening)).toThrow(/another leadferry process kept it locked/);
  await worker.terminate();
});
