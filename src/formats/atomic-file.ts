import { once } from 'node:events';
import { type FileHandle, lstat, open, realpath, rename as renameFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pid } from 'node:process';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { LeadferryError, thrownMessage } from '../core/error.js';

/** A file that appears whole or not at all. Whoever opened it commits or discards it. */
export interface AtomicFile {
  /** Takes the content; the temporary file behind it is readable by the user alone. */
  readonly output: Writable;
  /** Ends the output, syncs it to disk and moves it into place. Returns the absolute path really written. */
  commit(): Promise<string>;
  /** Removes what was written so far. Safe after a failed commit. */
  discard(): Promise<void>;
}

export interface AtomicFileOptions {
  /** Moves the finished file over the target; node's rename where it is left out. */
  readonly rename?: (from: string, to: string) => Promise<void>;
}

/** An empty file of mode 0600 beside another one. */
export interface PrivateFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/** What renaming answers while another program (Excel on Windows) holds the target open. */
const lockedCodes: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/**
 * Opens a file that is written beside `path` and takes its place on commit; the old content stays until then.
 * Where the target is locked, the result goes to a new name beside it (`leads-2.xlsx`), which commit returns. A link stays one: what it
 * points to is replaced. Throws LeadferryError FILE_WRITE_FAILED naming the path, from here and from commit.
 */
export async function openAtomicFile(path: string, options: AtomicFileOptions = {}): Promise<AtomicFile> {
  const target = await linkedFile(resolve(path));
  const temporary = await openTemporary(target);
  // `flush` syncs the content to disk before the file is closed, which is what `finished` waits for.
  const output = temporary.handle.createWriteStream({ flush: true });
  // A failure is thrown by commit; without a listener it would end the process first.
  output.on('error', () => undefined);
  let open = true;
  const discard = async (): Promise<void> => {
    if (!open) return;
    open = false;
    output.destroy();
    if (!output.closed) await once(output, 'close').catch(() => undefined);
    await rm(temporary.path, { force: true });
  };
  const commit = async (): Promise<string> => {
    try {
      if (!output.writableEnded) output.end();
      await finished(output);
      const written = await moveIntoPlace(temporary.path, target, options.rename ?? renameFile);
      open = false;
      await syncFolder(dirname(target));
      return written;
    } catch (cause) {
      await discard();
      throw writeFailed(target, cause);
    }
  };
  return { output, commit, discard };
}

/**
 * Writes a whole file through `write` and moves it into place; returns the absolute path really written.
 * What `write` throws is passed on and nothing is left behind. Throws LeadferryError FILE_WRITE_FAILED where the disk refuses.
 */
export async function writeFileAtomically(
  path: string,
  write: (output: Writable) => Promise<void>,
  options: AtomicFileOptions = {},
): Promise<string> {
  const file = await openAtomicFile(path, options);
  try {
    await write(file.output);
  } catch (thrown) {
    const refused = file.output.errored !== null;
    await file.discard();
    throw refused ? writeFailed(path, thrown) : thrown;
  }
  return await file.commit();
}

/** Writes bytes, waiting while the output is full. Throws what the output met before, too. */
export async function writeBytes(output: Writable, bytes: Buffer): Promise<void> {
  if (output.errored !== null) throw output.errored;
  if (!output.write(bytes)) await once(output, 'drain');
}

/** Creates `.NAME.PID-N.SUFFIX` beside `path`, mode 0600, never an existing file. */
export async function createPrivateFile(path: string, suffix: string): Promise<PrivateFile> {
  const folder = dirname(path);
  for (let n = 1; ; n++) {
    const candidate = join(folder, `.${basename(path)}.${pid}-${n}.${suffix}`);
    try {
      return { path: candidate, handle: await open(candidate, 'wx+', 0o600) };
    } catch (thrown) {
      if (errorCode(thrown) !== 'EEXIST') throw thrown;
    }
  }
}

/** The error for a file that could not be written, naming the path and what to do. */
export function writeFailed(path: string, cause: unknown): LeadferryError {
  if (cause instanceof LeadferryError) return cause;
  const reason = reasons[errorCode(cause)] ?? thrownMessage(cause);
  return new LeadferryError('FILE_WRITE_FAILED', `${resolve(path)} could not be written: ${reason}.`, {
    cause,
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
};

/** The system's code of a failed file operation (`ENOENT`), or `''`. */
export function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

/** What a link points to, or the path itself where it is none or leads nowhere. */
async function linkedFile(path: string): Promise<string> {
  const entry = await lstat(path).catch(() => null);
  if (entry?.isSymbolicLink() !== true) return path;
  return await realpath(path).catch(() => path);
}

async function openTemporary(target: string): Promise<PrivateFile> {
  const existing = await stat(target).catch(() => null);
  if (existing?.isDirectory()) {
    throw new LeadferryError('FILE_WRITE_FAILED', `${target} could not be written: it is a folder.`, {
      next: 'Name a file in that folder.',
    });
  }
  // A device or a pipe would be replaced by a file of its name.
  if (existing !== null && !existing.isFile()) {
    throw new LeadferryError('FILE_WRITE_FAILED', `${target} could not be written: it is no ordinary file.`, {
      next: 'Name an ordinary file; most commands print their answer with --json, which can be piped.',
    });
  }
  try {
    return await createPrivateFile(target, 'tmp');
  } catch (cause) {
    throw writeFailed(target, cause);
  }
}

async function moveIntoPlace(
  from: string,
  target: string,
  rename: (from: string, to: string) => Promise<void>,
): Promise<string> {
  try {
    await rename(from, target);
    return target;
  } catch (thrown) {
    if (!lockedCodes.has(errorCode(thrown))) throw thrown;
    const beside = await freeName(target);
    await rename(from, beside);
    return beside;
  }
}

async function freeName(target: string): Promise<string> {
  const extension = extname(target);
  const stem = join(dirname(target), basename(target, extension));
  for (let n = 2; ; n++) {
    const candidate = `${stem}-${n}${extension}`;
    const taken = await stat(candidate).catch(() => null);
    if (taken === null) return candidate;
  }
}

/** Makes the rename itself durable where the system can sync a folder (Windows cannot). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
