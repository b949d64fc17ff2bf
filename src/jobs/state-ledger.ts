import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { LocalSettings } from '../config/settings.js';
import type { Ledger } from '../lead/ledger.js';
import { ledgerPath } from '../ledger/open-database.js';
import { openLedger } from '../ledger/open-ledger.js';
import { systemClock } from './system-clock.js';

interface LedgerPlace {
  readonly stateDir: string;
  readonly origin: string;
  readonly partnerId: string;
}

/** The ledger of one server and partner in the state folder. The caller closes it. */
export function openStateLedger({ stateDir, origin, partnerId }: LedgerPlace): Ledger {
  return openLedger({
    stateDir,
    scope: { origin, partnerId },
    clock: systemClock,
    randomId: () => randomBytes(4).toString('hex'),
  });
}

/** The ledger where there is one for the chosen server; work that sends nothing leaves no ledger behind. */
export function existingLedger({ stateDir, origin, partnerId }: LocalSettings): Ledger | null {
  if (origin === null || partnerId === null || !existsSync(ledgerPath(stateDir))) return null;
  return openStateLedger({ stateDir, origin, partnerId });
}
