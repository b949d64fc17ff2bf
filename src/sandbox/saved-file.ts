import { type FileHandle, open } from 'node:fs/promises';
import { LeadferryError, thrownMessage } from '../core/error.js';

/** One create or update that the server saved: a line of the saved file. */
export interface SavedEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly kind: 'created' | 'updated';
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string;
  /** The trace id of the answer, whether it went out or not. */
  readonly traceId: string;
  /** What was sent. */
  readonly body: unknown;
}

/** The append-only account of what the server saved. */
export interface SavedFile {
  /** Resolves when the entry is on the disk. */
  add(entry: SavedEntry): Promise<void>;
  /** Resolves when everything is on the disk and the file is closed. */
  close(): Promise<void>;
}

/**
 * Opens a file of JSON lines, made where it is missing, to which entries are appended and synced. Entries that come during a write share the
 * next one. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function openSavedFile(path: string): Promise<SavedFile> {
  const file = await opened(path);
  let waiting: string[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  let queued: Promise<void> | undefined;

  async function write(): Promise<void> {
    queued = undefined;
    const lines = waiting;
    waiting = [];
    await file.appendFile(lines.join(''));
    await file.datasync();
  }

  return {
    add(entry) {
      waiting.push(`${JSON.stringify(entry)}\n`);
      if (queued !== undefined) return queued;
      queued = writing.then(write);
      writing = queued.catch(() => undefined);
      return queued;
    },
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'a+', 0o600);
    await endLastLine(file);
    return file;
  } catch (cause) {
    throw new LeadferryError(
      'FILE_WRITE_FAILED',
      `The sandbox cannot write what it saves to ${path}: ${thrownMessage(cause)}`,
      { cause },
    );
  }
}

/** A sandbox that was killed in mid-line must not spoil the first line of the next one. */
async function endLastLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) return;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer.toString() !== '\n') await file.appendFile('\n');
}
