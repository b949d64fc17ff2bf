import type { PartValues, RemoteLead } from '../lead/lead.js';
import type { Ledger } from '../lead/ledger.js';

/** 3DS often answers no more of a customer than its id; name and country are then those that were sent or seen last. */
export async function* withKnownCustomers(
  leads: AsyncIterable<RemoteLead> | Iterable<RemoteLead>,
  ledger: Ledger | null,
): AsyncGenerator<RemoteLead> {
  for await (const lead of leads) {
    const { customerLegalEntity: customer, partnerLeadOpportunityId: id } = lead;
    const isComplete = isFilled(customer, 'country') && isFilled(customer, 'name');
    const known = isComplete || ledger === null || id === null ? null : ledger.known(id);
    const held = [customer, known?.lastSeen?.customerLegalEntity, known?.lastSent?.customerLegalEntity];
    yield known === null ? lead : { ...lead, customerLegalEntity: firstFilled(held) };
  }
}

function isFilled(values: PartValues | null, name: string): boolean {
  const value = values?.[name];
  return value !== undefined && value !== null && value !== '';
}

/** Each value from the first that has it. */
function firstFilled(all: readonly (PartValues | null | undefined)[]): PartValues | null {
  const merged = new Map<string, PartValues[string]>();
  for (const values of all) {
    for (const [name, value] of Object.entries(values ?? {})) {
      if (!merged.has(name) && value !== null && value !== '') merged.set(name, value);
    }
  }
  return merged.size === 0 ? null : Object.fromEntries(merged);
}
