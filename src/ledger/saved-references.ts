import { z } from 'zod';
import type { Ledger } from '../lead/ledger.js';
import {
  type ReferenceEntry,
  type ReferenceList,
  referenceKinds,
} from '../lead/references/reference-list.js';
import { guarded } from './database-error.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';

const storedList = z.object({
  kind: z.enum(referenceKinds),
  file: z.string(),
  savedAt: z.string(),
}) satisfies z.ZodType<Omit<ReferenceList, 'entries'>>;
const storedEntry = z.object({
  value: z.string(),
  name: z.string().nullable(),
}) satisfies z.ZodType<ReferenceEntry>;

type SavedReferences = Pick<Ledger, 'saveReferenceList' | 'referenceLists' | 'removeReferenceList'>;

/** The lists that 3DS mails, as they were last added, one of each kind per scope. */
export function savedReferences(context: LedgerContext): SavedReferences {
  const { database, path, scopeId, clock } = context;
  const forget = database.prepare('DELETE FROM reference_lists WHERE scope_id = ? AND kind = ?');
  const insert = database.prepare(
    'INSERT INTO reference_lists (scope_id, kind, file, saved_at) VALUES (?, ?, ?, ?)',
  );
  const insertEntry = database.prepare(
    'INSERT INTO reference_entries (scope_id, kind, position, value, name) VALUES (?, ?, ?, ?, ?)',
  );
  const lists = database.prepare(
    'SELECT kind, file, saved_at AS savedAt FROM reference_lists WHERE scope_id = ? ORDER BY kind',
  );
  const entries = database.prepare(
    'SELECT value, name FROM reference_entries WHERE scope_id = ? AND kind = ? ORDER BY position',
  );

  return {
    saveReferenceList: ({ kind, file, entries: newEntries }) =>
      inTransaction(context, () => {
        forget.run(scopeId, kind);
        insert.run(scopeId, kind, file, stamp(clock));
        for (const [position, { value, name }] of newEntries.entries()) {
          insertEntry.run(scopeId, kind, position, value, name);
        }
      }),
    referenceLists: () =>
      guarded(path, () =>
        z
          .array(storedList)
          .parse(lists.all(scopeId))
          .map((list) => ({
            ...list,
            entries: z.array(storedEntry).parse(entries.all(scopeId, list.kind)),
          })),
      ),
    removeReferenceList: (kind) => inTransaction(context, () => forget.run(scopeId, kind).changes > 0),
  };
}
