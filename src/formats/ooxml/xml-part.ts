import type { PackageContext } from './package-context.js';
import { TagScanner } from './tag-scanner.js';
import { rawAttribute } from './xml-markup.js';
import { rawDecoder, readXmlBytes } from './xml-text.js';
import type { ZipArchive } from './zip-archive.js';

/** An element by the places of its tags in the text of its part. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** How many elements are open, this one included. */
  readonly depth: number;
  /** Where its opening tag begins and ends. */
  readonly start: number;
  readonly openEnd: number;
  /** Where its closing tag begins and ends; both are `openEnd` for `<a/>`. */
  readonly closeStart: number;
  readonly end: number;
}

/** One change of a part's text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  /** ASCII alone, see xml-markup.ts. */
  readonly text: string;
}

/** The whole text of a small part: the bytes of UTF-8, each as one character. */
export class XmlPart {
  readonly name: string;
  readonly text: string;
  /** Every element in the order of their opening tags. */
  readonly elements: readonly XmlElement[];
  readonly #source: string;

  constructor(name: string, text: string, context: PackageContext) {
    this.name = name;
    this.text = text;
    this.elements = findElements(name, text, context);
    this.#source = context.source;
  }

  /** The first element of this name; null where there is none. */
  find(name: string): XmlElement | null {
    return this.elements.find((one) => one.name === name) ?? null;
  }

  openTag({ start, openEnd }: XmlElement): string {
    return this.text.slice(start, openEnd);
  }

  outer({ start, end }: XmlElement): string {
    return this.text.slice(start, end);
  }

  attribute(element: XmlElement, name: string): string | null {
    const raw = rawAttribute(this.openTag(element), name);
    return raw === null ? null : this.#decoded(raw);
  }

  /** The text of an element that holds nothing else. */
  content({ openEnd, closeStart }: XmlElement): string {
    return this.#decoded(this.text.slice(openEnd, closeStart));
  }

  /** The elements directly below another one. */
  children({ start, end, depth }: XmlElement): readonly XmlElement[] {
    return this.elements.filter((one) => one.depth === depth + 1 && one.start > start && one.end <= end);
  }

  #decoded(raw: string): string {
    return rawDecoder({ source: this.#source, part: this.name }).text(raw);
  }
}

/** Reads a small part whole. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function readXmlPart(
  archive: Pick<ZipArchive, 'read'>,
  name: string,
  context: PackageContext,
): Promise<XmlPart> {
  const pieces: Buffer[] = [];
  for await (const bytes of readXmlBytes(archive.read(name), { source: context.source, part: name })) {
    pieces.push(bytes);
  }
  return new XmlPart(name, declaredAsUtf8(Buffer.concat(pieces).toString('latin1')), context);
}

/** The start of a part whose bytes have become UTF-8, saying so. */
export function declaredAsUtf8(text: string): string {
  return text.replace(/^(\s*<\?xml\s[^>]*?encoding\s*=\s*["'])utf-16[^"']*/i, '$1UTF-8');
}

/** The bytes of the text of a part. */
export function xmlBytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

/** The text with the changes made. What is put in at one place keeps its order, and stands before what is replaced from there on. */
export function editedText(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function findElements(name: string, text: string, context: PackageContext): readonly XmlElement[] {
  const scanner = new TagScanner(name, context);
  scanner.push(text);
  const found: Mutable<XmlElement>[] = [];
  const open: Mutable<XmlElement>[] = [];
  while (scanner.next()) {
    const { kind, start, end, depth } = scanner;
    if (kind === 'close') {
      Object.assign(open.pop() ?? {}, { closeStart: start, end });
      continue;
    }
    const element = { name: scanner.name, depth, start, openEnd: end, closeStart: end, end };
    found.push(element);
    if (kind === 'open') open.push(element);
  }
  scanner.finish();
  return found;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
