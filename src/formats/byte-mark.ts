/**
 * A byte that no character of the charset begins with, as it travels through text: a lone surrogate, which no decoded text holds.
 * It never reaches a value; `withoutByteMarks` writes it out.
 */
export function byteMark(byte: number): string {
  return String.fromCharCode(0xdc00 + byte);
}

const loneSurrogate = /\p{Surrogate}/gu;

/** Whether the text holds a byte that could not be decoded. */
export function hasByteMarks(text: string): boolean {
  return !text.isWellFormed();
}

/** The text with each byte that could not be decoded as a visible escape: `J\xFCrgen`. */
export function withoutByteMarks(text: string): string {
  return text.replaceAll(loneSurrogate, (mark) => `\\x${byteHex(mark.charCodeAt(0) - 0xdc00)}`);
}

/** The bytes of the text that could not be decoded, each once: `0xFC, 0x81`. */
export function markedBytes(text: string): string {
  const bytes = [...text.matchAll(loneSurrogate)].map(
    ([mark]) => `0x${byteHex(mark.charCodeAt(0) - 0xdc00)}`,
  );
  return [...new Set(bytes)].join(', ');
}

function byteHex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
