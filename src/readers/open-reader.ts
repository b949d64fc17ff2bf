import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { FileFacts, RowReader } from '../core/row.js';
import { errorCode } from '../formats/atomic-file.js';
import { detectFileFormat } from '../formats/file-format.js';
import { fileSource } from './byte-source.js';
import { openCsv } from './csv.js';
import { headBytes, type OpenedFile } from './opened-file.js';
import { openXlsx } from './xlsx.js';

export interface OpenReaderOptions {
  /** Reads this sheet of a workbook only; all of them where it is left out. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Which reader opens which format. */
const readers = {
  csv: openCsv,
  xlsx: openXlsx,
} as const satisfies Record<FileFacts['format'], (file: OpenedFile) => Promise<RowReader>>;

/**
 * Opens a lead sheet, whatever its name says: the content decides. Whoever opens it closes it.
 * Throws LeadferryError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FORMAT_UNKNOWN, CHARSET_UNSUPPORTED, SHEET_UNKNOWN.
 */
export async function openReader(path: string, options: OpenReaderOptions = {}): Promise<RowReader> {
  const absolute = resolve(path);
  refuseLockFile(absolute);
  const handle = await openFile(absolute);
  try {
    const { head, size } = await readHead(handle, absolute);
    const source = basename(absolute);
    const format = judgedFormat(head, absolute);
    return await readers[format]({
      source,
      bytes: fileSource(handle, size),
      head,
      complete: size <= head.length,
      sheet: options.sheet ?? null,
      signal: options.signal,
    });
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

/** Excel keeps `~$leads.xlsx` beside a workbook that is open; it holds a user name and no leads. */
function refuseLockFile(path: string): void {
  const name = basename(path);
  if (!name.startsWith('~$')) return;
  const real = join(dirname(path), name.slice(2));
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `${path} is a lock file that Excel keeps while the workbook is open; it holds no leads.`,
    { next: `Name the workbook itself: ${real}` },
  );
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw openFailed(path, cause);
  }
}

function openFailed(path: string, cause: unknown): LeadferryError {
  const code = errorCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new LeadferryError('FILE_NOT_FOUND', `There is no file ${path}.`, { cause });
  }
  if (code === 'EISDIR') return isFolder(path);
  if (code === 'EACCES' || code === 'EPERM') {
    return new LeadferryError('FILE_UNREADABLE', `${path} cannot be read: you may not open it.`, {
      next: 'Ask for the right to read it, or copy it to a folder of your own.',
      cause,
    });
  }
  const next = 'Close the program that holds the file, or copy the file, then run the command again.';
  return new LeadferryError('FILE_UNREADABLE', `${path} cannot be read: ${thrownMessage(cause)}.`, {
    next,
    cause,
  });
}

function isFolder(path: string): LeadferryError {
  return new LeadferryError('FILE_UNREADABLE', `${path} is a folder; expected a .csv or .xlsx file.`, {
    next: 'Name one file in that folder.',
  });
}

async function readHead(handle: FileHandle, path: string): Promise<{ head: Buffer; size: number }> {
  const facts = await handle.stat();
  if (facts.isDirectory()) throw isFolder(path);
  if (!facts.isFile()) {
    throw new LeadferryError(
      'FILE_UNREADABLE',
      `${path} is no regular file; expected a .csv or .xlsx file.`,
      {
        next: 'Save the data to a file first.',
      },
    );
  }
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return { head: buffer.subarray(0, bytesRead), size: facts.size };
}

function judgedFormat(head: Buffer, path: string): FileFacts['format'] {
  const format = detectFileFormat(head, extname(path));
  if (format.kind === 'empty') {
    throw new LeadferryError('FILE_EMPTY', `${path} is empty: expected a header row with column names.`);
  }
  if (format.kind !== 'refused') return format.kind;
  throw new LeadferryError(
    format.code,
    `${path} is ${format.found}; expected a .csv or .xlsx file.`,
    format.next === null ? {} : { next: format.next },
  );
}
