import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { readForms } from '../../../../src/pipeline/checks/plausibility/usual-phone.js';

/** What the library's own reader of its metadata says of a calling code. */
interface Plan {
  nationalNumberPattern(): string;
  /** 0 where there is none. */
  nationalPrefixForParsing(): string | number | undefined;
  hasTypes(): boolean;
}

interface Plans {
  selectNumberingPlan(callingCode: string): void;
  readonly numberingPlan: Plan;
}

const mexico = '52';
const { country_calling_codes: countriesOf } = createRequire(import.meta.url)(
  'libphonenumber-js/metadata.min.json',
);
const callingCodes = Object.keys(countriesOf);
const countOf = (code: string): number => countriesOf[code].length;

test('the forms of a calling code of one country are those of the library', () => {
  const ofOne = callingCodes.filter((code) => countOf(code) === 1 && code !== mexico);
  expect(ofOne.length).toBeGreaterThan(150);
  for (const code of ofOne) expect({ code, forms: readForms(code) }).toEqual({ code, forms: formsOf(code) });
});

function formsOf(code: string): ReturnType<typeof readForms> {
  const reader: { readonly Metadata: new () => Plans } = createRequire(import.meta.url)(
    'libphonenumber-js/min',
  );
  const plans = new reader.Metadata();
  plans.selectNumberingPlan(code);
  const { numberingPlan: plan } = plans;
  if (plan.hasTypes()) return null;
  const prefix = plan.nationalPrefixForParsing();
  return {
    number: new RegExp(`^(?:${plan.nationalNumberPattern()})$`),
    prefix: typeof prefix === 'string' ? new RegExp(`^(?:${prefix})`) : null,
  };
}

test('the calling codes of several countries, of none, and of Mexico are left to the library', () => {
  const others = [...callingCodes.filter((code) => countOf(code) > 1), '800', '882', mexico];
  for (const code of others) expect({ code, forms: readForms(code) }).toEqual({ code, forms: null });
});

test.each(['', '0', '999', '4', 'constructor'])('"%s" is no calling code', (code) => {
  expect(readForms(code)).toBeUndefined();
});
