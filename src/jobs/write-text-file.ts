import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeFileAtomically } from '../formats/atomic-file.js';
import { createUtf8Batch } from '../formats/utf8-batch.js';

const batchBytes = 262_144;

/** Writes a text file as a whole: the old content or the new one, never half. Returns the path really written. */
export async function writeTextFile(path: string, text: string | Iterable<string>): Promise<string> {
  return await writeFileAtomically(path, async (output) => {
    await pipeline(Readable.from(typeof text === 'string' ? [text] : batches(text)), output, { end: false });
  });
}

function* batches(pieces: Iterable<string>): Generator<Buffer> {
  const batch = createUtf8Batch(batchBytes);
  for (const piece of pieces) {
    const bytes = batch.add(piece);
    if (bytes !== null) yield bytes;
  }
  yield batch.rest();
}

/** An object as JSON with two spaces, ended by a line break. In pieces, because the whole of a long document takes twice its size at once. */
export function* jsonText(value: object): Generator<string> {
  yield '{';
  let before = '\n';
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    yield `${before}  ${JSON.stringify(key)}: `;
    yield* Array.isArray(entry) && entry.length > 0 ? listText(entry) : [nestedText(entry, 1)];
    before = ',\n';
  }
  yield before === '\n' ? '}\n' : '\n}\n';
}

function* listText(list: readonly unknown[]): Generator<string> {
  let before = '[\n';
  for (const item of list) {
    yield `${before}    ${nestedText(item ?? null, 2)}`;
    before = ',\n';
  }
  yield '\n  ]';
}

/** A value as it stands so many levels deep. */
function nestedText(value: unknown, depth: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`);
}
