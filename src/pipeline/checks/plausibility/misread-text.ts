// The characters of Windows-1252 for the bytes 80 to 9F; the five unused ones are control characters.
const upper =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const bytes: ReadonlyMap<string, number> = new Map([
  ...[...upper].map((character, index) => [character, 0x80 + index] as const),
  ...Array.from({ length: 0x60 }, (_, index) => [String.fromCharCode(0xa0 + index), 0xa0 + index] as const),
]);

const following = `[${upper}\\u00a0-\\u00bf]`;
// Two, three or four bytes of UTF-8 as Windows-1252 shows them. Without the g flag it only says whether there is one.
const sequence = `[\\u00c2-\\u00df]${following}|[\\u00e0-\\u00ef]${following}{2}|[\\u00f0-\\u00f4]${following}{3}`;
const plain = /^[ -~]*$/;
const anySequence = new RegExp(sequence, 'u');
const sequences = new RegExp(sequence, 'gu');
const high =
  /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/u;
// Marks that may rightly follow a capital with an accent: CITÉ”, NORRÅ… Beside a letter they stand inside of a word.
const closingMark = /^[\u00c3-\u00df][\u2013-\u203a\u2122\u00ae\u00ab\u00bb\u00a0](?!\p{L})/u;
// Letters of western words beside each other. As bytes they would be letters that hardly any name has, among them Hebrew accents.
const westernPair = /[ÄÅÇÈÉÊËÖÜß]œ/u;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text that was meant where UTF-8 was read as Windows-1252; null where it was not, or where that is not certain. */
export function misreadText(text: string): string | null {
  if (plain.test(text) || !anySequence.test(text) || westernPair.test(text)) return null;
  const found = [...text.matchAll(sequences)];
  const isCertain = found.length > 1 || !found.some(({ index }) => closingMark.test(text.slice(index)));
  if (!isCertain || high.test(text.replace(sequences, ''))) return null;
  const repaired = text.replace(sequences, (piece) => decoded(piece) ?? piece);
  return repaired === text || anySequence.test(repaired) ? null : repaired.normalize('NFC');
}

function decoded(piece: string): string | null {
  try {
    return utf8.decode(Uint8Array.from([...piece].map((character) => bytes.get(character) ?? 0)));
  } catch {
    return null;
  }
}
