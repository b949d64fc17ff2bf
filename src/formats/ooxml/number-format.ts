/**
 * What a number format makes of a number. date: the format shows a day, month or year. time: hours, minutes or seconds without a day.
 * elapsed: `[h]:mm` and the like, which count on beyond a day. padded: zeros in front (`00000`). plain: a number.
 */
export type NumberFormat =
  | { readonly kind: 'plain' | 'date' | 'time' | 'elapsed' }
  | { readonly kind: 'padded'; readonly pattern: readonly PatternPart[] };

/** Text as it stands, or null for one digit. */
export type PatternPart = string | null;

export const plainFormat: NumberFormat = { kind: 'plain' };
const dateFormat: NumberFormat = { kind: 'date' };
const timeFormat: NumberFormat = { kind: 'time' };
const elapsedFormat: NumberFormat = { kind: 'elapsed' };

interface FormatIds {
  readonly from: number;
  readonly to: number;
  readonly format: NumberFormat;
}

/** The built-in formats that are no plain numbers, those of East Asian and Thai Excel included. Source: ECMA-376 part 1, 18.8.30. */
const builtIn: readonly FormatIds[] = [
  { from: 14, to: 17, format: dateFormat },
  { from: 18, to: 21, format: timeFormat },
  { from: 22, to: 22, format: dateFormat },
  { from: 27, to: 31, format: dateFormat },
  // Times in Japanese and Chinese Excel, but years and months in others: the number itself says which.
  { from: 32, to: 35, format: timeFormat },
  { from: 36, to: 36, format: dateFormat },
  { from: 45, to: 45, format: timeFormat },
  { from: 46, to: 46, format: elapsedFormat },
  { from: 47, to: 47, format: timeFormat },
  { from: 50, to: 54, format: dateFormat },
  { from: 55, to: 56, format: timeFormat },
  { from: 57, to: 58, format: dateFormat },
  { from: 71, to: 74, format: dateFormat },
  { from: 75, to: 76, format: timeFormat },
  { from: 77, to: 77, format: dateFormat },
  { from: 78, to: 78, format: timeFormat },
  { from: 79, to: 79, format: elapsedFormat },
  { from: 80, to: 80, format: timeFormat },
  { from: 81, to: 81, format: dateFormat },
];

/** The format that an id without a code of its own stands for. */
export function builtInFormat(id: number): NumberFormat {
  return builtIn.find(({ from, to }) => id >= from && id <= to)?.format ?? plainFormat;
}

// Text in quotes, an escaped character, one that is a gap or is repeated, [elapsed] units, other [brackets], everything else.
const tokens =
  /"[^"]*"?|\\.|_.|\*.|\[(?:h+|m+|s+)\]|\[[^\]]*\]|general|standard|am\/pm|a\/p|e[+-]|y+|m+|d+|h+|s+|g+|e+|b+|./gis;

/**
 * What a format code (`dd.mm.yyyy`, `[$-407]d. mmmm yyyy;@`, `[h]:mm`, `00000`) makes of a number. Every section is looked at, so
 * that a condition or a colour in front changes nothing. Source: ECMA-376 part 1, 18.8.31.
 */
export function parseNumberFormat(code: string): NumberFormat {
  const parts = (code.match(tokens) ?? []).map((part) => part.toLowerCase());
  const units = parts.filter(
    (part) => /^(?:y|d|h|s|g|e+$|b|m|\[[hms]+\])/.test(part) && !/^(?:general|standard)$/.test(part),
  );
  if (units.some((unit, index) => showsDay(unit, units, index))) return dateFormat;
  if (units.some((unit) => unit.startsWith('['))) return elapsedFormat;
  return units.length > 0 ? timeFormat : paddedFormat(code);
}

/** Whether a unit belongs to a day; `m` is a month unless hours stand before it or seconds behind it. */
function showsDay(unit: string, units: readonly string[], index: number): boolean {
  if (/^[ydgeb]/.test(unit)) return true;
  if (!unit.startsWith('m')) return false;
  if (unit.length > 2) return true;
  const before = units[index - 1] ?? '';
  const after = units[index + 1] ?? '';
  return !/^\[?h/.test(before) && !/^\[?s/.test(after);
}

const literal = /^(?:"[^"]*"|\\.|[ \-/():])$/s;

/** A format of zeros and fixed text only, such as `00000` or `"A-"0000`. */
function paddedFormat(code: string): NumberFormat {
  const section = /^(?:"[^"]*"|\\.|[^;])*/s.exec(code)?.[0] ?? '';
  const parts = section.match(tokens) ?? [];
  const pattern: PatternPart[] = [];
  for (const part of parts) {
    if (part === '0') pattern.push(null);
    else if (literal.test(part)) pattern.push(part.replace(/^"|"$|^\\/g, ''));
    else if (!part.startsWith('[')) return plainFormat;
  }
  const zeros = pattern.filter((part) => part === null).length;
  return zeros > 1 ? { kind: 'padded', pattern } : plainFormat;
}

/** A whole number as a padded format shows it (`42` in `00000` is `00042`); null where it shows the digits as they are. */
export function paddedText(digits: string, pattern: readonly PatternPart[]): string | null {
  if (!/^\d+$/.test(digits)) return null;
  const places = pattern.filter((part) => part === null).length;
  const padded = digits.padStart(places, '0');
  let at = padded.length - places;
  let shown = '';
  let first = true;
  for (const part of pattern) {
    if (part !== null) {
      shown += part;
      continue;
    }
    shown += first ? padded.slice(0, at + 1) : padded.charAt(at);
    first = false;
    at += 1;
  }
  return shown === digits ? null : shown;
}
