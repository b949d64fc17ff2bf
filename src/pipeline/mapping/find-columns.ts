import { columnLetters } from '../../core/row.js';
import { headerKey } from './header-key.js';
import { plainHeader } from './plain-header.js';

/** The headers of a sheet, to be asked for by what a mapping file calls them. */
export interface ColumnFinder {
  /** Indexes of the columns that a name means: `[F]` by its letters, else the same text, else the same text but for case and signs. */
  find(name: string): readonly number[];
}

const letters = /^\[([A-Z]{1,3})\]$/u;

export function createColumnFinder(headers: readonly string[]): ColumnFinder {
  const byLetters = new Map(headers.map((_, index) => [columnLetters(index), index]));
  const byText = grouped(headers, (header) => header.trim());
  const byKey = grouped(headers, looseKey);
  return {
    find: (name) => {
      const [, column] = letters.exec(name) ?? [];
      const index = column === undefined ? undefined : byLetters.get(column);
      if (index !== undefined) return [index];
      return byText.get(name.trim()) ?? byKey.get(looseKey(name)) ?? [];
    },
  };
}

function looseKey(header: string): string {
  const { text } = plainHeader(header);
  // A header of signs alone, such as `#`, has no key of its own.
  return headerKey(text) || text;
}

function grouped(
  headers: readonly string[],
  key: (header: string) => string,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, header] of headers.entries()) {
    if (header.trim() === '') continue;
    const found = groups.get(key(header));
    if (found === undefined) groups.set(key(header), [index]);
    else found.push(index);
  }
  return groups;
}
