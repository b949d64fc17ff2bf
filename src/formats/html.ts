const special = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
} as const satisfies Record<string, string>;

// Controls but for tab and line feed, lone surrogates, and the marks that turn the direction of text around.
const unprintable =
  /(?![\t\n])\p{Cc}|\p{Cs}|[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/**
 * Text as it stands between tags or inside a quoted attribute: nothing in it can begin a tag, end an attribute or turn the text around
 * it; characters that a page cannot show are written out (`\u0007`).
 */
export function htmlText(text: string): string {
  return text.replace(unprintable, writtenOut).replaceAll(/[&<>"']/g, (mark) => escaped(mark));
}

function escaped(mark: string): string {
  return Object.entries(special).find(([character]) => character === mark)?.[1] ?? mark;
}

function writtenOut(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
