import { foldedValue } from '../../lead/enumerations.js';

const languages = ['en', 'de', 'fr', 'ja', 'es', 'it'] as const;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

// What people write beside the names of ISO 3166; a code of two letters is known from the list itself.
const usualNames: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  brd: 'DE',
  holland: 'NL',
  czechia: 'CZ',
  'czech republic': 'CZ',
  korea: 'KR',
  'south korea': 'KR',
  uae: 'AE',
  prc: 'CN',
};

interface CountryNames {
  /** Folded English names. */
  readonly english: ReadonlySet<string>;
  /** Folded names in all languages, and codes, to the English name. */
  readonly byName: ReadonlyMap<string, string>;
}

let names: CountryNames | null = null;

/** True for the English name of a country, as the API asks for it. */
export function isCountryName(text: string): boolean {
  return countryNames().english.has(foldedValue(text));
}

/** The English name of a country that is written as a code, in another language or as people shorten it; null for anything else. */
export function countryNamed(text: string): string | null {
  return countryNames().byName.get(foldedValue(text)) ?? null;
}

function countryNames(): CountryNames {
  names ??= readNames();
  return names;
}

// The names come with Node's ICU data.
function readNames(): CountryNames {
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const codes = [...letters].flatMap((first) => [...letters].map((second) => `${first}${second}`));
  const named = codes.flatMap((code) => {
    const name = english.of(code);
    return name === undefined || outside.has(code) ? [] : [[code, name] as const];
  });
  const byName = new Map<string, string>(named.map(([code, name]) => [foldedValue(code), name]));
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const [code, name] of named) byName.set(foldedValue(display.of(code) ?? name), name);
  }
  const byCode = new Map(named);
  for (const [usual, code] of Object.entries(usualNames)) byName.set(usual, byCode.get(code) ?? usual);
  return { english: new Set(named.map(([, name]) => foldedValue(name))), byName };
}

// Codes of the region list that are no countries.
const outside: ReadonlySet<string> = new Set([
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'XA',
  'XB',
  'QO',
  'UK',
  'SU',
  'YU',
  'DD',
  'FX',
  'TP',
  'ZR',
  'BU',
  'CS',
  'NT',
  'AN',
]);
