import { countryCode } from '../../../lead/countries/country-names.js';
import { closedStages } from '../../../lead/enumerations.js';
import { type PlacedCell, placedValue } from '../../assembly/lead-draft.js';
import type { LeadUnderCheck } from '../check-context.js';
import { remembered } from './remembered.js';

/** A cell with a text that is neither invalid nor emptied. */
export interface FilledText {
  readonly placed: PlacedCell;
  readonly text: string;
}

/** The text under a key, or null where there is nothing to look at. */
export function filledText(cells: ReadonlyMap<string, PlacedCell>, key: string): FilledText | null {
  const placed = cells.get(key);
  const value = placedValue(placed);
  return placed === undefined || typeof value !== 'string' || value === '' ? null : { placed, text: value };
}

const codeOf = remembered(countryCode);

/** The ISO 3166 code of the customer's country: from the sheet, else as last sent; null where it is unknown. */
export function customerCountry({ draft, known }: LeadUnderCheck): string | null {
  const placed = draft.cells.get('customerLegalEntity.country');
  const country =
    placed === undefined ? known?.lastSent?.customerLegalEntity?.['country'] : placedValue(placed);
  return typeof country === 'string' ? codeOf(country) : null;
}

const closed: ReadonlySet<unknown> = new Set(closedStages);

/** The stage of the lead: from the sheet, else as last sent; null where it is unknown. */
export function stageOf({ draft, known }: LeadUnderCheck): string | null {
  const placed = draft.cells.get('leadOpportunity.status');
  const stage = placed === undefined ? known?.lastSent?.leadOpportunity['status'] : placedValue(placed);
  return typeof stage === 'string' ? stage : null;
}

/** True while something can still happen. An unknown stage is not open. */
export function isOpen(stage: string | null): boolean {
  return stage !== null && !closed.has(stage);
}
