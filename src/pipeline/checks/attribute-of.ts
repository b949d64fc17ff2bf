import type { FieldValue } from '../../lead/lead.js';
import { placedValue } from '../assembly/lead-draft.js';
import type { LeadUnderCheck } from './check-context.js';

/** Catalogue paths of attributes that checks compare others with. */
const paths = {
  currency: 'leadOpportunity.currency',
  status: 'leadOpportunity.status',
} as const satisfies Readonly<Record<string, string>>;

/**
 * The value that an attribute will have at 3DS, as far as is known: the sheet's, or on an update where the sheet leaves it blank
 * what was last sent. Undefined where nobody knows.
 */
export function attributeOf(
  { draft, isCreate, known }: LeadUnderCheck,
  name: keyof typeof paths,
): FieldValue | undefined {
  const placed = draft.cells.get(paths[name]);
  if (placed !== undefined || isCreate) return placedValue(placed);
  return known?.lastSent?.leadOpportunity[name];
}
