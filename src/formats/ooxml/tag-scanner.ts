import { damagedWorkbook, type PackageContext } from './package-context.js';
import { rawAttribute } from './xml-markup.js';

const doubleQuote = 34;
const singleQuote = 39;
const slash = 47;
const greaterThan = 62;

/** What stands between `<` and `>` beside tags, by how it begins and ends. */
const passedOver = [
  { begins: '<!--', ends: '-->' },
  { begins: '<![CDATA[', ends: ']]>' },
  { begins: '<?', ends: '?>' },
] as const;

/**
 * Finds the tags of a part by their places, for those who copy it and change little. Works on the bytes of UTF-8, each as one
 * character; what stands between tags is nobody's business here. `XmlScanner` is the one for what is to be understood.
 */
export class TagScanner {
  /** The last tag: `empty` is one like `<a/>`. */
  kind: 'open' | 'close' | 'empty' = 'open';
  /** Its local name. */
  name: string = '';
  /** The elements around it and it. */
  depth: number = 0;
  /** Where it stands in `source`. */
  start: number = 0;
  end: number = 0;
  /** What was pushed and was not passed when more came. */
  source: string = '';
  readonly #stack: string[] = [];
  readonly #part: string;
  readonly #context: PackageContext;

  constructor(part: string, context: PackageContext) {
    this.#part = part;
    this.#context = context;
  }

  /** Adds text. Places count from the end of the last tag then. */
  push(text: string): void {
    this.source = this.source.slice(this.end) + text;
    this.start = 0;
    this.end = 0;
  }

  /** Goes on to the next tag; false where more has to be pushed. Throws LeadferryError FILE_UNREADABLE where tags do not match. */
  next(): boolean {
    for (let from = this.end; ; ) {
      const start = this.source.indexOf('<', from);
      if (start === -1) return false;
      const other = this.#passOver(start);
      if (other === null) return this.#takeTag(start);
      if (other === -1) return false;
      from = other;
    }
  }

  /** The tag as it is written. */
  get tag(): string {
    return this.source.slice(this.start, this.end);
  }

  /** The value of an attribute as it is written; null where there is none. */
  rawAttribute(name: string): string | null {
    return rawAttribute(this.tag, name);
  }

  /** To be called when the part has no more text. Throws LeadferryError FILE_UNREADABLE where an element is still open. */
  finish(): void {
    if (this.#stack.length > 0 || this.name === '') throw this.#damaged('ends too early');
  }

  /** The end of a comment, an instruction or CDATA; -1 where it is not there yet, null where it is a tag. */
  #passOver(start: number): number | null {
    const code = this.source.charAt(start + 1);
    if (code === '') return -1;
    if (code !== '!' && code !== '?') return null;
    const found = passedOver.find(({ begins }) => this.source.startsWith(begins, start));
    if (found !== undefined) {
      const end = this.source.indexOf(found.ends, start + found.begins.length);
      return end === -1 ? -1 : end + found.ends.length;
    }
    if (this.source.length - start < 9) return -1;
    throw this.#damaged('holds a document type definition (DTD), which no workbook has');
  }

  #takeTag(start: number): boolean {
    const end = tagEnd(this.source, start + 1);
    if (end === -1) return false;
    this.start = start;
    this.end = end;
    if (this.source.charCodeAt(start + 1) === slash) this.#close();
    else this.#open(this.source.charCodeAt(end - 2) === slash);
    return true;
  }

  #open(isEmpty: boolean): void {
    const qualified = nameAt(this.source, this.start + 1);
    this.kind = isEmpty ? 'empty' : 'open';
    this.name = localName(qualified);
    this.depth = this.#stack.length + 1;
    if (!isEmpty) this.#stack.push(qualified);
  }

  #close(): void {
    const qualified = nameAt(this.source, this.start + 2);
    this.kind = 'close';
    this.name = localName(qualified);
    this.depth = this.#stack.length;
    const open = this.#stack.pop();
    if (open !== qualified) throw this.#damaged(`closes <${qualified}> where <${open ?? 'nothing'}> is open`);
  }

  #damaged(reason: string): Error {
    return damagedWorkbook(this.#context.source, `its part ${this.#part} ${reason}`);
  }
}

/** The place behind the `>` of a tag; -1 where it is not there yet. */
function tagEnd(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === greaterThan) return at + 1;
    else if (code === doubleQuote || code === singleQuote) quote = code;
  }
  return -1;
}

/** The name at a place: it ends at white space, `/` or `>`. */
function nameAt(source: string, from: number): string {
  let at = from;
  for (let code = source.charCodeAt(at); code > 32 && code !== slash && code !== greaterThan; ) {
    at += 1;
    code = source.charCodeAt(at);
  }
  return source.slice(from, at);
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}
