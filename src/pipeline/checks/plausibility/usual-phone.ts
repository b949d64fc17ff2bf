import { createRequire } from 'node:module';
import { once } from '../../../core/once.js';

/** What the library knows of all numbers. Source: METADATA.md of libphonenumber-js, whose version 4 this is. */
interface PhoneMetadata {
  readonly version: number;
  /** Countries by calling code. */
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
  /** Numbering plans by country, their entries in a fixed order. */
  readonly countries: Readonly<Record<string, readonly unknown[]>>;
  /** Numbering plans of calling codes that belong to no country. */
  readonly nonGeographic: Readonly<Record<string, unknown>>;
}

/** Where an entry of a numbering plan is. */
const entries = { numberPattern: 2, prefix: 5, prefixForParsing: 7, types: 11 } as const;
const knownVersion = 4;

/** What the digits behind a calling code have the form of, and what may not stand before them. */
export interface PlanForms {
  readonly number: RegExp;
  readonly prefix: RegExp | null;
}

const load = createRequire(import.meta.url);
const usual = /^\+[1-9][\d ]{6,24}$/;
const longest = 26;
const shortest = 8;
const [plus, space, zero, nine] = [0x2b, 0x20, 0x30, 0x39];
const longestCallingCode = 3;
const lengths = { least: 5, most: 17 } as const;
// Its mobile numbers are written in two ways (see phone-text.ts).
const mexico = '52';

/**
 * Whether a text is a number with its country code, digits and spaces only, that the library takes; found out by its own patterns, in a
 * tenth of the time. False says only that the library has to be asked.
 */
export function isUsualPhone(text: string): boolean {
  return usual.test(text) && isUsualPhoneOf(written, 0, written.write(text, 'latin1'));
}

const written = Buffer.alloc(longest);
const digits = Buffer.alloc(longest);

/** The same of bytes. */
export function isUsualPhoneOf(bytes: Uint8Array, start: number, end: number): boolean {
  const count = end - start > longest || end - start < shortest ? 0 : takeDigits(bytes, start, end);
  let callingCode = 0;
  for (let length = 1; length <= longestCallingCode && length < count; length += 1) {
    callingCode = 10 * callingCode + (digits[length - 1] ?? 0) - zero;
    const forms = formsOf(callingCode);
    if (forms === undefined) continue;
    return forms !== null && fits(digits.toString('latin1', length, count), forms);
  }
  return false;
}

/** Takes the digits behind the plus sign and gives how many there are; 0 where anything but digits and spaces stands there. */
function takeDigits(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== plus || bytes[start + 1] === zero || bytes[start + 1] === space) return 0;
  let count = 0;
  for (let at = start + 1; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === space) continue;
    if (byte < zero || byte > nine) return 0;
    digits[count] = byte;
    count += 1;
  }
  return count;
}

function fits(national: string, { number, prefix }: PlanForms): boolean {
  const isOfLength = national.length >= lengths.least && national.length <= lengths.most;
  return isOfLength && number.test(national) && prefix?.test(national) !== true;
}

const known: (PlanForms | null | undefined)[] = Array.from({ length: 10 ** longestCallingCode });
const isRead = new Uint8Array(known.length);

/** The forms of a calling code; null where several countries share it, undefined where it is none. */
function formsOf(callingCode: number): PlanForms | null | undefined {
  if (isRead[callingCode] === 0) {
    known[callingCode] = readForms(String(callingCode));
    isRead[callingCode] = 1;
  }
  return known[callingCode];
}

// Loaded with the first phone number, and without the library itself, which takes ten times as long.
const metadata = once((): PhoneMetadata => load('libphonenumber-js/metadata.min.json'));

/** As formsOf, read anew. */
export function readForms(callingCode: string): PlanForms | null | undefined {
  const { version, countries, nonGeographic, country_calling_codes: byCallingCode } = metadata();
  if (version !== knownVersion || Object.hasOwn(nonGeographic, callingCode)) return null;
  if (!Object.hasOwn(byCallingCode, callingCode)) return undefined;
  const [country = '', ...others] = byCallingCode[callingCode] ?? [];
  const plan = countries[country] ?? [];
  const number = plan[entries.numberPattern];
  const isOfOneForm = others.length === 0 && typeof number === 'string' && !hasTypes(plan);
  if (callingCode === mexico || !isOfOneForm) return null;
  const prefix = plan[entries.prefixForParsing] || plan[entries.prefix];
  return {
    number: new RegExp(`^(?:${number})$`),
    prefix: typeof prefix === 'string' ? new RegExp(`^(?:${prefix})`) : null,
  };
}

function hasTypes(plan: readonly unknown[]): boolean {
  const types = plan[entries.types];
  return Array.isArray(types) ? types.length > 0 : types !== undefined && types !== null && types !== 0;
}
