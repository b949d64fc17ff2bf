import { createRequire } from 'node:module';
import { once } from '../../../core/once.js';

/** The part of the library's metadata that is read here. Source: METADATA.md of libphonenumber-js. */
interface NumberingPlan {
  nationalNumberPattern(): string;
  nationalPrefixForParsing(): string | undefined;
  hasTypes(): boolean;
}

interface PhoneMetadata {
  selectNumberingPlan(callingCode: string): void;
  readonly numberingPlan: NumberingPlan;
  hasCallingCode(callingCode: string): boolean;
  getCountryCodesForCallingCode(callingCode: string): readonly string[];
}

interface PlanForms {
  readonly number: RegExp;
  readonly prefix: RegExp | null;
}

const load = createRequire(import.meta.url);
const usual = /^\+[1-9][\d ]{6,24}$/;
const longestCallingCode = 3;
const lengths = { least: 5, most: 17 } as const;
// Its mobile numbers are written in two ways (see phone-text.ts).
const mexico = '52';

/**
 * Whether a text is a number with its country code, digits and spaces only, that the library takes; found out by its own patterns, in a
 * tenth of the time. False says only that the library has to be asked.
 */
export function isUsualPhone(text: string): boolean {
  if (!usual.test(text)) return false;
  const digits = text.slice(1).replaceAll(' ', '');
  for (let length = 1; length <= longestCallingCode; length += 1) {
    const forms = formsOf(digits.slice(0, length));
    if (forms === undefined) continue;
    return forms !== null && fits(digits.slice(length), forms);
  }
  return false;
}

function fits(national: string, { number, prefix }: PlanForms): boolean {
  const isOfLength = national.length >= lengths.least && national.length <= lengths.most;
  return isOfLength && number.test(national) && prefix?.test(national) !== true;
}

const known = new Map<string, PlanForms | null | undefined>();

/** The forms of a calling code; null where several countries share it, undefined where it is none. */
function formsOf(callingCode: string): PlanForms | null | undefined {
  if (known.has(callingCode)) return known.get(callingCode);
  const forms = readForms(callingCode);
  known.set(callingCode, forms);
  return forms;
}

// Loaded with the first phone number.
const metadata = once((): PhoneMetadata => {
  const library: { readonly Metadata: new () => PhoneMetadata } = load('libphonenumber-js/min');
  return new library.Metadata();
});

function readForms(callingCode: string): PlanForms | null | undefined {
  const plans = metadata();
  if (!plans.hasCallingCode(callingCode)) return undefined;
  if (callingCode === mexico || plans.getCountryCodesForCallingCode(callingCode).length !== 1) return null;
  plans.selectNumberingPlan(callingCode);
  const { numberingPlan: plan } = plans;
  if (plan.hasTypes()) return null;
  const prefix = plan.nationalPrefixForParsing();
  return {
    number: new RegExp(`^(?:${plan.nationalNumberPattern()})$`),
    prefix: prefix === undefined ? null : new RegExp(`^(?:${prefix})`),
  };
}
