import { isUtf8 } from 'node:buffer';
import { damagedWorkbook, type PackageContext } from './package-context.js';
import { type RawDecoder, rawDecoder, readXmlBytes } from './xml-text.js';

/** What the scanner stands on. `more`: what was pushed is used up. */
export type XmlToken = 'open' | 'close' | 'text' | 'more';

/** UTF-8 bytes and entities make raw text longer than the characters that it stands for. */
const rawPerCharacter = 8;
/** No part of a workbook nests a tenth of this. */
const deepest = 256;
const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const equalsSign = 61;
const colon = 58;
const exclamation = 33;
const question = 63;

/** Names of one letter, which most of a sheet consists of, are not cut out again and again. */
const singles = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/**
 * A pull scanner for the XML of a workbook's parts: UTF-8 is pushed piece by piece, tokens are pulled. Names are local names, whatever
 * their prefix. Comments and processing instructions are passed over, a DTD is refused, entities are the five of XML.
 */
export class XmlScanner {
  /** The local name of the element that was opened or closed last. */
  name: string = '';
  /** How many elements are open, the one just opened included, the one just closed not. */
  depth: number = 0;
  /** Whether nothing more will be pushed, as far as is known. */
  isWhole: boolean = false;
  readonly #stack: string[] = [];
  readonly #decoder: RawDecoder;
  readonly #context: PackageContext;
  readonly #part: string;
  #bytes: Buffer = Buffer.alloc(0);
  #space: Buffer = Buffer.alloc(0);
  /** The bytes, each as one character. They are made text only where tokens are pulled: that is what makes large sheets fast. */
  #source = '';
  #isDecoded: boolean = true;
  #at = 0;
  #textStart = 0;
  #textEnd = 0;
  #isCdata: boolean = false;
  #closeNext: boolean = false;
  #attributes = 0;
  readonly #names: string[] = [];
  readonly #valueStarts: number[] = [];
  readonly #valueEnds: number[] = [];

  constructor(part: string, context: PackageContext) {
    this.#part = part;
    this.#context = context;
    this.#decoder = rawDecoder({ source: context.source, part });
  }

  push(bytes: Buffer): void {
    const rest = this.#bytes.subarray(this.#at);
    this.#bytes = rest.length === 0 ? bytes : this.#joined(rest, bytes);
    this.#isDecoded = false;
    this.#at = 0;
  }

  /** Both in memory that is used again and again. */
  #joined(rest: Buffer, bytes: Buffer): Buffer {
    const length = rest.length + bytes.length;
    const isOld = length <= this.#space.length;
    const space = isOld ? this.#space : Buffer.allocUnsafeSlow(length + (length >> 2));
    rest.copy(space);
    bytes.copy(space, rest.length);
    this.#space = space;
    return space.subarray(0, length);
  }

  /** What was pushed and not scanned yet; it is scanned no more. */
  takeRest(): Buffer {
    const rest = this.#bytes.subarray(this.#at);
    this.#at = this.#bytes.length;
    return rest;
  }

  /** Throws LeadferryError FILE_UNREADABLE (no well-formed XML), LIMIT_REACHED (a tag or text without end). */
  next(): XmlToken {
    if (this.#closeNext) return this.#closeEmpty();
    if (!this.#isDecoded) this.#decode();
    const source = this.#source;
    for (;;) {
      const found = source.indexOf('<', this.#at);
      if (found === -1) return this.#needMore();
      if (found > this.#at) return this.#textUntil(found);
      const code = source.charCodeAt(found + 1);
      if (code === slash) return this.#close(found + 2);
      if (code !== exclamation && code !== question) return this.#open(found + 1);
      const token = this.#passOver(found, code);
      if (token !== null) return token;
    }
  }

  /** What was pushed, for those who read a part of it themselves; `position` is where the scanner stands. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get position(): number {
    return this.#at;
  }

  /** Whether the element just opened has its end in the same tag, which is the next token. */
  get endsNext(): boolean {
    return this.#closeNext;
  }

  /** Goes on behind elements that were read in full. */
  moveTo(position: number): void {
    this.#at = position;
  }

  /** The same behind elements whose text was taken as bytes. Throws LeadferryError FILE_UNREADABLE where it is not UTF-8. */
  moveOverText(position: number): void {
    if (!isUtf8(this.#bytes.subarray(this.#at, position)))
      throw this.damaged('holds bytes that are not UTF-8');
    this.#at = position;
  }

  /** Goes on behind an opening tag that was read. */
  enter(name: string, position: number): void {
    this.#stack.push(name);
    this.depth += 1;
    this.#at = position;
  }

  /** Goes on behind the closing tag of the element that is open. */
  leave(position: number): void {
    this.#stack.pop();
    this.depth -= 1;
    this.#at = position;
  }

  /** Scans what was pushed without looking at it. */
  drain(): void {
    while (this.next() !== 'more');
  }

  /** The text that was met, decoded. */
  text(): string {
    const raw = this.#source.slice(this.#textStart, this.#textEnd);
    return this.#isCdata ? this.#decoder.cdata(raw) : this.#decoder.text(raw);
  }

  /**
   * The text of the element just opened where it holds nothing else and its end is there: the scanner then stands behind its end.
   * Null otherwise: its tokens have to be taken one by one.
   */
  onlyText(): string | null {
    const source = this.#source;
    const start = this.#at;
    const end = source.indexOf('<', start);
    const closeEnd = end + 2 + this.name.length;
    if (this.#closeNext || end === -1 || source.charCodeAt(end + 1) !== slash) return null;
    if (source.charCodeAt(closeEnd) !== greaterThan || !source.startsWith(this.name, end + 2)) return null;
    this.#stack.pop();
    this.depth -= 1;
    this.#at = closeEnd + 1;
    return this.#decoder.text(source.slice(start, end));
  }

  /** Like `attribute`, for values without entities: a reference, a number, a name. */
  plainAttribute(name: string): string | null {
    for (let index = 0; index < this.#attributes; index++) {
      if (this.#names[index] === name) {
        return this.#source.slice(this.#valueStarts[index], this.#valueEnds[index]);
      }
    }
    return null;
  }

  /** An attribute of the element just opened by its name as written, prefix included; null where there is none. */
  attribute(name: string): string | null {
    for (let index = 0; index < this.#attributes; index++) {
      if (this.#names[index] === name) return this.#value(index);
    }
    return null;
  }

  /** An attribute in some namespace by its local name, whatever its prefix (`id` for `r:id`). */
  prefixedAttribute(localName: string): string | null {
    const ending = `:${localName}`;
    for (let index = 0; index < this.#attributes; index++) {
      if (this.#names[index]?.endsWith(ending)) return this.#value(index);
    }
    return null;
  }

  /** To be called when the part has no more text. Throws LeadferryError FILE_UNREADABLE where an element is still open. */
  end(): void {
    const rest = this.#bytes.toString('latin1', this.#at).trim();
    if (this.depth > 0 || rest !== '' || this.name === '') throw this.damaged('ends too early');
  }

  /** The error of this part. `reason` goes on from "its part xl/workbook.xml". */
  damaged(reason: string): Error {
    return damagedWorkbook(this.#context.source, `its part ${this.#part} ${reason}`);
  }

  #decode(): void {
    this.#bytes = this.#bytes.subarray(this.#at);
    this.#source = this.#bytes.toString('latin1');
    this.#at = 0;
    this.#isDecoded = true;
  }

  #value(index: number): string {
    const raw = this.#source.slice(this.#valueStarts[index], this.#valueEnds[index]);
    return this.#decoder.text(raw);
  }

  #needMore(): XmlToken {
    const pending = this.#bytes.length - this.#at;
    const { maxCellCharacters } = this.#context.limits;
    if (pending <= maxCellCharacters * rawPerCharacter) return 'more';
    const found = `${this.#part} holds a text or tag of more than ${pending.toLocaleString('en-US')} bytes`;
    throw this.#context.beyond('maxCellCharacters', found);
  }

  #textUntil(end: number): XmlToken {
    this.#textStart = this.#at;
    this.#textEnd = end;
    this.#isCdata = false;
    this.#at = end;
    return 'text';
  }

  /** A comment or instruction is passed over and gives null; CDATA is text. */
  #passOver(start: number, code: number): XmlToken | null {
    const source = this.#source;
    if (code === question) return this.#skipTo('?>', start + 2);
    if (source.startsWith('<!--', start)) return this.#skipTo('-->', start + 4);
    if (source.startsWith('<![CDATA[', start)) return this.#cdata(start + 9);
    if (source.length - start < 9) return this.#needMore();
    throw this.damaged('holds a document type definition (DTD), which no workbook has');
  }

  #skipTo(ending: string, from: number): XmlToken | null {
    const end = this.#source.indexOf(ending, from);
    if (end === -1) return this.#needMore();
    this.#at = end + ending.length;
    return null;
  }

  #cdata(start: number): XmlToken {
    const end = this.#source.indexOf(']]>', start);
    if (end === -1) return this.#needMore();
    this.#textStart = start;
    this.#textEnd = end;
    this.#isCdata = true;
    this.#at = end + 3;
    return 'text';
  }

  #close(nameStart: number): XmlToken {
    const source = this.#source;
    const expected = this.#stack.pop();
    const quickEnd = expected === undefined ? -1 : nameStart + expected.length;
    if (
      expected !== undefined &&
      source.charCodeAt(quickEnd) === greaterThan &&
      source.startsWith(expected, nameStart)
    ) {
      this.depth -= 1;
      this.name = expected;
      this.#at = quickEnd + 1;
      return 'close';
    }
    return this.#closeOther(nameStart, expected);
  }

  /** A closing tag with a prefix, with white space or not there in full. */
  #closeOther(nameStart: number, expected: string | undefined): XmlToken {
    const end = this.#source.indexOf('>', nameStart);
    if (end === -1) {
      if (expected !== undefined) this.#stack.push(expected);
      return this.#needMore();
    }
    const name = this.#localName(nameStart, this.#nameEnd(nameStart));
    if (name !== expected) throw this.damaged(`closes <${name}> where ${expectedName(expected)}`);
    this.depth -= 1;
    this.name = name;
    this.#at = end + 1;
    return 'close';
  }

  #closeEmpty(): XmlToken {
    this.#closeNext = false;
    this.#stack.pop();
    this.depth -= 1;
    return 'close';
  }

  #open(nameStart: number): XmlToken {
    const nameEnd = this.#nameEnd(nameStart);
    const tagEnd = this.#readAttributes(nameEnd);
    if (tagEnd === -1) return this.#needMore();
    if (nameEnd === nameStart) throw this.damaged('holds a tag without a name');
    const source = this.#source;
    this.name = this.#localName(nameStart, nameEnd);
    this.#stack.push(this.name);
    this.depth += 1;
    if (this.depth > deepest) throw this.damaged(`nests more than ${deepest} elements`);
    this.#closeNext = source.charCodeAt(tagEnd) === slash;
    this.#at = tagEnd + (this.#closeNext ? 2 : 1);
    return 'open';
  }

  /** Remembers where each attribute stands. Gives the place of `>` or `/>`, -1 where the tag goes on beyond what was pushed. */
  #readAttributes(from: number): number {
    const source = this.#source;
    this.#attributes = 0;
    for (let at = from; ; ) {
      at = skipSpace(source, at);
      const code = source.charCodeAt(at);
      if (code === greaterThan) return at;
      if (code === slash) return this.#emptyTagEnd(at);
      if (at >= source.length) return -1;
      at = this.#readAttribute(at);
      if (at === -1) return -1;
    }
  }

  #emptyTagEnd(at: number): number {
    if (at + 1 >= this.#source.length) return -1;
    if (this.#source.charCodeAt(at + 1) === greaterThan) return at;
    throw this.damaged('holds a tag with a stray "/"');
  }

  #readAttribute(start: number): number {
    const source = this.#source;
    const nameEnd = this.#nameEnd(start);
    const equals = skipSpace(source, nameEnd);
    const open = skipSpace(source, equals + 1);
    if (equals >= source.length) return -1;
    const quote = source.charAt(open);
    if (source.charCodeAt(equals) !== equalsSign || !isQuote(quote) || nameEnd === start) {
      throw this.damaged('holds a tag whose attributes are not well-formed');
    }
    if (quote === '') return -1;
    const close = source.indexOf(quote, open + 1);
    if (close === -1) return -1;
    const index = this.#attributes++;
    this.#names[index] = nameEnd - start === 1 ? this.#single(start) : source.slice(start, nameEnd);
    this.#valueStarts[index] = open + 1;
    this.#valueEnds[index] = close;
    return close + 1;
  }

  /** Where a name ends: at white space, `=`, `/`, `<`, `>` or the end of what was pushed. */
  #nameEnd(start: number): number {
    const source = this.#source;
    let at = start;
    while (at < source.length && !endsName(source.charCodeAt(at))) at += 1;
    return at;
  }

  #localName(start: number, end: number): string {
    if (end - start === 1) return this.#single(start);
    const source = this.#source;
    for (let at = start; at < end; at++) {
      if (source.charCodeAt(at) === colon) return source.slice(at + 1, end);
    }
    return source.slice(start, end);
  }

  #single(at: number): string {
    return singles[this.#source.charCodeAt(at)] ?? this.#source.charAt(at);
  }
}

/**
 * Scans a part: gives the scanner each time that more was pushed, and once more when all was, to be drained by whoever loops.
 * Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
 */
export async function* scanXml(
  part: string,
  bytes: AsyncIterable<Buffer>,
  context: PackageContext,
): AsyncGenerator<XmlScanner> {
  const scanner = new XmlScanner(part, context);
  for await (const chunk of xmlChunks(part, bytes, context)) {
    scanner.push(chunk);
    yield scanner;
  }
  scanner.isWhole = true;
  yield scanner;
  scanner.end();
}

/** Scans a part that is small: gives the scanner at each element that opens. */
export async function* scanElements(
  part: string,
  bytes: AsyncIterable<Buffer>,
  context: PackageContext,
): AsyncGenerator<XmlScanner> {
  for await (const scanner of scanXml(part, bytes, context)) {
    for (let token = scanner.next(); token !== 'more'; token = scanner.next()) {
      if (token === 'open') yield scanner;
    }
  }
}

/** A part in UTF-8, chunk by chunk. */
export function xmlChunks(
  part: string,
  bytes: AsyncIterable<Buffer>,
  { source }: PackageContext,
): AsyncGenerator<Buffer> {
  return readXmlBytes(bytes, { source, part });
}

/** Also where the text ends before it. */
function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '';
}

function endsName(code: number): boolean {
  if (code > greaterThan) return false;
  return code <= 32 || code === greaterThan || code === slash || code === equalsSign || code === lessThan;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  for (;;) {
    const code = source.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}

function expectedName(name: string | undefined): string {
  return name === undefined ? 'nothing is open' : `<${name}> is open`;
}
