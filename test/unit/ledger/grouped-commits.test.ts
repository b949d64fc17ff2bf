import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import { type GroupedCommits, groupedCommits } from '../../../src/ledger/grouped-commits.js';
import { runContent, runSettings } from '../../support/run-content.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { delivered, openTestLedger, partsOf } from './ledger-bench.js';

const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const pageBytes = 4096;

/** Commits in a write-ahead log: the header of the last frame of each gives the size of the file, of any other frame 0. */
function commitsIn(wal: string): number {
  const bytes = readFileSync(wal);
  let commits = 0;
  for (let at = walHeaderBytes; at < bytes.length; at += frameHeaderBytes + pageBytes) {
    if (bytes.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}

interface Shelf {
  readonly path: string;
  readonly database: Database.Database;
  readonly commits: GroupedCommits;
  /** A step that puts a thing on the shelf. */
  readonly put: (thing: string) => () => void;
  /** What another process sees. */
  readonly seen: () => readonly unknown[];
}

function openShelf(): Shelf {
  const path = join(tempFolder(), 'shelf.db');
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('foreign_keys = ON');
  database.exec(
    'CREATE TABLE things (thing TEXT PRIMARY KEY, on_thing TEXT REFERENCES things (thing) DEFERRABLE)',
  );
  const insert = database.prepare('INSERT INTO things (thing) VALUES (?)');
  const other = new Database(path);
  return {
    path,
    database,
    commits: groupedCommits({ database, path }),
    put: (thing) => () => void insert.run(thing),
    seen: () => other.prepare('SELECT thing FROM things ORDER BY thing').pluck().all(),
  };
}

const refusal = new LeadferryError('LEADS_IN_USE', 'another run has it');

describe('steps that are added in one turn', () => {
  it('are one commit, and hold before anybody is told', async () => {
    const { path, commits, put, seen } = openShelf();
    const before = commitsIn(`${path}-wal`);
    const told = ['a', 'b', 'c'].map(async (thing) => {
      await commits.add(put(thing));
      return seen();
    });
    expect(seen()).toEqual([]);
    expect(await Promise.all(told)).toEqual(Array.from({ length: 3 }, () => ['a', 'b', 'c']));
    expect(commitsIn(`${path}-wal`) - before).toBe(1);
    await commits.add(put('d'));
    expect(commitsIn(`${path}-wal`) - before).toBe(2);
  });

  it('hold without the one that refuses, of which nothing remains', async () => {
    const { commits, put, seen } = openShelf();
    const refusing = () => {
      put('half')();
      throw refusal;
    };
    const results = await Promise.allSettled([put('a'), refusing, put('b')].map(commits.add));
    expect(results).toEqual([
      { status: 'fulfilled', value: undefined },
      { status: 'rejected', reason: refusal },
      { status: 'fulfilled', value: undefined },
    ]);
    expect(seen()).toEqual(['a', 'b']);
  });

  it.each<{ what: string; step: (shelf: Shelf) => void }>([
    {
      what: 'a step that SQLite refuses',
      step: ({ database }) => {
        database.pragma('max_page_count = 1');
        const filler = 'x'.repeat(20 * pageBytes);
        database.prepare('INSERT INTO things (thing) VALUES (?)').run(filler);
      },
    },
    {
      what: 'a commit that SQLite refuses',
      step: ({ database }) => {
        database.prepare("INSERT INTO things (thing, on_thing) VALUES ('loose', 'nothing')").run();
        database.pragma('defer_foreign_keys = ON');
      },
    },
    {
      what: 'a step that takes the transaction with it',
      step: ({ database }) => {
        database.exec('ROLLBACK');
        throw refusal;
      },
    },
  ])('come to nothing together with $what', async ({ step }) => {
    const shelf = openShelf();
    const { commits, put, seen } = shelf;
    const results = await Promise.allSettled([put('a'), () => step(shelf), put('b')].map(commits.add));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const result of results) expect(result).toMatchObject({ reason: { code: 'LEDGER_UNUSABLE' } });
    expect(seen()).toEqual([]);
  });
});

it('a ledger that is closed has written what waited', async () => {
  const stateDir = tempFolder();
  const first = openTestLedger({ stateDir });
  const run = await first.startRun(runSettings, runContent(sheetLeads(2)));
  const waiting = [first.intend(run, 0, partsOf('A-1')), first.intend(run, 1, partsOf('A-2'))];
  first.close();
  await Promise.all(waiting);
  const second = openTestLedger({ stateDir });
  expect([...second.leads(run)].map(({ state }) => state)).toEqual(['intent', 'intent']);
  second.close();
});

it('leads of which another process moved one on hold without it', async () => {
  const ledger = openTestLedger();
  const run = await ledger.startRun(runSettings, runContent(sheetLeads(3)));
  await ledger.intend(run, 0, partsOf('A-1'));
  const steps = await Promise.allSettled([
    ledger.settle(run, 0, delivered),
    ledger.settle(run, 1, delivered),
    ledger.intend(run, 2, partsOf('A-3')),
  ]);
  expect(steps).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'LEADS_IN_USE' } },
    { status: 'fulfilled' },
  ]);
  expect([...ledger.leads(run)].map(({ state }) => state)).toEqual(['done', 'planned', 'intent']);
  ledger.close();
});
