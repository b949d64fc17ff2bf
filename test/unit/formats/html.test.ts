import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlText } from '../../../src/formats/html.js';

test.each([
  ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
  [`" onload='x'`, '&quot; onload=&#39;x&#39;'],
  ['a\u0007b\u202ec\ud800', 'a\\u0007b\\u202ec\\ud800'],
  ['a\tb\nc', 'a\tb\nc'],
  ['Müller 日本 𝒳', 'Müller 日本 𝒳'],
])('%j is written as %j', (text, html) => {
  expect(htmlText(text)).toBe(html);
});

test('no text can begin a tag, end an attribute or begin an entity of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const html = htmlText(text);
      expect(html).not.toMatch(/[<>"']/);
      expect(html.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      expect(html.isWellFormed()).toBe(true);
    }),
  );
});
