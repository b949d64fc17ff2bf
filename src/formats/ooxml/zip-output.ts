import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { writeBytes } from '../atomic-file.js';
import type { DeflatedFacts } from './deflated-bytes.js';

const deflate = promisify(deflateRaw);

/** An archive that is written front to back while its files come into being. One file at a time. */
export interface ZipOutput {
  /** Begins a file. */
  begin(name: string): Promise<void>;
  /** Adds deflated bytes to the file that was begun. */
  write(bytes: Buffer): Promise<void>;
  /** Ends the file that was begun. */
  end(facts: DeflatedFacts): Promise<void>;
  /** A whole file of text. */
  addText(name: string, text: string): Promise<void>;
  /** Writes the list of files; the output is not ended. */
  finish(): Promise<void>;
}

/** More than this needs zip64, which Excel does not take from a stream. */
export const mostZipBytes = 0xffff_ffff;

interface ZipEntry extends DeflatedFacts {
  readonly name: Buffer;
  readonly offset: number;
}

const signatures = { local: 0x04034b50, facts: 0x08074b50, entry: 0x02014b50, end: 0x06054b50 } as const;
const version = 20;
// Sizes and checksum stand behind the file; its name is UTF-8.
const flags = 0x0808;
const deflated = 8;
// 1980-01-01, the first moment that an archive can name: the same bytes whenever it is written.
const firstDay = 0x0021;

/** Writes an archive to an output. Source: PKWARE, APPNOTE.TXT, sections 4.3 and 4.4. Throws what writing throws. */
export function createZipOutput(output: Writable): ZipOutput {
  const entries: ZipEntry[] = [];
  let offset = 0;
  let open: Pick<ZipEntry, 'name' | 'offset'> | null = null;
  const write = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length;
    if (offset > mostZipBytes) throw new RangeError('the file would be larger than 4 GB');
    await writeBytes(output, bytes);
  };
  const begin = async (name: string): Promise<void> => {
    open = { name: Buffer.from(name, 'utf8'), offset };
    await write(localHeader(open.name));
  };
  const end = async (facts: DeflatedFacts): Promise<void> => {
    if (open === null) throw new RangeError('no file was begun');
    entries.push({ ...open, ...facts });
    open = null;
    await write(factsBehind(facts));
  };
  return {
    begin,
    write,
    end,
    async addText(name, text) {
      const bytes = Buffer.from(text, 'utf8');
      const content = await deflate(bytes);
      await begin(name);
      await write(content);
      await end({ crc: crc32(bytes), size: bytes.length, deflatedSize: content.length });
    },
    async finish() {
      const start = offset;
      for (const entry of entries) await write(directoryEntry(entry));
      await write(endOfDirectory(entries.length, { start, size: offset - start }));
    },
  };
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(signatures.local, 0);
  header.writeUInt16LE(version, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt16LE(firstDay, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function factsBehind({ crc, deflatedSize, size }: DeflatedFacts): Buffer {
  const facts = Buffer.alloc(16);
  facts.writeUInt32LE(signatures.facts, 0);
  facts.writeUInt32LE(crc, 4);
  facts.writeUInt32LE(deflatedSize, 8);
  facts.writeUInt32LE(size, 12);
  return facts;
}

function directoryEntry({ name, offset, crc, size, deflatedSize }: ZipEntry): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(signatures.entry, 0);
  entry.writeUInt16LE(version, 4);
  entry.writeUInt16LE(version, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(deflated, 10);
  entry.writeUInt16LE(firstDay, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(deflatedSize, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}

function endOfDirectory(count: number, { start, size }: { start: number; size: number }): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(signatures.end, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return end;
}
