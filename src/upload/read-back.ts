import { LeadferryError } from '../core/error.js';
import { compareLead } from '../lead/compare.js';
import { type ApiVersion, fieldsOf, listParts } from '../lead/field-catalogue.js';
import type { LeadParts, RemoteLead } from '../lead/lead.js';
import type { ReadBackDifference } from '../lead/ledger.js';
import { isAbsent } from '../lead/same-value.js';
import { fieldLabel, valueText } from './compared-plan.js';
import type { UploadSession } from './upload-session.js';

export interface SentLead {
  readonly seq: number;
  readonly parts: LeadParts;
  readonly isCreate: boolean;
}

/** Whether the 3DS id of a create's answer belongs to another lead, as far as that one could be read. */
export function isOtherLead(
  shown: RemoteLead | null,
  { partnerLeadOpportunityId }: Pick<LeadParts, 'partnerLeadOpportunityId'>,
): shown is RemoteLead {
  return shown !== null && shown.partnerLeadOpportunityId !== partnerLeadOpportunityId;
}

/** Notes where 3DS holds something else than was sent; null: it could not be read. The lead stays done. Throws what the ledger throws. */
export function noteReadBack(
  { record, deps }: UploadSession,
  sent: SentLead,
  remote: RemoteLead | null,
): void {
  const found =
    remote === null
      ? { differences: [], code: 'READ_BACK_FAILED' as const }
      : comparedWithSent(sent, remote, record.apiVersion);
  deps.ledger.noteReadBack(record.run, sent.seq, { ...found, lead: remote });
}

/** Reads a lead that was just sent; null where it cannot be read, from which nothing follows. */
export async function readSent(
  { dsLeadOpportunityId }: Pick<RemoteLead, 'dsLeadOpportunityId'>,
  { api, signal }: UploadSession['deps'],
): Promise<RemoteLead | null> {
  try {
    const answer = await api.read(dsLeadOpportunityId, { signal });
    return answer.kind === 'found' ? answer.lead : null;
  } catch (thrown) {
    // What ends the run shows at the next request that matters.
    if (thrown instanceof LeadferryError) return null;
    throw thrown;
  }
}

/** What 3DS holds otherwise than it was sent: values that it ignored or changed, lists that it made another of, and, of a new lead, defaults. */
export function comparedWithSent(
  { parts, isCreate }: Pick<SentLead, 'parts' | 'isCreate'>,
  remote: RemoteLead,
  apiVersion: ApiVersion,
): { readonly differences: readonly ReadBackDifference[]; readonly code: string | null } {
  const sheet = { ...parts, dsLeadOpportunityId: null };
  const { changes } = compareLead({ sheet, remote, lastSent: null, lists: 'replace', apiVersion });
  const differences = changes.map(({ field, from, to }) => ({ field, sent: to, held: from }));
  const defaults = isCreate ? defaulted(parts, remote) : [];
  const isOfList = ({ field }: ReadBackDifference) => listParts.some((part) => field.startsWith(part));
  // What 3DS fills in for every new lead is no news of this one.
  const code = differences.length === 0 ? null : 'READ_BACK_DIFFERS';
  return {
    differences: [...differences, ...defaults],
    code: differences.some(isOfList) ? 'LIST_NOT_AS_SENT' : code,
  };
}

/** Attributes of a new lead that were left blank and that 3DS filled in. */
function defaulted(parts: LeadParts, { leadOpportunity: held }: RemoteLead): readonly ReadBackDifference[] {
  return fieldsOf('leadOpportunity').flatMap((field) => {
    const isFilledIn = isAbsent(parts.leadOpportunity[field.name]) && !isAbsent(held[field.name]);
    const isOurs = field.readOnly || field.name === 'partnerLeadOpportunityId';
    return isFilledIn && !isOurs ? [{ field: field.path, sent: null, held: held[field.name] }] : [];
  });
}

/** What the results say of differences: `Close date: you sent 2026-09-30, 3DS holds 2026-10-15`. */
export function readBackText(differences: readonly ReadBackDifference[]): string {
  return differences
    .map(
      ({ field, sent, held }) =>
        `${fieldLabel(field)}: you sent ${sent === null ? 'nothing' : valueText(sent)}, 3DS holds ${valueText(held)}`,
    )
    .join('; ');
}
