import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDeflater } from '../../../src/formats/ooxml/deflated-bytes.js';
import { inlineText } from '../../../src/formats/ooxml/inline-text.js';
import { createZipOutput } from '../../../src/formats/ooxml/zip-output.js';
import { createUtf8Batch } from '../../../src/formats/utf8-batch.js';
import { packageContext, withWorkbookSource } from '../../../src/jobs/patch-source.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

async function taken(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

/** Deflates pieces and returns all that came out, with what is said of it. */
async function deflated(pieces: readonly Buffer[]) {
  const out: Buffer[] = [];
  const deflater = createDeflater(async (bytes) => void out.push(await Promise.resolve(bytes)));
  for (const piece of pieces) await deflater.write(piece);
  const facts = await deflater.finish();
  return { bytes: Buffer.concat(out), facts };
}

describe('deflated bytes', () => {
  it.each([0, 1, 2, 7])('of %i pieces are one stream in their order', async (count) => {
    const pieces = Array.from({ length: count }, (_, index) => Buffer.from(`piece ${index} `.repeat(5000)));
    const { bytes, facts } = await deflated(pieces);
    const whole = Buffer.concat(pieces);
    expect(inflateRawSync(bytes).equals(whole)).toBe(true);
    expect(facts).toMatchObject({ size: whole.length, deflatedSize: bytes.length });
  });

  it('that cannot be taken fail the call that waits for them', async () => {
    const full = new Error('the disk is full');
    const deflater = createDeflater(() => Promise.reject(full));
    const writing = async () => {
      for (let piece = 0; piece < 10; piece += 1) await deflater.write(Buffer.from('x'));
    };
    await expect(writing()).rejects.toBe(full);
    await expect(deflater.finish()).rejects.toBe(full);
  });
});

describe('an archive that grows', () => {
  it('holds what was written, also what came deflated', async () => {
    const path = join(await tempFolder(), 'a.zip');
    const output = createWriteStream(path);
    const zip = createZipOutput(output);
    await zip.addText('first.xml', 'Größe');
    const { bytes, facts } = await deflated([Buffer.from('a'.repeat(100_000)), Buffer.from('end')]);
    await zip.begin('folder/second.xml');
    await zip.write(bytes);
    await zip.end(facts);
    await zip.finish();
    output.end();
    await finished(output);
    // The project's own reader checks names, sizes and checksums.
    await withWorkbookSource(path, packageContext({ source: 'a.zip' }, {}), async ({ archive }) => {
      expect(archive.names).toEqual(['first.xml', 'folder/second.xml']);
      expect(await taken(archive.read('first.xml'))).toBe('Größe');
      expect(await taken(archive.read('folder/second.xml'))).toBe(`${'a'.repeat(100_000)}end`);
    });
  });

  it('is the same bytes whenever it is written', async () => {
    const folder = await tempFolder();
    const written = async (name: string): Promise<Buffer> => {
      const output = createWriteStream(join(folder, name));
      const zip = createZipOutput(output);
      await zip.addText('a.xml', 'text');
      await zip.finish();
      output.end();
      await finished(output);
      return await readFile(join(folder, name));
    };
    expect((await written('a.zip')).equals(await written('b.zip'))).toBe(true);
  });

  it('fails where the output does, and where no file was begun', async () => {
    const full = new Error('the disk is full');
    const output = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => done(full) });
    output.on('error', () => undefined);
    await expect(createZipOutput(output).addText('a.xml', 'text')).rejects.toBe(full);
    await expect(createZipOutput(output).end({ crc: 0, size: 0, deflatedSize: 0 })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('UTF-8 in batches', () => {
  it('gives every character once, in batches of about the size', () => {
    const batch = createUtf8Batch(1000);
    const pieces = Array.from({ length: 200 }, (_, index) => `piece ${index} 株式会社 é 🚀`);
    const given = pieces.flatMap((piece) => batch.add(piece) ?? []);
    expect(given.length).toBeGreaterThan(5);
    for (const bytes of given) expect(bytes.length).toBeLessThanOrEqual(1000);
    expect(Buffer.concat([...given, batch.rest()]).toString('utf8')).toBe(pieces.join(''));
    expect(batch.rest()).toHaveLength(0);
  });

  it('takes a piece that is longer than a batch', () => {
    const batch = createUtf8Batch(10);
    expect(batch.add('株'.repeat(50))).toBeNull();
    expect(batch.add('y')?.toString()).toBe('株'.repeat(50));
    expect(batch.rest().toString()).toBe('y');
  });
});

describe('a text in a cell', () => {
  it.each([
    ['plain', '<t>plain</t>'],
    ['R & D <b>', '<t xml:space="preserve">R &amp; D &lt;b&gt;</t>'],
    [' leading', '<t xml:space="preserve"> leading</t>'],
    ['trailing ', '<t xml:space="preserve">trailing </t>'],
    ['two\nlines', '<t xml:space="preserve">two\nlines</t>'],
    ['_x000D_', '<t xml:space="preserve">_x005F_x000D_</t>'],
    ['cr\r', '<t xml:space="preserve">cr_x000D_</t>'],
    ['\uFFFE', '<t xml:space="preserve">_xFFFE_</t>'],
    ['half \uD83D', '<t xml:space="preserve">half _xD83D_</t>'],
    ['🚀', '<t xml:space="preserve">&#x1f680;</t>'],
    ['株式会社', '<t>株式会社</t>'],
  ])('%j is %s', (text, markup) => {
    expect(inlineText(text, () => 'here')).toBe(markup);
  });

  it('that is too long is refused with the name of its cell', () => {
    expect(() => inlineText('x'.repeat(32_768), () => 'a.xlsx › Leads row 3, column E')).toThrow(
      /^a\.xlsx › Leads row 3, column E: .*32767 characters, this text has 32768\.$/,
    );
  });
});
