import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { hasCode } from './has-code.js';
import { type RecordedLead, recordedLead } from './recorded-lead.js';

const stateSchema = z.object({ version: z.literal(1), leads: z.array(recordedLead) });

/**
 * Reads the leads of a state file, or answers null where there is no such file yet.
 * Throws LeadferryError FILE_UNREADABLE where the file holds something else.
 */
export async function readStateFile(path: string): Promise<readonly RecordedLead[] | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(path, 'utf8'))).leads;
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return null;
    throw unreadableState(path, cause);
  }
}

function unreadableState(path: string, cause: unknown): LeadferryError {
  const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : thrownMessage(cause);
  return new LeadferryError(
    'FILE_UNREADABLE',
    `Expected the state of a sandbox in ${path}, but it cannot be read as one: ${reason}`,
    { cause, next: 'Name another state file, or delete this one; the sandbox then starts with a new one.' },
  );
}

/**
 * Answers a function that writes what `leads` then gives to the state file and resolves once it is there.
 * The file is replaced by renaming, so a killed process leaves the old or the new state, never half of one.
 * Calls that arrive during a write share the next one.
 */
export function createStateSaver(path: string, leads: () => readonly RecordedLead[]): () => Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  let queued: Promise<void> | undefined;

  async function write(): Promise<void> {
    queued = undefined;
    const next = `${path}.next`;
    await writeFile(next, JSON.stringify({ version: 1, leads: leads() }), { mode: 0o600 });
    await rename(next, path);
  }

  return () => {
    if (queued !== undefined) return queued;
    queued = writing.then(write);
    writing = queued.catch(() => undefined);
    return queued;
  };
}
