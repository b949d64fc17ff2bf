import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeguards } from '../../tools/safeguard-table.js';

const root = join(import.meta.dirname, '..', '..');
const edits = safeguards.flatMap(({ name, edits: all }) => all.map((edit) => ({ name, ...edit })));

describe('the table of `npm run safeguards`', () => {
  it.each(edits)('finds "$name" in $file exactly once', ({ file, find, replacement }) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text.split(find)).toHaveLength(2);
    expect(replacement).not.toBe(find);
  });

  it.each(safeguards)('names tests for "$name" that are there', ({ tests }) => {
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    expect(tests).not.toEqual([]);
  });

  it('names each safeguard once', () => {
    expect(new Set(safeguards.map(({ name }) => name)).size).toBe(safeguards.length);
  });
});
