import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  validateFileName,
  type ZipFile,
} from 'yauzl';
import { LeadferryError, thrownMessage } from '../../core/error.js';
import { damagedWorkbook, type PackageContext, type RandomBytes } from './package-context.js';

/** The entries of a zip archive. Names are looked up in any case, as the packages of ECMA-376 part 2 ask for. */
export interface ZipArchive {
  /** The names of all entries, as the archive writes them, folders left out. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * The bytes of an entry as they inflate; each call reads it anew, and leaving the loop early lets everything go.
   * Size and CRC are proven by the end. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
   */
  read(name: string): AsyncGenerator<Buffer>;
}

const compressedChunkBytes = 262_144;
/** Parts that are read side by side come to their ends together where a longer one has longer pieces. */
const piecesOfPart = 128;
const leastPieceBytes = 65_536;
const mostPieceBytes = 1_048_576;
/** So many pieces are inflated ahead, on another thread. */
const piecesAhead = 2;
const methods = { stored: 0, deflated: 8 } as const;

/** Lets yauzl read from any bytes. */
class ByteReader extends RandomAccessReader {
  readonly #bytes: RandomBytes;

  constructor(bytes: RandomBytes) {
    super();
    this.#bytes = bytes;
  }

  override read(
    ...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>
  ): void {
    const reading = async () => {
      const found = await this.#bytes.read(position, length);
      if (found.length < length) throw new Error('the file ends too early');
      found.copy(buffer, offset);
    };
    reading().then(() => callback(null), callback);
  }
}

/**
 * Reads the directory of a zip archive; nothing is inflated and nothing is written to disk.
 * Throws LeadferryError FILE_UNREADABLE (no archive, or one that contradicts itself), LIMIT_REACHED (too many entries).
 */
export async function openZipArchive(bytes: RandomBytes, context: PackageContext): Promise<ZipArchive> {
  const directory = await readDirectory(bytes, context);
  const inflated = new Map<string, number>();

  function spend(name: string, size: number): void {
    inflated.set(name, size);
    let total = 0;
    for (const bytesOfPart of inflated.values()) total += bytesOfPart;
    if (total <= context.limits.maxInflatedBytes) return;
    const [[largest] = [name]] = [...inflated].toSorted(([, one], [, other]) => other - one);
    throw context.beyond('maxInflatedBytes', `${largest} inflates to more`);
  }

  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = directory.entries.get(name.toLowerCase());
    if (entry === undefined) throw damagedWorkbook(context.source, `its part ${name} is missing`);
    spend(name, entry.uncompressedSize);
    yield* provenBytes(entry, { name, bytes, context, zip: directory.zip });
  }

  return {
    names: directory.names,
    has: (name) => directory.entries.has(name.toLowerCase()),
    read,
  };
}

interface Directory {
  readonly zip: ZipFile;
  readonly names: readonly string[];
  /** By name in lower case. */
  readonly entries: ReadonlyMap<string, Entry>;
}

async function readDirectory(bytes: RandomBytes, context: PackageContext): Promise<Directory> {
  const { source, limits } = context;
  const entries = new Map<string, Entry>();
  const names: string[] = [];
  try {
    const options = { autoClose: false, decodeStrings: false };
    const zip = await fromRandomAccessReaderPromise(new ByteReader(bytes), bytes.size, options);
    if (zip.entryCount > limits.maxEntries) {
      throw context.beyond(
        'maxEntries',
        `the archive holds ${zip.entryCount.toLocaleString('en-US')} entries`,
      );
    }
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry, source);
      if (name.endsWith('/')) continue;
      if (entries.has(name.toLowerCase())) throw damagedWorkbook(source, `its part ${name} is there twice`);
      entries.set(name.toLowerCase(), entry);
      names.push(name);
    }
    return { zip, names, entries };
  } catch (thrown) {
    if (thrown instanceof LeadferryError) throw thrown;
    throw damagedWorkbook(source, thrownMessage(thrown), thrown);
  }
}

function entryName(entry: Entry, source: string): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  const wrong = validateFileName(name);
  if (wrong === null) return name;
  throw damagedWorkbook(source, `an entry's name leads out of the archive: ${JSON.stringify(name)}`);
}

interface EntrySource {
  readonly name: string;
  readonly bytes: RandomBytes;
  readonly zip: ZipFile;
  readonly context: PackageContext;
}

/** The bytes of an entry, as many as its header claims and with the CRC that it claims. */
async function* provenBytes(entry: Entry, part: EntrySource): AsyncGenerator<Buffer> {
  const { name, context } = part;
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of inflatedBytes(entry, part)) {
      context.signal?.throwIfAborted();
      size += chunk.length;
      if (size > entry.uncompressedSize) throw damaged(part, 'is longer than it claims');
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof LeadferryError || context.signal?.aborted) throw thrown;
    throw damagedWorkbook(
      context.source,
      `its part ${name} does not inflate: ${thrownMessage(thrown)}`,
      thrown,
    );
  }
  if (size < entry.uncompressedSize) throw damaged(part, 'is shorter than it claims');
  if (crc !== entry.crc32) throw damaged(part, 'has another checksum (CRC) than its bytes');
}

function damaged({ name, context }: EntrySource, reason: string): LeadferryError {
  return damagedWorkbook(context.source, `its part ${name} ${reason}`);
}

async function* inflatedBytes(entry: Entry, part: EntrySource): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw damaged(part, 'is encrypted');
  const { fileDataStart } = await part.zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const compressed = entryBytes(part.bytes, fileDataStart, entry.compressedSize);
  switch (entry.compressionMethod) {
    case methods.stored:
      return yield* compressed;
    case methods.deflated:
      return yield* inflate(compressed, entry.uncompressedSize);
    default:
      throw damaged(part, `is compressed by method ${entry.compressionMethod}, which no workbook uses`);
  }
}

/** `size`: how long they claim to be inflated. */
async function* inflate(compressed: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  const chunkSize = Math.min(mostPieceBytes, Math.max(leastPieceBytes, Math.ceil(size / piecesOfPart)));
  // By pieces: bytes would be joined where several pieces wait.
  const options = { chunkSize, readableObjectMode: true, readableHighWaterMark: piecesAhead };
  const inflating = createInflateRaw(options);
  // The loop below meets the same error.
  const flowing = pipeline(Readable.from(compressed), inflating).catch(() => undefined);
  try {
    for await (const piece of inflating) {
      // The next one is inflated meanwhile.
      await setImmediate();
      yield piece;
    }
  } finally {
    inflating.destroy();
    await flowing;
  }
}

async function* entryBytes(bytes: RandomBytes, start: number, length: number): AsyncGenerator<Buffer> {
  const end = start + length;
  for (let position = start; position < end; ) {
    const chunk = await bytes.read(position, Math.min(compressedChunkBytes, end - position));
    if (chunk.length === 0) throw new Error('the file ends too early');
    position += chunk.length;
    yield chunk;
  }
}
