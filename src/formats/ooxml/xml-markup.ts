import { xlsxText } from '../xlsx-text.js';

const markup: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/**
 * Text as it stands between the tags of a part, in ASCII alone, so that it fits into a part of any encoding. Characters that XML cannot
 * carry are escaped as in `xlsxText`. Throws what `xlsxText` throws for more text than a cell holds.
 */
export function textMarkup(text: string, place: string): string {
  return attributeMarkup(xlsxText(text, place));
}

/** Text as it stands between the quotes of an attribute, in ASCII alone. */
export function attributeMarkup(text: string): string {
  return text.replace(/[&<>"\n\t]|[^\x20-\x7e]/gu, (character) => markup[character] ?? reference(character));
}

function reference(character: string): string {
  return `&#x${(character.codePointAt(0) ?? 0).toString(16)};`;
}

/** An opening tag, as it is written, with an attribute set to a value that needs no escape, added or (null) taken away. */
export function withAttribute(openTag: string, name: string, value: string | number | null): string {
  const found = attributePattern(name).exec(openTag);
  const written = value === null ? '' : ` ${name}="${value}"`;
  if (found !== null) {
    return openTag.slice(0, found.index) + written + openTag.slice(found.index + found[0].length);
  }
  const end = openTag.endsWith('/>') ? openTag.length - 2 : openTag.length - 1;
  return openTag.slice(0, end).trimEnd() + written + openTag.slice(end);
}

/** The value of an attribute as it is written, entities and all; null where there is none. */
export function rawAttribute(openTag: string, name: string): string | null {
  const [, quotedTwice, quotedOnce] = attributePattern(name).exec(openTag) ?? [];
  return quotedTwice ?? quotedOnce ?? null;
}

/** The prefix of a tag as it is written, its colon included; `''` where it has none. */
export function prefixOf(tag: string): string {
  return /^<\/?([^\s:/>]+:)/.exec(tag)?.[1] ?? '';
}

const patterns = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  const known = patterns.get(name);
  if (known !== undefined) return known;
  const pattern = new RegExp(`\\s+${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, pattern);
  return pattern;
}
