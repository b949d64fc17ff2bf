import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLooks } from '../../../../src/core/row.js';
import { fieldAt } from '../../../../src/lead/field-catalogue.js';
import { IdHash, idHash } from '../../../../src/pipeline/assembly/id-hash.js';
import { customerName } from '../../../../src/pipeline/checks/plausibility/customer-key.js';
import { isDamagedText } from '../../../../src/pipeline/checks/plausibility/damaged-text.js';
import { hasMisspeltDomain } from '../../../../src/pipeline/checks/plausibility/email-domain.js';
import { createKeyIndex } from '../../../../src/pipeline/checks/plausibility/key-index.js';
import { canBePhone } from '../../../../src/pipeline/checks/plausibility/phone.js';
import { JoinedHash, textHash } from '../../../../src/pipeline/checks/plausibility/text-hash.js';
import { isUsualPhone } from '../../../../src/pipeline/checks/plausibility/usual-phone.js';
import { anyNotation, type Notation } from '../../../../src/pipeline/parsing/notation.js';
import { parseCell } from '../../../../src/pipeline/parsing/parse-cell.js';
import { marksOf, PlainAmount } from '../../../../src/pipeline/quick/plain-amount.js';
import { PlainBytes } from '../../../../src/pipeline/quick/plain-bytes.js';
import { PlainCustomer } from '../../../../src/pipeline/quick/plain-customer.js';
import { isPlainEmail } from '../../../../src/pipeline/quick/plain-email.js';

/** What a text means in a field, read in full; null where an issue would speak of it. */
function meaning(text: string, path: string, notation: Notation = anyNotation): unknown {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(`there is no field ${path}`);
  const parsed = parseCell(text, field, { ...notation, apiVersion: 'v1' });
  return parsed.kind === 'value' && parsed.remarks.length === 0 ? parsed.value : null;
}

function lookOf(text: string): number {
  const wide = /\P{ASCII}/u.test(text) ? byteLooks.wide : 0;
  return wide | (/(?=\p{ASCII})\p{Cc}/u.test(text) ? byteLooks.control : 0);
}

function joined(...parts: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...parts), { maxLength: 9 }).map((all) => all.join(''));
}

/** How often both answers of `isPlain` were seen, so that a property cannot hold for want of cases. */
function expectAgreement(texts: fc.Arbitrary<string>, judge: (text: string) => boolean): void {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(texts, (text) => {
      seen.add(judge(text));
    }),
    { numRuns: 3000 },
  );
  expect(seen.size).toBe(2);
}

describe('what is told by the bytes alone is what reading in full says', () => {
  const letters = [
    'a',
    'Z',
    '7',
    ' ',
    '-',
    '+',
    'E',
    '(',
    ')',
    "'",
    '#',
    '=',
    ':',
    '.',
    '/',
    '@',
    '\n',
    '\t',
    '\u0007',
  ];
  const wide = [
    'ä',
    'Ã',
    '¶',
    'Ÿ',
    'Â',
    '\u00a0',
    'é',
    '”',
    '–',
    '株',
    '\u3000',
    'ŷ',
    'ĩ',
    '\ufeff',
    '\ufffd',
    '🚀',
    'Œ',
    '\u1680',
    '\u0085',
    '…',
  ];
  const words = [
    '(clear)',
    '#N/A',
    '#REF!',
    '4.97E+11',
    '2026-01-31 00:00:00',
    '01.02.2026 00:00',
    'EMPTY',
    'GrÃ¶ÃŸe',
  ];

  test('of texts', () => {
    const plain = new PlainBytes();
    expectAgreement(
      fc.oneof(joined(...letters), joined(...letters, ...wide), joined(...words, ' ', 'x')),
      (text) => {
        plain.bytes = Buffer.from(text);
        if (text === '' || !plain.isTextOfLines(0, plain.bytes.length, lookOf(text))) return false;
        expect([meaning(text, 'leadOpportunity.description'), isDamagedText(text)]).toEqual([text, false]);
        expect(text.startsWith("'")).toBe(false);
        return true;
      },
    );
  });

  test('of texts of one line', () => {
    const plain = new PlainBytes();
    expectAgreement(joined(...letters, ...wide), (text) => {
      plain.bytes = Buffer.from(text);
      if (text === '' || !plain.isText(0, plain.bytes.length, lookOf(text))) return false;
      expect(meaning(text, 'customerContacts.phoneNumber')).toBe(text);
      return true;
    });
  });

  test('of ids', () => {
    const plain = new PlainBytes();
    expectAgreement(
      joined('2', '0', 'E', '+', '-', ',', '.', 'A', ' ', '(', '#', "'", 'ä', '[x]'),
      (text) => {
        plain.bytes = Buffer.from(text);
        if (text === '' || !plain.isId(0, plain.bytes.length, lookOf(text))) return false;
        expect(meaning(text, 'leadOpportunity.poNumber')).toBe(text);
        return true;
      },
    );
  });

  test('of e-mail addresses', () => {
    const parts = [
      'a',
      'B',
      '7',
      '.',
      '-',
      '_',
      '+',
      '@',
      'example',
      '.com',
      '.con',
      'gmial',
      '.c',
      ' ',
      "'",
      'xn--',
      '@a.de',
    ];
    const address = fc
      .tuple(
        joined('a', 'b.c', '-', '_x', '.', 'D'),
        joined('example', '-', 'x', '.', 'gmial', '7'),
        fc.constantFrom('.com', '.con', '.CON', '.x', '.de', '.d-e', '.d7', '.7', ''),
      )
      .map(([local, domain, ending]) => `${local}@${domain}${ending}`);
    expectAgreement(fc.oneof(joined(...parts), address), (text) => {
      const bytes = Buffer.from(text);
      if (!isPlainEmail(bytes, 0, bytes.length)) return false;
      expect([meaning(text, 'customerContacts.email'), hasMisspeltDomain(text)]).toEqual([text, false]);
      return true;
    });
  });

  test.each([['comma'], ['point'], ['comma', 'point']] as const)(
    'of amounts written with a decimal %s',
    (...decimals) => {
      const notation = { ...anyNotation, decimals };
      const amount = new PlainAmount();
      const text = fc.oneof(
        joined('0', '1', '9', '.', ',', '12', '345', '678', '.00', ',50', '-', ' '),
        fc
          .tuple(
            fc.integer({ min: 0, max: 999_999_999_999 }),
            fc.integer({ min: 0, max: 999 }),
            fc.constantFrom('de-DE', 'en-US'),
          )
          .map(([whole, part, locale]) =>
            (whole + part / 1000).toLocaleString(locale, { maximumFractionDigits: 3 }),
          ),
      );
      expectAgreement(text, (written) => {
        const bytes = Buffer.from(written);
        if (!amount.read(bytes, { start: 0, end: bytes.length }, marksOf(notation))) return false;
        expect(meaning(written, 'offerLines.amount', notation)).toBe(amount.value);
        return true;
      });
    },
  );

  test('of phone numbers with a country code', () => {
    const code = fc.constantFrom(
      '49',
      '33',
      '1',
      '39',
      '81',
      '48',
      '52',
      '54',
      '7',
      '90',
      '999',
      '44',
      '43',
      '86',
    );
    const number = fc
      .tuple(code, fc.integer({ min: 0, max: 99_999_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(
        ([country, digits, gap]) =>
          `+${country}${gap === 0 ? '' : ' '}${String(digits).slice(0, gap)} ${String(digits).slice(gap)}`,
      );
    const seen = { usual: 0 };
    fc.assert(
      fc.property(number, (text) => {
        if (!isUsualPhone(text)) return;
        seen.usual += 1;
        const national = text.replace('+', '00');
        // The same number in a form that only the library reads.
        expect(canBePhone(`Tel.: ${national}`, '')).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(seen.usual).toBeGreaterThan(100);
  });

  test('of customer names', () => {
    const name = new PlainCustomer();
    const words = [
      'Example',
      'PUMP',
      'GmbH',
      'sp',
      'z',
      'o.o.',
      'S.A.',
      'Co',
      '&',
      '-',
      "d'",
      '株式会社',
      'Übung',
      'Größe',
      'Łódź',
      'ĳ',
      ' ',
      ' ',
      ',',
      '7',
      'KG',
      '`',
    ];
    const wide = [
      'ΣΑΣ',
      'ＧｍｂＨ',
      'ｓｐ',
      '㈜',
      '한국',
      'e\u0301',
      '\u0301',
      'İ',
      '\u00a0',
      '’',
      '有限公司',
      '٣',
    ];
    fc.assert(
      fc.property(
        fc.oneof(joined(...words), joined(...words, ...wide), joined("d'", 'sp', ' z', ' o', '.', 'x', '`')),
        (text) => {
          const bytes = Buffer.from(text);
          name.take(bytes, 0, bytes.length);
          const { key, hasLegalForm } = customerName(text);
          expect([name.hash, name.hasLegalForm]).toEqual([textHash(key), hasLegalForm]);
          name.takeName(text.repeat(9));
          const repeated = customerName(text.repeat(9));
          expect([name.hash, name.hasLegalForm]).toEqual([textHash(repeated.key), repeated.hasLegalForm]);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('of what stands for an id', () => {
    const hash = new IdHash();
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        hash.take(Buffer.from(text), 0, text.length);
        expect([hash.high, hash.low]).toEqual(idHash(text));
      }),
    );
  });
});

describe('an index of keys', () => {
  test('numbers them by first appearance, and takes no more than are wanted', () => {
    const index = createKeyIndex(3000);
    const keys = Array.from({ length: 4000 }, (_, number) => textHash(`key ${number}`));
    const numbers = keys.map((key) => index.numberOf(key));
    expect(numbers.slice(0, 3000)).toEqual(Array.from({ length: 3000 }, (_, number) => number));
    expect(new Set(numbers.slice(3000))).toEqual(new Set([-1]));
    expect(keys.slice(0, 3000).map((key) => index.numberOf(key))).toEqual(numbers.slice(0, 3000));
    expect(index.size).toBe(3000);
  });

  test('of several numbers in their order has another key for another order', () => {
    const hashes = ['a', 'b', 'c'].map(textHash);
    const joinedHash = new JoinedHash();
    const keys = [hashes, hashes.toReversed(), hashes.slice(1), [...hashes, 0]].map((all) => {
      joinedHash.begin();
      for (const hash of all) joinedHash.add(hash);
      return joinedHash.value;
    });
    expect(new Set(keys).size).toBe(4);
    expect(keys.every((key) => Number.isSafeInteger(key) && key >= 0)).toBe(true);
  });
});
