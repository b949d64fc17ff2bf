import { buffer } from 'node:stream/consumers';
import { constants, crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** An entry of an archive that may claim what is not so. */
export interface RawEntry {
  readonly name: string;
  readonly compressed: Buffer;
  readonly claimedBytes: number;
  readonly crc: number;
}

/** An honest entry. */
export function rawEntry(name: string, content: string | Buffer): RawEntry {
  const bytes = Buffer.from(content);
  return { name, compressed: deflateRawSync(bytes), claimedBytes: bytes.length, crc: crc32(bytes) };
}

/** An entry of `start`, `times` blocks of the same and `end`, of which no more than one is ever in memory. */
export async function repeatedEntry(
  name: string,
  {
    start,
    block,
    times,
    end,
  }: { readonly start: string; readonly block: Buffer; readonly times: number; readonly end: string },
): Promise<RawEntry> {
  const first = await flushed(Buffer.from(start));
  const middle = await flushed(block);
  const compressed = Buffer.concat([
    first,
    ...Array.from({ length: times }, () => middle),
    deflateRawSync(end),
  ]);
  const claimedBytes = start.length + block.length * times + end.length;
  let crc = crc32(start);
  for (let time = 0; time < times; time++) crc = crc32(block, crc);
  return { name, compressed, claimedBytes, crc: crc32(end, crc) };
}

/** Compressed bytes that others may follow. */
async function flushed(bytes: Buffer): Promise<Buffer> {
  const deflate = createDeflateRaw();
  const compressed = buffer(deflate);
  deflate.write(bytes);
  await new Promise<void>((resolve) => {
    deflate.flush(constants.Z_FULL_FLUSH, resolve);
  });
  deflate.end();
  const whole = await compressed;
  // The end of the stream is an empty last block of two bytes.
  return whole.subarray(0, whole.length - 2);
}

/** An archive written byte by byte. Source: PKWARE APPNOTE 4.3. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = header(entry, 0x04034b50, []);
    directory.push(header(entry, 0x02014b50, [offset]));
    parts.push(local, entry.compressed);
    offset += local.length + entry.compressed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** A local header, or with the place of that one an entry of the directory. */
function header(
  { name, compressed, claimedBytes, crc }: RawEntry,
  signature: number,
  [place]: readonly number[],
): Buffer {
  const named = Buffer.from(name);
  const start = Buffer.alloc(place === undefined ? 6 : 8);
  start.writeUInt32LE(signature, 0);
  start.writeUInt16LE(20, 4);
  const facts = Buffer.alloc(22);
  facts.writeUInt16LE(8, 2);
  facts.writeUInt32LE(crc, 8);
  facts.writeUInt32LE(compressed.length, 12);
  facts.writeUInt32LE(claimedBytes, 16);
  facts.writeUInt16LE(named.length, 20);
  const more = Buffer.alloc(place === undefined ? 2 : 16);
  if (place !== undefined) more.writeUInt32LE(place, 12);
  return Buffer.concat([start, facts, more, named]);
}
