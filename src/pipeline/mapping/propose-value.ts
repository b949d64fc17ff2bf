import { countryNamed } from '../../lead/countries/country-names.js';
import { enumerations, foldedValue } from '../../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field } from '../../lead/field-catalogue.js';
import { closest } from '../closest.js';

/** What a text of a pick list may mean. It is a proposal: the person decides. */
export interface ValueProposal {
  readonly value: string;
  /** `preset` knows the text, `similar` is like a value, `country` is a country's other name. */
  readonly by: 'preset' | 'similar' | 'country';
}

export interface ProposalContext {
  readonly field: Field;
  readonly apiVersion: ApiVersion;
  /** What the preset proposes for the field: text to code. */
  readonly preset: Readonly<Record<string, string>>;
}

/** The value that a text may stand for; null where nothing is near. */
export function proposeValue(
  text: string,
  { field, apiVersion, preset }: ProposalContext,
): ValueProposal | null {
  const key = foldedValue(text);
  const proposed = Object.entries(preset).map(([known, code]) => [foldedValue(known), code] as const);
  const exact = proposed.find(([known]) => known === key);
  if (exact !== undefined) return { value: exact[1], by: 'preset' };
  if (field.type === 'country') {
    const country = countryNamed(text);
    return country === null ? null : { value: country, by: 'country' };
  }
  const name = enumerationOf(field, apiVersion);
  const labels = name === null ? [] : Object.entries(enumerations[name]);
  const known = labels.flatMap(([code, label]) => [
    [foldedValue(code), code] as const,
    [foldedValue(label), code] as const,
  ]);
  const near = closest(key, [...proposed, ...known]);
  return near === null ? null : { value: near, by: 'similar' };
}
