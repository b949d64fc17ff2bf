import type { Issue, IssueGroup } from '../core/issue.js';
import { createIssueSpool, type IssueSpool } from './issue-spool.js';

/** Issues by their group, each group in order. Whoever made it closes it. */
export interface IssuePartition {
  /** The issues of a group. */
  of(group: IssueGroup): AsyncIterable<Issue>;
  close(): Promise<void>;
}

/** Few, because there can be as many groups as there are codes. */
const inMemory = 50;

/** Sorts issues into their groups; only a few of each are in memory. */
export async function partitionIssues(issues: AsyncIterable<Issue>): Promise<IssuePartition> {
  const spools = new Map<string, IssueSpool>();
  const close = async (): Promise<void> => {
    for (const spool of spools.values()) await spool.close();
  };
  try {
    for await (const issue of issues) {
      const spool = spools.get(keyOf(issue)) ?? createIssueSpool({ inMemory });
      spools.set(keyOf(issue), spool);
      spool.add(issue);
    }
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    async *of(group) {
      const spool = spools.get(keyOf(group));
      if (spool !== undefined) yield* spool.all();
    },
    close,
  };
}

function keyOf({ severity, code }: Pick<Issue, 'severity' | 'code'>): string {
  return `${severity} ${code}`;
}
