import type { Issue } from '../core/issue.js';

/** A bounded choice of the issues that pass. */
export interface IssueSample {
  add(issue: Issue): void;
  /** Those that were kept, in the order in which they came. */
  issues(): readonly Issue[];
}

interface Kept {
  readonly seq: number;
  readonly issue: Issue;
}

/**
 * Keeps at most `most` issues: the first ones of every code, shared out so that a code with many does not push out one with few.
 * Where there are no more than `most`, it keeps all.
 */
export function createIssueSample(most: number): IssueSample {
  const groups = new Map<string, Kept[]>();
  let seen = 0;
  let size = 0;

  function add(issue: Issue): void {
    const key = `${issue.severity} ${issue.code}`;
    const group = groups.get(key) ?? [];
    const seq = seen;
    seen += 1;
    if (size >= most && !makeRoom(group.length)) return;
    if (group.length === 0) groups.set(key, group);
    group.push({ seq, issue });
    size += 1;
  }

  /** Drops the last one of the largest group where that group has the more for it. */
  function makeRoom(length: number): boolean {
    let largest: Kept[] = [];
    for (const group of groups.values()) if (group.length > largest.length) largest = group;
    if (largest.length <= length + 1) return false;
    largest.pop();
    size -= 1;
    return true;
  }

  return {
    add,
    issues: () =>
      [...groups.values()]
        .flat()
        .toSorted((one, other) => one.seq - other.seq)
        .map(({ issue }) => issue),
  };
}
