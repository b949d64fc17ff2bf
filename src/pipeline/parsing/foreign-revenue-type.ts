import {
  enumerationCode,
  enumerationLabel,
  enumerations,
  revenueTypeTranslations,
} from '../../lead/enumerations.js';
import type { ApiVersion } from '../../lead/field-catalogue.js';
import { quoted } from '../quoted.js';
import { blank, invalid, type Parsed, parsedValue } from './parsed.js';

const ownList = { v0: 'revenueTypeV0', v1: 'revenueTypeV1' } as const;
const other = { v0: 'v1', v1: 'v0' } as const satisfies Record<ApiVersion, ApiVersion>;
// What 3DS answers and does not take: the contract names SUPPORT_SERVICES, says that the list is open, and one example has SxC.
const answeredForm = /^[A-Z]xC$/;

/** True for a revenue type that requests of this API version may not carry. */
export function isAnsweredOnly(code: string, apiVersion: ApiVersion): boolean {
  return !Object.hasOwn(enumerations[ownList[apiVersion]], code);
}

/**
 * A revenue type that is not in the list of the API version: one of the other version is invalid and comes with its translation, one that
 * only 3DS sets stays as it is, and EMPTY is blank. Null for anything else.
 */
export function parseForeignRevenueType(text: string, apiVersion: ApiVersion): Parsed | null {
  const code = enumerationCode(ownList[other[apiVersion]], text);
  // v1 has no code for it, and an answer's EMPTY equals a missing value.
  if (code === 'EMPTY') return blank;
  const translations = translationsOf(code, apiVersion);
  if (code !== null && translations.length > 0) return otherVersion(text, { code, translations }, apiVersion);
  const answered = code ?? (answeredForm.test(text) ? text : null);
  if (answered === null) return null;
  const message = `found the revenue type ${quoted(text)}, which 3DS answers and does not take. It is kept as it is.`;
  return parsedValue(answered, [{ code: 'REVENUE_TYPE_3DS_ONLY', message }]);
}

function translationsOf(code: string | null, apiVersion: ApiVersion): readonly string[] {
  const table = new Map<string, readonly string[]>(Object.entries(revenueTypeTranslations[apiVersion]));
  return table.get(code ?? '') ?? [];
}

function otherVersion(
  text: string,
  { code, translations }: { readonly code: string; readonly translations: readonly string[] },
  apiVersion: ApiVersion,
): Parsed {
  const named = translations.map((one) => `${one} (${enumerationLabel(ownList[apiVersion], one)})`);
  const [only, ...more] = translations;
  const choice = more.length === 0 ? `Write ${named.join()}` : `Choose ${named.join(' or ')}`;
  return invalid({
    code: 'REVENUE_TYPE_OTHER_VERSION',
    message: `expected a revenue type of API version ${apiVersion}, found ${quoted(text)}, which is ${code} of version ${other[apiVersion]}.`,
    hint: `${choice}, or set --api-version ${other[apiVersion]}.`,
    suggestion: more.length === 0 ? (only ?? null) : null,
  });
}
