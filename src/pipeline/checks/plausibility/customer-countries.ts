import type { Origin } from '../../../core/row.js';
import { countryCode } from '../../../lead/countries/country-names.js';
import { type LeadDraft, placedValue } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type FileCheck, type JudgedLead } from '../check-context.js';
import { customerName } from './customer-key.js';
import { filledText } from './filled-text.js';
import { createFindings, rowBeside } from './findings.js';
import { createFirstSeen } from './first-seen.js';
import { remembered } from './remembered.js';

const idNames = ['vatNumber', 'dunsNumber', 'registrationId', 'id'] as const;

interface Seen {
  readonly country: string;
  readonly text: string;
  readonly city: string;
  readonly ids: readonly string[];
  readonly origin: Origin;
  readonly told: Set<string>;
}

const nameOf = remembered(customerName);
const codeOf = remembered(countryCode);

/** Names customers that stand in two countries where that is hardly two companies, each pair of countries once. */
export function findCustomerCountries({ source }: CheckContext): FileCheck {
  const seen = createFirstSeen<Seen>();
  const findings = createFindings('CUSTOMER_IN_TWO_COUNTRIES', source);
  return {
    add({ draft }: JudgedLead): void {
      const customer = filledText(draft.cells, 'customerLegalEntity.name');
      const country = filledText(draft.cells, 'customerLegalEntity.country');
      const code = country === null ? null : codeOf(country.text);
      if (customer === null || country === null || code === null) return;
      const { key, hasLegalForm } = nameOf(customer.text);
      const { origin } = country.placed;
      const entry: Seen = {
        ...{ country: code, text: country.text, origin, told: new Set() },
        ...{ city: textOf(draft, 'city').toLowerCase(), ids: idNames.map((name) => textOf(draft, name)) },
      };
      const first = seen.firstOr(key, entry);
      if (first === null || first.country === code || first.told.has(code)) return;
      if ((!hasLegalForm && first.city !== entry.city) || haveOtherIds(first, entry)) return;
      first.told.add(code);
      findings.add(
        cellPlace(country.placed, source),
        `expected one country for the customer ${quoted(customer.text)}, found ${quoted(first.text)} in ${rowBeside(first.origin, origin)} and ${quoted(country.text)} in row ${origin.row}.`,
      );
    },
    issues: () => findings.issues(),
  };
}

function textOf(draft: LeadDraft, name: string): string {
  const value = placedValue(draft.cells.get(`customerLegalEntity.${name}`));
  return typeof value === 'string' ? value : '';
}

function haveOtherIds(first: Seen, later: Seen): boolean {
  return first.ids.some((id, index) => {
    const other = later.ids[index] ?? '';
    return id !== '' && other !== '' && id !== other;
  });
}
