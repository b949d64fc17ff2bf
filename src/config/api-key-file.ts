import { type FileHandle, open } from 'node:fs/promises';
import { LeadferryError } from '../core/error.js';

/** Keys are short; whatever is longer is another file. */
const mostBytes = 64 * 1024;

/** Read and write for the group and for others. */
const forOthers = 0o066;

/**
 * The key in the first line of a file that only its owner can read.
 * Throws LeadferryError CONFIG_INVALID for a file that cannot be read, or that others can read or write (not looked at on Windows, whose
 * files have no such mode).
 */
export async function keyInFile(file: string, platform: NodeJS.Platform): Promise<string> {
  const handle = await opened(file);
  try {
    const found = await handle.stat();
    // A pipe, as shells put in place of a command, has no mode that counts.
    const hasMode = found.isFile() && platform !== 'win32';
    if (hasMode && (found.mode & forOthers) !== 0) throw openToOthers(file, found.mode);
    if (found.size > mostBytes) throw unreadable(file, new Error('it is too large for a key'));
    const [line = ''] = (await handle.readFile('utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
    return line.trim();
  } catch (cause) {
    throw cause instanceof LeadferryError ? cause : unreadable(file, cause);
  } finally {
    await handle.close();
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): LeadferryError {
  return new LeadferryError('CONFIG_INVALID', `The API key file ${file} cannot be read.`, { cause });
}

function openToOthers(file: string, mode: number): LeadferryError {
  const found = (mode & 0o777).toString(8).padStart(4, '0');
  return new LeadferryError(
    'CONFIG_INVALID',
    `The API key file ${file} is open to other users of this machine: expected mode 0600, found ${found}.`,
    {
      next: `Run \`chmod 600 ${file}\`. Where the mode cannot be changed (a mounted secret), use --api-key-command "cat ${file}".`,
    },
  );
}
