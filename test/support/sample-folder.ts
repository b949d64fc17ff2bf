import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for all tests of a file, removed after them. Call at the top of a test file. */
export function sampleFolder(): () => string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'leadferry-test-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
