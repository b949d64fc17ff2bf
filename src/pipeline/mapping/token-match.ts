import { type Field, fieldCatalogue, type Part } from '../../lead/field-catalogue.js';
import { headerKey } from './header-key.js';
import { headerTokens } from './plain-header.js';

/** A field found by the words of a header. */
export interface TokenMatch {
  readonly field: Field;
  /** What is left of the header without the words that only say whose value it is. */
  readonly rest: string;
}

/** Words that say whose value a column holds, and the parts of a lead that they speak of. */
const qualifiers: readonly { readonly words: ReadonlySet<string>; readonly parts: readonly Part[] }[] = [
  {
    words: words('deal opportunity opp oppt oppty potential verkaufschance opportunité'),
    parts: ['leadOpportunity', 'offerLines'],
  },
  {
    words: words(
      'customer account company organization organisation client billing associated firma kunde kunden unternehmen address adresse rechnungsanschrift rechnungsadresse 1',
    ),
    parts: ['customerLegalEntity'],
  },
  {
    words: words('contact person kontakt ansprechpartner kontaktperson work business primary geschäftlich 1'),
    parts: ['customerContacts'],
  },
];

// What a field is called beside its owner's word: `Deal - Title`, `Organization - Name`, `Deal - Value`.
const shortNames: Readonly<Record<string, readonly string[]>> = {
  'leadOpportunity.name': ['name', 'title', 'titel', 'topic'],
  'leadOpportunity.partnerLeadOpportunityId': ['id', 'number', 'nummer'],
  'offerLines.amount': ['amount', 'value', 'wert', 'betrag'],
  'customerLegalEntity.name': ['name'],
};

/** Names that stay with the whole header: alone they mean something else, or somebody else's. */
const neverShort: ReadonlySet<string> = new Set(['id', '3dsid', 'state', 'salesstage'].map(headerKey));

const namesByPart: ReadonlyMap<Part, ReadonlyMap<string, Field>> = new Map(
  [...new Set(fieldCatalogue.map((field) => field.part))].map((part) => [part, namesOf(part)]),
);

/**
 * The one field whose name is all of a header but for the words that say whose value it is. Every word counts: `Shipping city`,
 * `Amount weighted` and `Account owner` mean no field. Null where none or several fit.
 */
export function matchTokens(header: string): TokenMatch | null {
  const tokens = headerTokens(header);
  const found = new Map<string, TokenMatch>();
  for (const { words: owners, parts } of qualifiers) {
    const rest = tokens.filter((token) => !owners.has(token));
    if (rest.length === 0 || rest.length === tokens.length) continue;
    for (const part of parts) {
      const field = namesByPart.get(part)?.get(sorted(rest));
      if (field !== undefined) found.set(field.path, { field, rest: rest.join('') });
    }
  }
  const [only, ...others] = found.values();
  return only !== undefined && others.length === 0 ? only : ofOwner(tokens);
}

// `Deal - Organization`: the deal's customer, by the customer's own word.
function ofOwner(tokens: readonly string[]): TokenMatch | null {
  const [first, second, ...more] = tokens;
  if (first === undefined || second === undefined || more.length > 0) return null;
  const isCustomer = ownerWords.has(second) && ['deal', 'associated', 'opportunity', 'lead'].includes(first);
  const field = isCustomer
    ? fieldCatalogue.find(({ path }) => path === 'customerLegalEntity.name')
    : undefined;
  return field === undefined ? null : { field, rest: 'organization' };
}

const ownerWords: ReadonlySet<string> = words('organization organisation company account customer');

function namesOf(part: Part): ReadonlyMap<string, Field> {
  const fields = fieldCatalogue.filter((field) => field.part === part && !field.readOnly);
  const names = new Map<string, Field>();
  for (const field of fields) {
    for (const name of shortNames[field.path] ?? []) names.set(sorted(headerTokens(name)), field);
  }
  for (const [name, field] of fields.flatMap((one) => allNames(one).map((name) => [name, one] as const))) {
    const key = sorted(headerTokens(name));
    if (!neverShort.has(headerKey(name)) && !names.has(key)) names.set(key, field);
  }
  return names;
}

function allNames(field: Field): readonly string[] {
  return [field.itemLabel, field.name, ...field.aliases, ...Object.values(field.labels).flat()];
}

function sorted(tokens: readonly string[]): string {
  return tokens.toSorted().join(' ');
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
