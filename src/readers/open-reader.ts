import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { FileFacts, RowReader } from '../core/row.js';
import { errorCode } from '../formats/atomic-file.js';
import { detectFileFormat } from '../formats/file-format.js';
import { type ByteSource, bufferSource, fileSource } from './byte-source.js';
import { openCsv } from './csv.js';
import { headBytes, type OpenedFile } from './opened-file.js';
import { type ReadOptions, readLimits } from './read-options.js';
import { asBuffer, collectedBytes, type ReadSource } from './read-source.js';

/** Which reader opens which format. A workbook's is loaded with the first workbook. */
const readers = {
  csv: openCsv,
  xlsx: async (file) => {
    const { openXlsx } = await import('./xlsx.js');
    return await openXlsx(file);
  },
} as const satisfies Record<FileFacts['format'], (file: OpenedFile) => Promise<RowReader>>;

/**
 * Opens a lead sheet, whatever its name says: the content decides. Whoever opens it closes it. A stream is collected into memory.
 * Throws LeadferryError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FILE_CHANGED, FORMAT_UNKNOWN, LIMIT_REACHED, SHEET_UNKNOWN, USAGE.
 */
export async function openReader(source: ReadSource, options: ReadOptions = {}): Promise<RowReader> {
  options.signal?.throwIfAborted();
  if (typeof source === 'string') return await openPath(source, options);
  const name = basename(options.name ?? 'input');
  const bytes =
    source instanceof Uint8Array
      ? asBuffer(source)
      : await collectedBytes(source, { source: name, limits: readLimits(options), signal: options.signal });
  return await openBytes(bufferSource(bytes), { name, shown: name, options });
}

async function openPath(path: string, options: ReadOptions): Promise<RowReader> {
  const absolute = resolve(path);
  refuseLockFile(absolute);
  const handle = await openFile(absolute);
  try {
    const bytes = await sourceOf(handle, absolute);
    return await openBytes(bytes, { name: basename(absolute), shown: absolute, options });
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

interface OpenContext {
  /** The file's name without folders. */
  readonly name: string;
  /** The file as messages about its format show it. */
  readonly shown: string;
  readonly options: ReadOptions;
}

async function openBytes(bytes: ByteSource, { name, shown, options }: OpenContext): Promise<RowReader> {
  const head = await bytes.read(0, headBytes);
  const format = judgedFormat(head, shown, options);
  return await readers[format]({
    source: name,
    bytes,
    head,
    complete: bytes.size <= head.length,
    sheet: options.sheet ?? null,
    limits: readLimits(options),
    signal: options.signal,
    encoding: options.encoding,
    delimiter: options.delimiter,
    quote: options.quote,
    keepsRows: options.keepsRows,
    provesLater: options.provesLater,
  });
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

async function sourceOf(handle: FileHandle, path: string): Promise<ByteSource> {
  const facts = await handle.stat();
  if (facts.isDirectory()) throw isFolder(path);
  if (facts.isFile()) return fileSource(handle, facts);
  throw new LeadferryError('FILE_UNREADABLE', `${path} is no regular file; expected a .csv or .xlsx file.`, {
    next: 'Save the data to a file first.',
  });
}

function judgedFormat(head: Buffer, path: string, { encoding }: ReadOptions): FileFacts['format'] {
  const format = detectFileFormat(head, extname(path), { charsetAsked: encoding !== undefined });
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
