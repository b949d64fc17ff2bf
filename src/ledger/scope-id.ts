import type Database from 'better-sqlite3';

/** The row of `scopes` for a server and partner. Looks first, so that opening a ledger writes nothing where it need not and waits for nobody. */
export function scopeIdOf(
  database: Database.Database,
  { origin, partnerId }: { readonly origin: string; readonly partnerId: string },
): number {
  const select = database.prepare('SELECT id FROM scopes WHERE origin = ? AND partner_id = ?').pluck();
  if (select.get(origin, partnerId) === undefined) {
    database
      .prepare('INSERT INTO scopes (origin, partner_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(origin, partnerId);
  }
  return Number(select.get(origin, partnerId));
}
