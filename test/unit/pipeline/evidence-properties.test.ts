import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { check } from './fake-reader.js';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 72_000 })
  .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }))
  .map(({ year, month, day }) => ({ year, month, day }));
const dayAbove12 = anyDay.filter(({ day }) => day > 12);
const twoMeanings = anyDay.map(({ year, month, day }) => ({
  year,
  month,
  day: day <= 12 && day !== month ? day : (month % 12) + 1,
}));

const separator = fc.constantFrom('/', '-', '.');
const zeros = fc.boolean();
const time = fc.constantFrom('', ' 00:00', ' 23:59:59', ', 11:59 PM', 'T23:30:00-11:00');

function two(value: number, padded: boolean): string {
  return padded ? String(value).padStart(2, '0') : String(value);
}

function isoOf({ year, month, day }: Day): string {
  return `${year}-${two(month, true)}-${two(day, true)}`;
}

type Numbers = 'day-first' | 'month-first' | 'year-first';

function inNumbers({ year, month, day }: Day, order: Numbers, look: Look): string {
  const parts = {
    'day-first': [two(day, look.padded), two(month, look.padded), String(year)],
    'month-first': [two(month, look.padded), two(day, look.padded), String(year)],
    'year-first': [String(year), two(month, look.padded), two(day, look.padded)],
  } as const satisfies Record<Numbers, readonly string[]>;
  return `${parts[order].join(look.separator)}${look.time}`;
}

interface Look {
  readonly padded: boolean;
  readonly separator: string;
  readonly time: string;
}

const look: fc.Arbitrary<Look> = fc.record({ padded: zeros, separator, time });

async function closeDates(texts: readonly string[]): Promise<readonly unknown[]> {
  const { leads } = await check(
    [{ headers: ['Partner lead id', 'Close date'], rows: texts.map((text, index) => [`A-${index}`, text]) }],
    { mode: 'update' },
  );
  return leads.map(({ lead, rejected }) => (rejected ? null : lead.leadOpportunity['closeDate']));
}

async function amounts(texts: readonly string[]): Promise<readonly unknown[]> {
  const { leads } = await check(
    [
      {
        headers: ['Partner lead id', 'Offer 1 id', 'Offer 1 amount'],
        rows: texts.map((text, index) => [`A-${index}`, 'X', text]),
      },
    ],
    { mode: 'update' },
  );
  return leads.map(({ lead, rejected }) => (rejected ? null : lead.offerLines?.[0]?.['amount']));
}

test.each(['day-first', 'month-first', 'year-first'] as const)(
  'days written %s in a column with one proving row are read as they were written',
  async (order) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDay, { maxLength: 8 }), dayAbove12, fc.nat(8), look, async (...drawn) => {
        const [others, proof, at, style] = drawn;
        const days = others.toSpliced(at, 0, proof);
        const read = await closeDates(days.map((day) => inNumbers(day, order, style)));
        expect(read).toEqual(days.map(isoOf));
      }),
      { numRuns: 150 },
    );
  },
);

test('a column of days with two meanings each never yields a value', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(twoMeanings, fc.constantFrom('day-first', 'month-first'), look), {
        minLength: 1,
        maxLength: 8,
      }),
      async (written) => {
        const read = await closeDates(written.map(([day, order, style]) => inNumbers(day, order, style)));
        expect(read).toEqual(written.map(() => null));
      },
    ),
    { numRuns: 150 },
  );
});

test('with rows of both orders no day with two meanings is read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(twoMeanings, { minLength: 1, maxLength: 6 }),
      dayAbove12,
      dayAbove12,
      async (...drawn) => {
        const [open, one, other] = drawn;
        const style = { padded: true, separator: '/', time: '' };
        const read = await closeDates([
          inNumbers(one, 'day-first', style),
          ...open.map((day) => inNumbers(day, 'day-first', style)),
          inNumbers(other, 'month-first', style),
        ]);
        expect(read).toEqual([isoOf(one), ...open.map(() => null), isoOf(other)]);
      },
    ),
    { numRuns: 100 },
  );
});

const locales = ['en', 'en-GB', 'de', 'de-AT', 'fr', 'fr-CA', 'es', 'it', 'ja'];
const styles = [
  { dateStyle: 'full' },
  { dateStyle: 'long' },
  { year: 'numeric', month: 'short', day: 'numeric' },
  { year: 'numeric', month: 'long', day: '2-digit' },
  { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
] as const satisfies readonly Intl.DateTimeFormatOptions[];

test.each(locales.flatMap((locale) => styles.map((style) => [locale, style] as const)))(
  'days as %s writes them in words with %j are read without any evidence',
  async (locale, style) => {
    const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    const days = Array.from({ length: 366 }, (_, index) =>
      Temporal.PlainDate.from('2028-01-01').add({ days: index }),
    );
    for (const day of [days, days.map((one) => one.subtract({ years: 40 }))]) {
      const texts = day.map((one) => format.format(Date.parse(`${one.toString()}T00:00:00Z`)));
      for (const changed of [texts, texts.map((text) => text.toUpperCase())]) {
        expect(await closeDates(changed)).toEqual(day.map((one) => one.toString()));
      }
    }
  },
);

const notations = {
  'decimal comma, points': { group: '.', decimal: ',', needsProof: true },
  'decimal point, commas': { group: ',', decimal: '.', needsProof: true },
  'decimal comma, spaces': { group: ' ', decimal: ',', needsProof: false },
  'decimal comma, no-break spaces': { group: '\u00a0', decimal: ',', needsProof: false },
  'decimal comma, narrow spaces': { group: '\u202f', decimal: ',', needsProof: false },
  'decimal point, apostrophes': { group: '’', decimal: '.', needsProof: false },
  'decimal point, nothing': { group: '', decimal: '.', needsProof: false },
  'decimal comma, nothing': { group: '', decimal: ',', needsProof: false },
} as const;

function grouped(digits: string, group: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, group);
}

function inIndia(digits: string): string {
  const [, head = '', tail = ''] = /^(\d*?)(\d{1,3})$/.exec(digits) ?? [];
  return head === '' ? tail : `${head.replace(/\B(?=(?:\d{2})+$)/g, ',')},${tail}`;
}

const negative = {
  minus: (text: string) => `-${text}`,
  accounting: (text: string) => `(${text})`,
  trailing: (text: string) => `${text}-`,
  'true minus': (text: string) => `\u2212${text}`,
} as const;
const worn = fc.constantFrom(
  (text: string) => text,
  (text: string) => `€ ${text}`,
  (text: string) => `${text} EUR`,
  (text: string) => `${text}€`,
);
const signOf = fc.constantFrom(...Object.values(negative), null);
const cents = fc.bigInt({ min: 0n, max: 99_999_999_999_999n });

test.each(Object.entries(notations))(
  'amounts with a %s between thousands, with cents in one row at least, are read as they were written',
  async (_, { group, decimal }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cents, worn, signOf, fc.boolean()), { maxLength: 8 }),
        cents,
        async (written, proof) => {
          const texts = written.map(([value, dress, sign, whole]) => {
            const bare = `${grouped(String(value / 100n), group)}${whole ? '' : `${decimal}${String(value % 100n).padStart(2, '0')}`}`;
            return sign === null ? dress(bare) : sign(dress(bare));
          });
          const proving = `${grouped(String(proof / 100n), group)}${decimal}${String(proof % 100n).padStart(2, '0')}`;
          const values = written.map(([value, , sign, whole]) => {
            const number = Number(whole ? value / 100n : value) / (whole ? 1 : 100);
            return sign === null || number === 0 ? number : -number;
          });
          expect(await amounts([...texts, proving])).toEqual([...values, Number(proof) / 100]);
        },
      ),
      { numRuns: 100 },
    );
  },
);

test('amounts grouped as in India are read as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cents, { maxLength: 8 }), async (written) => {
      const texts = written.map(
        (value) => `₹ ${inIndia(String(value / 100n))}.${String(value % 100n).padStart(2, '0')}`,
      );
      expect(await amounts(texts)).toEqual(written.map((value) => Number(value) / 100));
    }),
    { numRuns: 100 },
  );
});

test('a column of amounts with two meanings each never yields a value', async () => {
  const open = fc.tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 0, max: 999 }),
    fc.constantFrom('.', ','),
    worn,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(open, { minLength: 1, maxLength: 8 }), async (written) => {
      const texts = written.map(([left, right, mark, dress]) =>
        dress(`${left}${mark}${String(right).padStart(3, '0')}`),
      );
      expect(await amounts(texts)).toEqual(written.map(() => null));
    }),
    { numRuns: 150 },
  );
});
