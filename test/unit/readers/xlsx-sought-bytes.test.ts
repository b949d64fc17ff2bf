import { describe, expect, it } from 'vitest';
import { SoughtBytes } from '../../../src/readers/xlsx-sought-bytes.js';

function wordsOf(text: string): DataView {
  return new DataView(Uint8Array.from(Buffer.from(text)).buffer);
}

describe('bytes that are looked for', () => {
  it.each(['<c r', '<c r="', '</v></c>', ' t="inlineStr"><is><t>'])(
    'are found only where %j stands',
    (text) => {
      const sought = new SoughtBytes(text);
      const words = wordsOf(`x${text}${text}`);
      const places = Array.from({ length: words.byteLength }, (_, at) => at);
      expect(sought.length).toBe(text.length);
      expect(places.filter((at) => sought.standAt(words, at))).toEqual([1, 1 + text.length]);
    },
  );

  it('are not found where one of them is another', () => {
    const text = '</t></is></c>';
    const sought = new SoughtBytes(text);
    const changed = Array.from(text, (_, at) => `${text.slice(0, at)}~${text.slice(at + 1)}`);
    expect(changed.filter((other) => sought.standAt(wordsOf(other), 0))).toEqual([]);
    expect(sought.standAt(wordsOf(text), 0)).toBe(true);
  });

  it('are not looked for beyond the bytes', () => {
    expect(new SoughtBytes('</v></c>').standAt(wordsOf('x</v></c'), 1)).toBe(false);
  });
});
