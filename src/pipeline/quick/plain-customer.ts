import {
  customerName,
  customerNameOf,
  legalFormOf,
  legalFormStarts,
  namePiece,
} from '../checks/plausibility/customer-key.js';
import { textHash } from '../checks/plausibility/text-hash.js';
import { createByteMemo } from './byte-memo.js';

const longestForm = 12;
const longestName = 255;
// Of UTF-8 a UTF-16 unit takes at most three bytes.
const mostBytesEach = 3;
const highHalf = 2 ** 32;
const highBits = 0x1f_ffff;
const space = 0x20;

/** What a byte is in a folded name: a letter or digit in small form, 0 between words, 1 where words are joined over it. */
const foldedBytes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return 0;
  const letter = String.fromCharCode(byte).toLowerCase();
  if (/[a-z0-9]/.test(letter)) return letter.charCodeAt(0);
  return ".'`".includes(letter) ? 1 : 0;
});

/** By code, what a letter beyond ASCII is folded to: one or two letters of ASCII. */
const foldedLetters = Array.from({ length: 0x180 }, (_, code) => {
  const { key } = customerName(String.fromCharCode(code));
  return code >= 0xc0 && /^[a-z]{1,2}$/.test(key) ? Buffer.from(key) : undefined;
});

/** By length of a word, by its first byte: 1 where it may name a legal form. */
const mayBeForm = Array.from({ length: longestForm + 1 }, (_, length) =>
  Uint8Array.from({ length: 128 }, (_byte, first) =>
    legalFormStarts.has(`${String.fromCharCode(first)}${length}`) ? 1 : 0,
  ),
);

type LegalForm = ReturnType<typeof legalFormOf>;

/** Short legal forms that were met, by their letters as one number. */
const forms = new Map<number, LegalForm>();
const longestPacked = 4;
const codes = 128;

/** `customerNameOf` of names, by their bytes: only what stands for the key is found out. Used again for each name. */
export class PlainCustomer {
  hash = 0;
  hasLegalForm = false;
  #low = 0;
  #high = 0;
  #index = 0;
  /** The word that is being read. */
  readonly #word = Buffer.alloc(256);
  #length = 0;
  /** Over how many marks it is joined. */
  #joints = 0;
  /** Where the piece between spaces begins that is being read, and what was known then. */
  #piece = 0;
  #lowBefore = 0;
  #highBefore = 0;
  #indexBefore = 0;
  #hadLegalForm = false;
  readonly #name = Buffer.alloc(mostBytesEach * longestName);
  /** Pieces with letters that have to be looked at: their words repeat. */
  readonly #pieces = createByteMemo(codedPiece);

  /** Takes the name of the bytes from `start` to `end`. */
  take(bytes: Buffer, start: number, end: number): void {
    this.hasLegalForm = false;
    if (end - start < this.#word.length && this.#takeWords(bytes, start, end)) {
      this.hash = (this.#high & highBits) * highHalf + (this.#low >>> 0);
      return;
    }
    this.takeText(bytes.toString('utf8', start, end));
  }

  /** Takes a name that is a text. */
  takeName(name: string): void {
    if (name.length > longestName) this.takeText(name);
    else this.take(this.#name, 0, this.#name.write(name));
  }

  takeText(name: string): void {
    const { key, hasLegalForm } = customerNameOf(name);
    this.hash = textHash(key);
    this.hasLegalForm = hasLegalForm;
  }

  /** False where the name has to be looked at as a text. */
  #takeWords(bytes: Buffer, start: number, end: number): boolean {
    // The same as in text-hash.ts.
    this.#low = 0x811c_9dc5;
    this.#high = 0x9e37_79b9;
    this.#index = 0;
    this.#length = 0;
    this.#joints = 0;
    this.#beginPiece(start);
    let at = this.#takeLetters(bytes, start, end);
    for (; at < end; at = this.#takeLetters(bytes, at, end)) {
      const byte = bytes[at] ?? 0;
      const length = byte < 0x80 ? this.#takeAscii(byte) : this.#takeWide(byte, bytes[at + 1] ?? 0);
      if (length > 0) {
        at += length;
        if (byte === space) this.#beginPiece(at);
        continue;
      }
      if (byte < 0x80) return false;
      at = pieceEnd(bytes, at, end);
      if (!this.#takePiece(bytes, at)) return false;
    }
    return this.#endWord() && this.#index > 0;
  }

  #beginPiece(at: number): void {
    this.#piece = at;
    this.#lowBefore = this.#low;
    this.#highBefore = this.#high;
    this.#indexBefore = this.#index;
    this.#hadLegalForm = this.hasLegalForm;
  }

  /** Takes the whole piece that ends there anew, as a text. No letter is changed by what stands beyond a space. */
  #takePiece(bytes: Buffer, end: number): boolean {
    const { own, hasLegalForm, mayGoOn } = this.#pieces.of(bytes, this.#piece, end);
    if (mayGoOn) return false;
    this.#low = this.#lowBefore;
    this.#high = this.#highBefore;
    this.#index = this.#indexBefore;
    this.hasLegalForm = hasLegalForm || this.#hadLegalForm;
    this.#length = 0;
    this.#joints = 0;
    for (const word of own) this.#addWord(word, word.length);
    return true;
  }

  /** Takes letters and digits of ASCII, and gives where they end. */
  #takeLetters(bytes: Buffer, start: number, end: number): number {
    const word = this.#word;
    let length = this.#length;
    let at = start;
    for (; at < end; at += 1) {
      const folded = foldedBytes[bytes[at] ?? 0] ?? 0;
      if (folded <= 1) break;
      word[length] = folded;
      length += 1;
    }
    this.#length = length;
    return at;
  }

  /** Takes another byte of ASCII: how many were taken; 0 where the name has to be looked at as a text. */
  #takeAscii(byte: number): number {
    if (foldedBytes[byte] === 1) {
      this.#joints += 1;
      return 1;
    }
    return this.#endWord() ? 1 : 0;
  }

  /** A letter of U+00C0 to U+017F; all others have to be looked at. */
  #takeWide(first: number, second: number): number {
    const folded = foldedLetters[((first & 0x1f) << 6) | (second & 0x3f)];
    if (first < 0xc3 || first > 0xc5 || folded === undefined) return 0;
    for (const code of folded) this.#addToWord(code);
    return 2;
  }

  #addToWord(code: number): void {
    this.#word[this.#length] = code;
    this.#length += 1;
  }

  #endWord(): boolean {
    const length = this.#length;
    const joints = this.#joints;
    this.#length = 0;
    this.#joints = 0;
    const first = this.#word[0] ?? 0;
    if (length === 0) return true;
    // `sp z o o` is one form of four words, also behind a mark.
    if (joints > 0 && this.#word.lastIndexOf('sp', length - 1) !== -1) return false;
    if (first === 0x73 && this.#word[1] === 0x70 && (length === 2 || this.#word[2] === 0x7a)) return false;
    if (mayBeForm[length]?.[first] === 1) {
      const form = this.#formOf(length);
      if (form === 'certain') this.hasLegalForm = true;
      if (form !== null) return true;
    }
    this.#addWord(this.#word, length);
    return true;
  }

  #formOf(length: number): LegalForm {
    if (length > longestPacked) return legalFormOf(this.#word.toString('latin1', 0, length));
    let letters = 0;
    for (let at = 0; at < length; at += 1) letters = letters * codes + (this.#word[at] ?? 0);
    const known = forms.get(letters);
    if (known !== undefined) return known;
    const form = legalFormOf(this.#word.toString('latin1', 0, length));
    // There are few.
    if (form !== null) forms.set(letters, form);
    return form;
  }

  #addWord(word: ArrayLike<number>, length: number): void {
    let low = this.#low;
    let high = this.#high;
    let index = this.#index;
    for (let at = index > 0 ? -1 : 0; at < length; at += 1) {
      const code = at < 0 ? space : (word[at] ?? 0);
      low = Math.imul(low ^ code, 0x0100_0193);
      high = Math.imul(high ^ (code + index), 0x85eb_ca6b);
      high ^= high >>> 13;
      index += 1;
    }
    this.#low = low;
    this.#high = high;
    this.#index = index;
  }
}

/** A piece of a name with its own words as codes. */
function codedPiece(text: string) {
  const { own, ...piece } = namePiece(text);
  return {
    ...piece,
    own: own.map((word) => Uint16Array.from({ length: word.length }, (_, at) => word.charCodeAt(at))),
  };
}

function pieceEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== space) at += 1;
  return at;
}
