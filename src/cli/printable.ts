// Controls (C0, DEL, C1), line and paragraph separators, and the marks that turn the direction of text around.
const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const shownAs = new Map([
  ['\t', ' '],
  ['\n', '↵'],
]);

/**
 * A value as one line that a terminal only shows: escape sequences, control characters and direction marks become
 * visible, line breaks become ↵. Every value that comes from a file, a server or a flag passes through here.
 */
export function printable(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.replaceAll('\r\n', '\n').replace(unprintable, (mark) => shownAs.get(mark) ?? escaped(mark));
}

/** As printable, for a text of several lines: line breaks stay. */
export function printableLines(text: string): string {
  return text.replaceAll('\r\n', '\n').split('\n').map(printable).join('\n');
}

/** JSON text in which nothing can reach a terminal raw; what a program reads from it is the same. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(unprintable, (mark) =>
    mark === '\n' ? mark : escaped(mark),
  );
}

function escaped(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
