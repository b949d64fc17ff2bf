import { join } from 'node:path';

/** The ledger's file within a state folder. */
export function ledgerPath(stateDir: string): string {
  return join(stateDir, 'ledger.db');
}
