import type { Origin } from '../../../core/row.js';
import { countryCode } from '../../../lead/countries/country-names.js';
import { type LeadDraft, placedValue } from '../../assembly/lead-draft.js';
import { ownText } from '../../own-text.js';
import { quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type FileCheck, type JudgedLead } from '../check-context.js';
import { customerNameOf } from './customer-key.js';
import { filledText } from './filled-text.js';
import { createFindings, rowBeside } from './findings.js';
import { createFirstSeen } from './first-seen.js';
import { remembered } from './remembered.js';

const cityPath = 'customerLegalEntity.city';
const idPaths = [
  'customerLegalEntity.vatNumber',
  'customerLegalEntity.dunsNumber',
  'customerLegalEntity.registrationId',
  'customerLegalEntity.id',
] as const;

interface Seen {
  readonly country: string;
  readonly text: string;
  readonly city: string;
  /** In the order of `idPaths`; null where the row has none. */
  readonly ids: readonly string[] | null;
  readonly origin: Origin;
}

const codeOf = remembered(countryCode);

/** Names customers that stand in two countries where that is hardly two companies, each pair of countries once. */
export function findCustomerCountries({ source }: CheckContext): FileCheck {
  const seen = createFirstSeen<Seen>();
  const told = new Set<string>();
  const findings = createFindings('CUSTOMER_IN_TWO_COUNTRIES', source);
  return {
    add({ draft }: JudgedLead): void {
      const customer = filledText(draft.cells, 'customerLegalEntity.name');
      const country = filledText(draft.cells, 'customerLegalEntity.country');
      const code = country === null ? null : codeOf(country.text);
      if (customer === null || country === null || code === null) return;
      const { key, hasLegalForm } = customerNameOf(customer.text);
      const { origin } = country.placed;
      const city = ownText(textAt(draft, cityPath).toLowerCase());
      const entry = { country: code, text: ownText(country.text), city, ids: idsOf(draft), origin };
      const first = seen.firstOr(key, entry);
      if (first === null || first.country === code || told.has(`${code}:${key}`)) return;
      if ((!hasLegalForm && first.city !== city) || haveOtherIds(first, entry)) return;
      told.add(`${code}:${key}`);
      findings.add(
        cellPlace(country.placed, source),
        `expected one country for the customer ${quoted(customer.text)}, found ${quoted(first.text)} in ${rowBeside(first.origin, origin)} and ${quoted(country.text)} in row ${origin.row}.`,
      );
    },
    issues: () => findings.issues(),
  };
}

function textAt(draft: LeadDraft, path: string): string {
  const value = placedValue(draft.cells.get(path));
  return typeof value === 'string' ? value : '';
}

function idsOf(draft: LeadDraft): readonly string[] | null {
  return idPaths.some((path) => draft.cells.has(path))
    ? idPaths.map((path) => ownText(textAt(draft, path)))
    : null;
}

function haveOtherIds(first: Seen, later: Seen): boolean {
  return (first.ids ?? []).some((id, index) => {
    const other = later.ids?.[index] ?? '';
    return id !== '' && other !== '' && id !== other;
  });
}
