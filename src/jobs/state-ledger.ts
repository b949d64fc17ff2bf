import { randomBytes } from 'node:crypto';
import type { Ledger } from '../lead/ledger.js';
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
