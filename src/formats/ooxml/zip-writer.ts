import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file to be put into an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Called when its turn has come, after all entries before it were read to their ends. */
  readonly read: () => AsyncIterable<Buffer> | Iterable<Buffer>;
}

// The first moment that an archive can name, in local time as archives have it: the same bytes wherever and whenever it is written.
const mtime = new Date(1980, 0, 1);
const compressedAlready = /\.(?:png|jpe?g|gif|zip)$/i;

/** Writes an archive with its entries in their order; the output is not ended. Throws what reading an entry or writing throws. */
export async function writeZip(output: Writable, entries: Iterable<ZipEntry>): Promise<void> {
  const zip = new ZipFile();
  const stopped = new AbortController();
  const failed = new Promise<never>((_, reject) => void zip.on('error', reject));
  for (const { name, read } of entries) {
    const options = { mtime, forceDosTimestamp: true, compress: !compressedAlready.test(name) };
    zip.addReadStreamLazy(name, options, (hand) => {
      const content = Readable.from(read(), { objectMode: false });
      content.on('error', (error) => zip.emit('error', error));
      hand(null, content);
    });
  }
  zip.end();
  const writing = pipeline(zip.outputStream, output, { end: false, signal: stopped.signal });
  try {
    await Promise.race([writing, failed]);
  } catch (thrown) {
    stopped.abort();
    await writing.catch(() => undefined);
    throw thrown;
  }
}
