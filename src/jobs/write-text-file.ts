import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeFileAtomically } from '../formats/atomic-file.js';

/** Writes a text file as a whole: the old content or the new one, never half. Returns the path really written. */
export async function writeTextFile(path: string, text: string): Promise<string> {
  return await writeFileAtomically(path, async (output) => {
    await pipeline(Readable.from([text]), output, { end: false });
  });
}

/** A value as JSON with two spaces, ended by a line break. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
