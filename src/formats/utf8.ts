/** How many bytes the character at `at` has in strict UTF-8; 0 where none begins there. Source: RFC 3629, section 4. */
export function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  if (!isSecondByte(first, bytes[at + 1] ?? 0)) return 0;
  const length = characterLength(first);
  for (let index = at + 2; index < at + length; index++) {
    if (!isContinuation(bytes[index] ?? 0)) return 0;
  }
  return length;
}

/** How many bytes at the end begin a character that goes on: 0 to 3. */
export function unfinishedUtf8(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte >= 0xc0) return length < characterLength(byte) ? length : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The least and greatest second byte where it is not any continuation byte: no overlong forms, surrogates or more than U+10FFFF. */
const secondBytes: Readonly<Record<number, readonly [number, number]>> = {
  224: [0xa0, 0xbf],
  237: [0x80, 0x9f],
  240: [0x90, 0xbf],
  244: [0x80, 0x8f],
};

function isSecondByte(first: number, second: number): boolean {
  const [least, greatest] = secondBytes[first] ?? [0x80, 0xbf];
  return second >= least && second <= greatest;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function characterLength(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}
