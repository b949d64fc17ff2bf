import type { AtomicFileOptions } from '../formats/atomic-file.js';
import { writeFileAtomically } from '../formats/atomic-file.js';
import { writeLine } from './json-line.js';
import type { WrittenLead } from './lead-sheets.js';

/**
 * Writes leads as JSON lines: one lead per line with all its values under the API's names. Returns the path really written.
 * Throws LeadferryError FILE_WRITE_FAILED, and whatever the source throws; then nothing is left behind.
 */
export async function writeLeadLines(
  path: string,
  leads: AsyncIterable<WrittenLead>,
  options: AtomicFileOptions = {},
): Promise<string> {
  return await writeFileAtomically(
    path,
    async (output) => {
      for await (const lead of leads) await writeLine(output, lead);
    },
    options,
  );
}
