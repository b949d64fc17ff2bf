import { LeadferryError } from '../core/error.js';
import { guarded, ledgerUnusable } from './database-error.js';
import type { LedgerContext } from './ledger-context.js';

/** Steps on the ledger that share a transaction, and with it one sync of the disk. */
export interface GroupedCommits {
  /**
   * Runs a step in the next common transaction; it may be undone and run again there, so that it changes nothing but the database. Resolves once that is synced to disk. Rejects with the LeadferryError that the step throws, of which
   * then nothing remains, while the other steps hold; with LEDGER_UNUSABLE where the transaction as a whole came to nothing.
   */
  add(step: () => void): Promise<void>;
  /** Commits at once what waits. */
  flush(): void;
}

interface Member {
  readonly step: () => void;
  readonly hold: () => void;
  readonly refuse: (reason: unknown) => void;
}

/** Commits together what was added in one turn of the event loop; a commit blocks, so that what comes up meanwhile makes the next group. */
export function groupedCommits({ database, path }: Pick<LedgerContext, 'database' | 'path'>): GroupedCommits {
  let waiting: Member[] = [];
  // Within another transaction this one is a savepoint.
  const alone = database.transaction((step: () => void) => step());
  const whole = database.transaction((members: readonly Member[]) => {
    for (const { step } of members) step();
  });
  const together = database.transaction((members: readonly Member[]) =>
    members.map(({ step }) => tried(step)),
  );

  /** What the steps of a group refuse. They mostly all hold, and do without a savepoint each; where one does not, all are done again with them. */
  function committed(members: readonly Member[]): readonly (LeadferryError | null)[] {
    try {
      whole.immediate(members);
      return [];
    } catch (thrown) {
      if (!(thrown instanceof LeadferryError)) throw thrown;
      return together.immediate(members);
    }
  }

  /** What a step refuses is its own affair; what SQLite refuses ends the whole group, whose transaction may be gone already. */
  function tried(step: () => void): LeadferryError | null {
    try {
      alone(step);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof LeadferryError)) throw thrown;
      // What follows would be committed step by step, without those before.
      if (!database.inTransaction) throw ledgerUnusable(path, 'it gave up a transaction', { cause: thrown });
      return thrown;
    }
  }

  function flush(): void {
    const members = waiting;
    waiting = [];
    if (members.length === 0) return;
    try {
      const refusals = guarded(path, () => committed(members));
      for (const [index, { hold, refuse }] of members.entries()) {
        const refusal = refusals[index] ?? null;
        if (refusal === null) hold();
        else refuse(refusal);
      }
    } catch (thrown) {
      for (const { refuse } of members) refuse(thrown);
    }
  }

  return {
    add: (step) =>
      new Promise((hold, refuse) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ step, hold, refuse });
      }),
    flush,
  };
}
