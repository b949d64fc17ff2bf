import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { PackageContext } from '../../../src/formats/ooxml/package-context.js';
import { XmlScanner } from '../../../src/formats/ooxml/xml-scanner.js';

const context: PackageContext = {
  source: 'leads.xlsx',
  limits: { maxEntries: 10, maxInflatedBytes: 1e6, maxCellCharacters: 1000 },
  signal: undefined,
  beyond: (limit, found) => new LeadferryError('LIMIT_REACHED', `${found} (${limit})`),
};

/** What a scanner says of UTF-8 text that comes in these pieces. */
function tokens(pieces: readonly string[]): readonly string[] {
  const scanner = new XmlScanner('xl/test.xml', context);
  const found: string[] = [];
  for (const piece of pieces) {
    scanner.push(Buffer.from(piece, 'latin1'));
    for (let token = scanner.next(); token !== 'more'; token = scanner.next()) {
      if (token === 'text') found.push(`text ${scanner.text()}`);
      else
        found.push(
          `${token} ${scanner.name} ${scanner.depth} ${token === 'open' ? scanner.attribute('r') : ''}`,
        );
    }
  }
  scanner.end();
  return found;
}

const latin = (text: string) => Buffer.from(text).toString('latin1');
const sample = latin(
  `<?xml version="1.0"?><!-- a > b --><x:a xmlns:x='urn:x' r="1>2">é &amp; &#x1F680;<b/><c r = 'é"'  s="2" >x</c ><![CDATA[<&amp;>]]></x:a>\n`,
);
const sampleTokens = [
  'open a 1 1>2',
  'text é & 🚀',
  'open b 2 null',
  'close b 1 ',
  'open c 2 é"',
  'text x',
  'close c 1 ',
  'text <&amp;>',
  'close a 0 ',
];

describe('XML scanner', () => {
  it('gives elements by local name, texts decoded, attributes in either quotes', () => {
    expect(tokens([sample])).toEqual([...sampleTokens.slice(0, 9)]);
  });

  it('gives the same tokens wherever the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(sample.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), sample.length];
        const pieces = places.slice(1).map((end, index) => sample.slice(places[index], end));
        expect(tokens(pieces)).toEqual(sampleTokens);
      }),
    );
    expect(tokens([...sample])).toEqual(sampleTokens);
  });

  it.each([
    ['an element that is not closed', '<a><b></b>', 'ends too early'],
    ['a tag that is not closed', '<a', 'ends too early'],
    ['no element at all', ' ', 'ends too early'],
    ['elements closed in the wrong order', '<a><b></a></b>', 'closes <a> where <b> is open'],
    ['an end tag that was never opened', '</a>', 'closes <a> where nothing is open'],
    ['an attribute without quotes', '<a r=1>', 'not well-formed'],
    ['an attribute without value', '<a r>', 'not well-formed'],
    ['a stray slash', '<a / >', 'stray "/"'],
    ['a tag without a name', '<a><></a>', 'without a name'],
    ['a DTD', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'document type definition'],
    ['an unknown entity', '<a>&nbsp;</a>', 'stands for no character'],
    ['an entity without an end', '<a>a & b</a>', 'stands for no character'],
    ['half a character', '<a>&#xDC00;</a>', 'stands for no character'],
    ['a character that XML does not have', '<a>&#0;</a>', 'stands for no character'],
    ['bytes that are not UTF-8', '<a>\xfc</a>', 'not UTF-8'],
  ])('refuses %s', (_, xml, message) => {
    expect(() => tokens([xml])).toThrow(message);
  });

  it.each([
    ['a text', '<a>'],
    ['a tag', '<a r="'],
    ['a comment', '<a><!-- '],
    ['a CDATA section', '<a><![CDATA['],
  ])('stops at %s without end', (_, start) => {
    const pieces = [start, ...Array.from({ length: 20 }, () => 'x'.repeat(1000))];
    expect(() => tokens(pieces)).toThrow('(maxCellCharacters)');
  });
});
