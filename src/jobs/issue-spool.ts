import { closeSync, readSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issue } from '../core/issue.js';
import { writeFailed } from '../formats/atomic-file.js';
import { openNameless } from '../formats/nameless-file.js';

/**
 * Keeps every issue of a file, in the order in which they came, to be read as often as wanted; only a few are in memory.
 * Whoever made it closes it.
 */
export interface IssueSpool {
  /** Takes the next issue. Throws LeadferryError FILE_WRITE_FAILED where the disk refuses. */
  add(issue: Issue): void;
  /** All issues so far, from the first. Each call reads them anew; do not add any while they are read. */
  all(): AsyncIterable<Issue>;
  /** Lets go of the file. May be called again. */
  close(): Promise<void>;
}

export interface IssueSpoolOptions {
  /** The folder of the file; that of the system for temporary files where it is left out. */
  readonly folder?: string;
  /** How many issues are kept in memory before they go to disk; a file with fewer makes no file. */
  readonly inMemory?: number;
}

const usuallyInMemory = 1_000;
const chunkBytes = 65_536;

/**
 * Opens a spool. Its file, mode 0600, loses its name as soon as it is open: however the program ends, nothing stays behind.
 */
export function createIssueSpool({
  folder = tmpdir(),
  inMemory = usuallyInMemory,
}: IssueSpoolOptions = {}): IssueSpool {
  let waiting: Issue[] = [];
  let file: number | null = null;
  let written = 0;

  function spill(): void {
    file ??= openNameless(folder);
    const bytes = Buffer.from(waiting.map((issue) => `${JSON.stringify(issue)}\n`).join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, written + at);
    written += bytes.length;
    waiting = [];
  }

  return {
    add: (issue) => {
      waiting.push(issue);
      if (waiting.length < inMemory) return;
      try {
        spill();
      } catch (cause) {
        throw writeFailed(join(folder, 'leadferry.spool'), cause);
      }
    },
    async *all() {
      if (file !== null) yield* storedIssues(file, written);
      yield* waiting;
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
      written = 0;
      waiting = [];
      return Promise.resolve();
    },
  };
}

function* storedIssues(file: number, size: number): Generator<Issue> {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest: Buffer = Buffer.alloc(0);
  for (let position = 0; position < size; ) {
    const length = readSync(file, chunk, 0, Math.min(chunkBytes, size - position), position);
    if (length === 0) throw new Error('the spool of issues is shorter than what was written');
    position += length;
    const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
    const end = bytes.lastIndexOf(10) + 1;
    for (const line of bytes.toString('utf8', 0, end).split('\n')) {
      if (line === '') continue;
      const issue: Issue = JSON.parse(line);
      yield issue;
    }
    rest = Buffer.from(bytes.subarray(end));
  }
}
