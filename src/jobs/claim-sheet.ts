import type { Issue } from '../core/issue.js';
import type { Origin } from '../core/row.js';
import type { CheckedLead } from '../lead/checked-lead.js';
import type { SheetLead } from '../lead/lead.js';
import { firstError } from './first-error.js';

/** A lead of 3DS in a sheet, with the partner lead id that the sheet gives it. */
export interface SheetClaim {
  readonly dsLeadOpportunityId: string;
  /** As the cell has it where it is no id. */
  readonly partnerLeadOpportunityId: string;
  /** What the sheet says of it; its ids are where they belong. */
  readonly lead: SheetLead;
  readonly origins: readonly Origin[];
  /** Why it is not sent. */
  readonly rejection: { readonly code: string; readonly message: string } | null;
}

/** Takes the leads of a sheet that was read by 3DS id (`identity: '3ds'`) and gives those that have a partner lead id. */
export interface ClaimTaker {
  add(lead: CheckedLead): void;
  /** Leads of 3DS whose partner lead id is blank. */
  blank(): number;
  /** In the sheet's order. An id that is given to two leads is given to none of them. */
  claims(): readonly SheetClaim[];
}

const idFields: ReadonlySet<string | null> = new Set([
  null,
  'dsLeadOpportunityId',
  'leadOpportunity.partnerLeadOpportunityId',
]);

export function createClaimTaker(): ClaimTaker {
  const taken: SheetClaim[] = [];
  let blank = 0;
  return {
    add(checked) {
      const claim = claimOf(checked);
      if (claim === null) blank += 1;
      else taken.push(claim);
    },
    blank: () => blank,
    claims: () => withoutRepeated(taken),
  };
}

function claimOf({ lead, origins, issues }: CheckedLead): SheetClaim | null {
  // Read by 3DS id, the two ids have changed places.
  const { partnerLeadOpportunityId: dsId, dsLeadOpportunityId: id } = lead;
  const wrong = issues.filter(({ severity, field }) => severity === 'error' && idFields.has(field));
  if (id === null && !wrong.some(isOfPartnerId)) return null;
  const given = id ?? wrong.find(isOfPartnerId)?.value ?? '';
  return {
    dsLeadOpportunityId: dsId,
    partnerLeadOpportunityId: given,
    lead: { ...lead, partnerLeadOpportunityId: given, dsLeadOpportunityId: dsId },
    origins,
    rejection: wrong.length === 0 ? null : firstError(wrong),
  };
}

function isOfPartnerId({ field }: Issue): boolean {
  return field === 'dsLeadOpportunityId';
}

function withoutRepeated(claims: readonly SheetClaim[]): readonly SheetClaim[] {
  const byId = Map.groupBy(claims, ({ partnerLeadOpportunityId }) => partnerLeadOpportunityId);
  return claims.map((claim) => {
    const alike = byId.get(claim.partnerLeadOpportunityId) ?? [];
    const isRepeated = claim.rejection === null && alike.length > 1;
    return isRepeated ? { ...claim, rejection: repeated(alike) } : claim;
  });
}

function repeated(alike: readonly SheetClaim[]): SheetClaim['rejection'] {
  const places = alike.map(({ dsLeadOpportunityId, origins: [origin] }) =>
    origin === undefined ? dsLeadOpportunityId : `${dsLeadOpportunityId} in row ${origin.row}`,
  );
  const [{ partnerLeadOpportunityId } = { partnerLeadOpportunityId: '' }] = alike;
  return {
    code: 'DUPLICATE_ID',
    message: `Expected an id of its own for each lead, found "${partnerLeadOpportunityId}" for ${places.join(' and ')}.`,
  };
}
