import { existsSync } from 'node:fs';
import type { LocalSettings } from '../config/settings.js';
import type { Ledger } from '../lead/ledger.js';
import { ledgerPath } from '../ledger/ledger-path.js';

/** The ledger where there is one for the chosen server; work that sends nothing leaves no ledger behind. The caller closes it. */
export async function existingLedger({ stateDir, origin, partnerId }: LocalSettings): Promise<Ledger | null> {
  if (origin === null || partnerId === null || !existsSync(ledgerPath(stateDir))) return null;
  const { openStateLedger } = await import('./state-ledger.js');
  return openStateLedger({ stateDir, origin, partnerId });
}
