import { z } from 'zod';
import type { Ledger } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { storedItem } from './stored-values.js';

const itemRow = z.object({ item: storedItem }).transform(({ item }) => item);
const savedRow = z.object({ savedAt: z.string() });

/** The portfolio catalogue as it was last exported, one per scope. */
export function savedCatalogue(context: LedgerContext): Pick<Ledger, 'saveCatalogue' | 'catalogue'> {
  const { database, path, scopeId, clock } = context;
  const forget = database.prepare('DELETE FROM catalogues WHERE scope_id = ?');
  const insert = database.prepare('INSERT INTO catalogues (scope_id, saved_at) VALUES (?, ?)');
  const insertItem = database.prepare(
    'INSERT INTO catalogue_items (scope_id, position, item_json) VALUES (?, ?, ?)',
  );
  const saved = database.prepare('SELECT saved_at AS savedAt FROM catalogues WHERE scope_id = ?');
  const items = database.prepare(
    'SELECT item_json AS item FROM catalogue_items WHERE scope_id = ? ORDER BY position',
  );

  return {
    saveCatalogue: (newItems) =>
      inTransaction(context, () => {
        forget.run(scopeId);
        insert.run(scopeId, stamp(clock));
        let position = 0;
        for (const item of newItems) {
          insertItem.run(scopeId, position, JSON.stringify(item));
          position += 1;
        }
      }),
    catalogue: () =>
      guarded(path, () => {
        const found = saved.get(scopeId);
        if (found === undefined) return null;
        return { items: z.array(itemRow).parse(items.all(scopeId)), savedAt: savedRow.parse(found).savedAt };
      }),
  };
}
