import type { KnownLead, Ledger } from '../lead/ledger.js';

interface KnownToLedger {
  readonly known: (partnerLeadId: string) => KnownLead | null;
  /** True where `known` answers null for every id. */
  readonly knowsNone: boolean;
}

/** What a ledger knows of the leads of a sheet that is checked. One that knows none is asked once and not lead by lead. */
export function knownToLedger(ledger: Ledger | null): KnownToLedger {
  if (ledger === null || ledger.knowsNone()) return { known: () => null, knowsNone: true };
  return { known: (id) => ledger.known(id), knowsNone: false };
}
