import { randomUUID } from 'node:crypto';
import { openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Opens a new file for writing and reading, mode 0600, that loses its name at once: however the program ends, nothing stays behind. Gives its
 * descriptor. Throws what the file system says.
 */
export function openNameless(folder: string = tmpdir()): number {
  const path = join(folder, `leadferry-${randomUUID()}.spool`);
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path, { force: true });
  return file;
}
