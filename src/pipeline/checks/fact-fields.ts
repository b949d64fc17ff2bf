/** A field that a lead has once and that checks of a whole file look at. */
export interface FactField {
  /** Its place in `factPaths`, by which it is found without looking for its name. */
  readonly index: number;
  /** Its catalogue path. */
  readonly path: string;
}

const all: string[] = [];

/** The catalogue paths of all these fields. */
export const factPaths: readonly string[] = all;

function field(path: string): FactField {
  return { index: all.push(path) - 1, path };
}

export const factFields = {
  leadName: field('leadOpportunity.name'),
  stage: field('leadOpportunity.status'),
  currency: field('leadOpportunity.currency'),
  reasonWon: field('leadOpportunity.reasonWon'),
  reasonLost: field('leadOpportunity.reasonLost'),
  forecast: field('leadOpportunity.forecastCategory'),
  owner: field('leadOpportunity.dsOwnerEmail'),
  milestone: field('leadOpportunity.nextMilestone'),
  milestoneDate: field('leadOpportunity.nextMilestoneDate'),
  customerName: field('customerLegalEntity.name'),
  country: field('customerLegalEntity.country'),
  vatNumber: field('customerLegalEntity.vatNumber'),
  dunsNumber: field('customerLegalEntity.dunsNumber'),
  registrationId: field('customerLegalEntity.registrationId'),
  customerId: field('customerLegalEntity.id'),
} as const;
