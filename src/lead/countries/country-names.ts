import { createRequire } from 'node:module';
import { once } from '../../core/once.js';
import { foldedValue } from '../enumerations.js';
import { englishCountryNames, usualCountryNames } from './usual-country-names.js';

// Names of these win where two languages call two countries the same.
const firstLanguages = ['de', 'fr', 'ja', 'es', 'it', 'zh', 'ko', 'pt', 'nl'] as const;
const otherLanguages =
  'pl cs sk hu ro bg el sv da nb nn no fi et lv lt sl hr bs sr mk sq ca gl eu ga cy mt is tr ru uk be az ka hy kk he ar fa hi th vi id ms'.split(
    ' ',
  );
const abbreviation = /^(?:\p{Lu}\.?){2,3}$/u;

type CountryList = typeof import('i18n-iso-countries');

interface EnglishNames {
  /** The name to write, by code. */
  readonly byCode: ReadonlyMap<string, string>;
  /** Codes by every folded English name; null where two countries share it. */
  readonly codes: ReadonlyMap<string, string | null>;
}

/** True for the English name of a country, as the API asks for it. Case and accents do not matter. */
export function isCountryName(text: string): boolean {
  const folded = foldedCountry(text);
  return listedNames().has(folded) || englishNames().codes.has(folded);
}

/** The English name of a country that is written as a code, in another language or as people shorten it; null for anything else. */
export function countryNamed(text: string): string | null {
  return countryName(countryCode(text) ?? '');
}

/** The ISO 3166 code of two letters of a country that is written in English, as a code, in another language or shortened; null for anything else. */
export function countryCode(text: string): string | null {
  const folded = foldedCountry(text);
  // ICU is asked last: loading it takes as long as checking a hundred leads.
  const code = listedNames().get(folded) ?? englishNames().codes.get(folded);
  return code === undefined ? (namesInAnyLanguage().get(folded) ?? null) : code;
}

/** The English name of a code of two letters, or null. */
export function countryName(code: string): string | null {
  return englishNames().byCode.get(code) ?? null;
}

/** Every English name, folded, with the name to write: what a misspelt one is compared with. */
export function countryCandidates(): readonly (readonly [string, string])[] {
  const { codes, byCode } = englishNames();
  return [...codes].flatMap(([folded, code]) => {
    const name = byCode.get(code ?? '');
    return name === undefined ? [] : [[folded, name] as const];
  });
}

/** A name of a country without case, accents, dots, "the" and the kinds of apostrophes. */
export function foldedCountry(text: string): string {
  return foldedValue(text)
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .replace(/[’`´]/gu, "'")
    .replace(/^the /u, '')
    .replace(/ & /gu, ' and ')
    .trim();
}

// Loaded on first use: most commands never meet a country.
const load = createRequire(import.meta.url);

const listed: () => CountryList = once(() => {
  const list: CountryList = load('i18n-iso-countries/index.js');
  list.registerLocale(load('i18n-iso-countries/langs/en.json'));
  return list;
});

/** Codes by the folded English names of ISO 3166, as i18n-iso-countries has them, and by usual ones; null where two countries share a name. */
const listedNames: () => ReadonlyMap<string, string | null> = once(() => {
  const codes = new Map<string, string | null>();
  for (const [code, names] of Object.entries(listed().getNames('en', { select: 'all' }))) {
    for (const name of names) if (!isUsual(name)) addName(codes, foldedCountry(name), code);
  }
  for (const [name, code] of Object.entries(englishCountryNames)) codes.set(foldedCountry(name), code);
  return codes;
});

/** Those of the list, and those of Node's ICU data where the list has none. */
const englishNames: () => EnglishNames = once(() => {
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const byCode = new Map<string, string>();
  const codes = new Map<string, string | null>();
  for (const [code, names] of Object.entries(listed().getNames('en', { select: 'all' }))) {
    const shown = plainName(display.of(code) ?? names[0] ?? code);
    byCode.set(code, shown);
    for (const name of [shown, display.of(code) ?? shown, ...names]) {
      if (!isUsual(name)) addName(codes, foldedCountry(name), code);
    }
  }
  for (const [name, code] of listedNames()) codes.set(name, code);
  return { byCode, codes };
});

const namesInAnyLanguage: () => ReadonlyMap<string, string> = once(readAnyLanguage);

function isUsual(name: string): boolean {
  return abbreviation.test(name) || Object.hasOwn(usualCountryNames, foldedCountry(name));
}

function addName(codes: Map<string, string | null>, name: string, code: string): void {
  const known = codes.get(name);
  codes.set(name, known === undefined || known === code ? code : null);
}

// ICU writes "Bosnia & Herzegovina", "St. Lucia", "Hong Kong SAR China", "Myanmar (Burma)".
function plainName(name: string): string {
  return name
    .replace(/ & /gu, ' and ')
    .replace(/^St\. /u, 'Saint ')
    .replace(/ SAR China$/u, '')
    .replace(/ \(.*\)$/u, '')
    .replace(/’/gu, "'");
}

function readAnyLanguage(): ReadonlyMap<string, string> {
  const list: CountryList = load('i18n-iso-countries');
  const names = new Map<string, string>();
  const offer = (name: string, code: string): void => {
    if (name !== '' && !names.has(name)) names.set(name, code);
  };
  for (const [code3, code] of Object.entries(list.getAlpha3Codes())) {
    offer(foldedCountry(code), code);
    offer(foldedCountry(code3), code);
  }
  for (const [name, code] of Object.entries(usualCountryNames)) offer(foldedCountry(name), code);
  for (const language of firstLanguages) {
    for (const [name, code] of namesOf(list, language)) offer(name, code);
  }
  const others = new Map<string, string | null>();
  for (const language of otherLanguages) {
    for (const [name, code] of namesOf(list, language)) addName(others, name, code);
  }
  for (const [name, code] of others) if (code !== null) offer(name, code);
  return names;
}

function namesOf(list: CountryList, language: string): (readonly [string, string])[] {
  const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return Object.entries(list.getNames(language, { select: 'all' })).flatMap(([code, names]) =>
    [...names, display.of(code) ?? ''].map((name) => [foldedCountry(name), code] as const),
  );
}
