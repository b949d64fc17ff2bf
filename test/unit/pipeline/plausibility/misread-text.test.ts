import fc from 'fast-check';
import { expect, test } from 'vitest';
import { misreadText } from '../../../../src/pipeline/checks/plausibility/misread-text.js';

test.each([
  ['MÃ¼ller', 'Müller'],
  ['FranÃ§ois', 'François'],
  ['donâ€™t', 'don’t'],
  ['â€œpilotâ€“lineâ€', null],
  ['Ã‰nergies', 'Énergies'],
  ['10 â‚¬', '10 €'],
  ['20Â°C', '20°C'],
  ['ElblÄ…g', 'Elbląg'],
  ['KoÅ¡ice', 'Košice'],
  ['æ—¥æœ¬', '日本'],
  ['NORRÃ…KER', 'NORRÅKER'],
  ['Ãœberlingen', 'Überlingen'],
])('%j was misread for %j', (text, meant) => {
  expect(misreadText(text)).toBe(meant);
});

test.each([
  'Müller',
  'Çà et là',
  'São Paulo, IRMÃ',
  'CITÉ”',
  '„NORRÅ…',
  'CAFÉ®',
  'À « Paris »',
  'AÇÃO',
  '5 €',
  'Ã',
  '株式会社みなと造船',
  'Müller (MÃ¼ller)',
  'ÄÖÜ ß – “x” … ™',
  'Öœ',
])('%j is left alone', (text) => {
  expect(misreadText(text)).toBeNull();
});

const windows1252 = new TextDecoder('windows-1252');

test('whatever is repaired gives the same text when it is misread again', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'aéüßñÅŠ°’–€日本 .'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(texts, (text) => {
      const misread = windows1252.decode(new TextEncoder().encode(text));
      const meant = misreadText(misread);
      if (meant !== null) expect(windows1252.decode(new TextEncoder().encode(meant))).toBe(misread);
    }),
  );
});

test('words of western languages are never taken for misread ones', () => {
  // No word has the ligature twice in a row; Japanese that was misread has.
  const words = fc
    .string({ unit: fc.constantFrom(...'abcdeéèêëàâäöüßñçøåæœÉÀÖÜÄÅÇ '), maxLength: 30 })
    .filter((text) => !text.includes('œœ'));
  fc.assert(fc.property(words, (text) => misreadText(text) === null));
});
