import { byteLooks } from '../core/row.js';
import type { PackageContext } from '../formats/ooxml/package-context.js';
import { ByteWindow } from './xlsx-byte-window.js';
import {
  copyWords,
  isBare,
  lookOfText,
  mayEscape,
  plainLooks,
  plainMark,
  wordSlack,
} from './xlsx-plain-text.js';
import { SoughtBytes } from './xlsx-sought-bytes.js';

const segmentBits = 20;
const segmentBytes = 1 << segmentBits;
/** A unit of UTF-16 takes at most so many bytes of UTF-8. */
const mostBytesPerUnit = 3;
const cacheSize = 65_536;
const mostTexts = 2 ** 26;
const largestAddress = 2 ** 32 - 1;
const itemStart = new SoughtBytes('<si><t>');
const itemEnd = new SoughtBytes('</t></si>');

/**
 * The texts that cells share, as UTF-8 bytes and offsets: a fraction of what as many strings would take. A text is decoded when a
 * cell uses it; those used out of their order, which are used again and again, are kept.
 */
export class SharedStrings {
  readonly #segments: Buffer[] = [];
  readonly #words: DataView[] = [];
  /** The segment that is being filled, and the address at which it begins. */
  #open: Buffer = Buffer.alloc(0);
  #openStart = 0;
  #starts = new Uint32Array(1024);
  #count = 0;
  #end = 0;
  /** By text, its `byteLooks`. */
  #looks = new Uint8Array(1024);
  readonly #cachedIndex = new Int32Array(cacheSize).fill(-1);
  readonly #cachedText: string[] = new Array<string>(cacheSize).fill('');
  /** The bytes from which plain items were taken last. */
  #read: Buffer = Buffer.alloc(0);
  #readWords: DataView = new DataView(new ArrayBuffer(0));
  #mayHoldNul: boolean = false;
  #copiedLook = 0;
  #copied = 0;
  readonly #window = new ByteWindow(512);
  #next = 0;

  constructor() {
    this.#openSegment();
  }

  get count(): number {
    return this.#count;
  }

  /** Whether a text may hold a NUL, which no XML can but as an escape. */
  get mayHoldNul(): boolean {
    return this.#mayHoldNul;
  }

  add(text: string, context: PackageContext): void {
    this.#mayHoldNul ||= text.includes('\0');
    const length = this.#write(text);
    this.#copiedLook = lookOfText(text, length);
    this.#keep(length, context);
  }

  /**
   * Adds the text of an item that is written as nearly all are, `<si><t>Pump</t></si>`, straight from its UTF-8. Gives the place behind
   * it; -1, and nothing is added, where it is written in another way, is not there in full or its text may not be what its bytes say
   * (entities of another kind than `&amp;` and `&lt;`, escapes, white space at its ends).
   */
  addPlainItem(bytes: Buffer, at: number, context: PackageContext): number {
    const words = this.#wordsOf(bytes);
    if (!itemStart.standAt(words, at)) return -1;
    const start = at + itemStart.length;
    const end = this.#copyPlain(bytes, start, context.limits.maxCellCharacters);
    if (end === start || !itemEnd.standAt(words, end) || !isBare(bytes, start, end)) return -1;
    this.#keep(this.#copied, context);
    return end + itemEnd.length;
  }

  #wordsOf(bytes: Buffer): DataView {
    if (bytes !== this.#read) {
      this.#read = bytes;
      this.#readWords = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#readWords;
  }

  /** Copies bytes that stand for themselves, and what usual entities stand for, as many as the segment holds. Gives the place behind them. */
  #copyPlain(bytes: Buffer, start: number, longest: number): number {
    const segment = this.#open;
    const offset = this.#end - this.#openStart;
    // The item goes on behind its text.
    const end = Math.min(bytes.length - 1, start + segmentBytes - offset, start + longest);
    let at = start;
    let to = offset;
    let found = 0;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      const look = plainLooks[byte] ?? 0;
      if (look < mayEscape) {
        segment[to++] = byte;
        found |= look;
        at += 1;
        continue;
      }
      const mark = plainMark(bytes, at);
      if (mark === null) break;
      segment[to++] = mark.byte;
      at += mark.length;
    }
    this.#copied = to - offset;
    this.#copiedLook = found;
    return at;
  }

  /** Makes the bytes that were written last a text. */
  #keep(length: number, context: PackageContext): void {
    const end = this.#end + length;
    if (end > largestAddress)
      throw context.beyond('maxInflatedBytes', 'the shared texts take more than 4 GiB');
    if (this.#count >= mostTexts) {
      throw context.beyond('maxInflatedBytes', `${mostTexts} shared texts are more than memory holds`);
    }
    if (this.#count + 1 >= this.#starts.length) this.#grow();
    this.#looks[this.#count] = this.#copiedLook;
    this.#end = end;
    this.#count += 1;
    this.#starts[this.#count] = end;
    if (end - this.#openStart >= segmentBytes) this.#openSegment();
  }

  #openSegment(): void {
    const [segment, offset] = this.#place(this.#end);
    this.#open = segment;
    this.#openStart = this.#end - offset;
  }

  #grow(): void {
    const starts = new Uint32Array(this.#starts.length * 2);
    const looks = new Uint8Array(starts.length);
    starts.set(this.#starts);
    looks.set(this.#looks);
    this.#starts = starts;
    this.#looks = looks;
  }

  /** Gives how many bytes the text takes. */
  #write(text: string): number {
    const [segment, offset] = this.#place(this.#end);
    if (offset + text.length * mostBytesPerUnit <= segmentBytes) return segment.write(text, offset);
    const bytes = Buffer.from(text, 'utf8');
    for (let written = 0; written < bytes.length; ) {
      const [target, from] = this.#place(this.#end + written);
      written += bytes.copy(target, from, written);
    }
    return bytes.length;
  }

  /** How many bytes a text takes. */
  lengthOf(index: number): number {
    return (this.#starts[index + 1] ?? 0) - (this.#starts[index] ?? 0);
  }

  /** Its `byteLooks`. */
  lookOf(index: number): number {
    return this.#looks[index] ?? 0;
  }

  /** Writes the bytes of a text to a place where there is room for them and for `wordSlack` more. */
  copy(index: number, target: DataView, at: number): void {
    const address = this.#starts[index] ?? 0;
    const length = (this.#starts[index + 1] ?? 0) - address;
    const start = address & (segmentBytes - 1);
    const words = this.#words[address >>> segmentBits];
    if (words !== undefined && start + length <= segmentBytes)
      copyWords({ words, start, length }, target, at);
    else new Uint8Array(target.buffer, target.byteOffset).set(this.#bytesOf(index), at);
  }

  /** The text of an index; null where there is none. */
  at(index: number): string | null {
    if (!(Number.isInteger(index) && index >= 0 && index < this.#count)) return null;
    const slot = index % cacheSize;
    if (this.#cachedIndex[slot] === index) return this.#cachedText[slot] ?? null;
    const isNext = index === this.#next;
    this.#next = index + 1;
    if (isNext) return this.#once(index);
    const text = this.#decode(index);
    this.#cachedIndex[slot] = index;
    this.#cachedText[slot] = text;
    return text;
  }

  /** Texts in the order in which they stand are mostly used once: none of them is kept. */
  #once(index: number): string {
    const start = this.#starts[index] ?? 0;
    const [segment, offset] = this.#place(start);
    const end = offset + (this.#starts[index + 1] ?? 0) - start;
    const isAscii = ((this.#looks[index] ?? 0) & byteLooks.wide) === 0;
    return isAscii && end <= segmentBytes ? this.#window.text(segment, offset, end) : this.#decode(index);
  }

  #decode(index: number): string {
    const start = this.#starts[index] ?? 0;
    const end = this.#starts[index + 1] ?? 0;
    const [segment, offset] = this.#place(start);
    const length = end - start;
    if (offset + length <= segmentBytes) return segment.toString('utf8', offset, offset + length);
    return this.#bytesOf(index).toString('utf8');
  }

  /** The bytes of a text that lies in several segments. */
  #bytesOf(index: number): Buffer {
    const start = this.#starts[index] ?? 0;
    const end = this.#starts[index + 1] ?? 0;
    const pieces: Buffer[] = [];
    for (let at = start; at < end; ) {
      const [piece, from] = this.#place(at);
      const taken = piece.subarray(from, from + end - at);
      pieces.push(taken);
      at += taken.length;
    }
    return Buffer.concat(pieces);
  }

  /** The segment of an address and the place in it. */
  #place(address: number): readonly [Buffer, number] {
    const number = address >>> segmentBits;
    let segment = this.#segments[number];
    if (segment === undefined) {
      const { buffer } = Buffer.allocUnsafeSlow(segmentBytes + wordSlack);
      segment = Buffer.from(buffer, 0, segmentBytes);
      this.#segments[number] = segment;
      this.#words[number] = new DataView(buffer);
    }
    return [segment, address & (segmentBytes - 1)];
  }
}
