import type { ServerSession } from './server-session.js';
import { systemClock } from './system-clock.js';

const dayMs = 86_400_000;

/** Erases from the ledger the values that are older than it keeps them, and says so. */
export function eraseOldValues(
  { settings, ledger }: ServerSession,
  { onNote }: { readonly onNote?: ((note: string) => void) | undefined },
): void {
  const before = new Date(systemClock.now() - settings.retentionDays * dayMs).toISOString();
  const { erased, runs, unfinished } = ledger.erase({ by: 'age', before }, { dryRun: false });
  const { leads, rows, lastSent, copies } = erased;
  if (leads + rows + lastSent + copies === 0) return;
  const open = unfinished.length === 0 ? '' : ` Of these, ${unfinished.join(', ')} had not come to an end.`;
  onNote?.(
    `Values older than ${settings.retentionDays} days were erased from the ledger: ${leads} leads of ${runs.length} runs, ${lastSent} copies of what was last sent, ${copies} copies of what 3DS held.${open}`,
  );
}
