const zero = 0x30;
const nine = 0x39;
const minus = 0x2d;
const point = 0x2e;
/** What a number cell keeps of an id or a text of digits. */
const mostDigits = 15;

/** Whether the digits of a number cell are an id of digits only, as `parseId` takes it. */
export function isPlainWhole(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start <= mostDigits && digitsEnd(bytes, start, end) === end;
}

/** Whether they are a text of the same digits, as `withText` takes it. False says only that the cell has to be looked at. */
export function isPlainDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > mostDigits) return false;
  const first = bytes[start] === minus ? start + 1 : start;
  const whole = digitsEnd(bytes, first, end);
  if (whole === first || whole === end) return whole !== first;
  return bytes[whole] === point && whole + 1 < end && digitsEnd(bytes, whole + 1, end) === end;
}

function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] ?? 0) >= zero && (bytes[at] ?? 0) <= nine) at += 1;
  return at;
}
