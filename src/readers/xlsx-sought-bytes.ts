const wordBytes = 4;

/** Some bytes of ASCII, at least four, that are looked for at one place or another, four at a time. */
export class SoughtBytes {
  readonly length: number;
  /** The last word reaches over the one before it, where they do not come out even. */
  readonly #places: Int32Array;
  readonly #words: Int32Array;

  constructor(text: string) {
    const bytes = Buffer.from(text, 'latin1');
    const count = Math.ceil(bytes.length / wordBytes);
    const places = Array.from({ length: count }, (_, index) =>
      Math.min(index * wordBytes, bytes.length - wordBytes),
    );
    this.length = bytes.length;
    this.#places = Int32Array.from(places);
    this.#words = Int32Array.from(places, (place) => bytes.readInt32LE(place));
  }

  /** Whether they stand there. */
  standAt(bytes: DataView, at: number): boolean {
    if (at + this.length > bytes.byteLength) return false;
    const places = this.#places;
    const words = this.#words;
    for (let index = 0; index < words.length; index += 1) {
      if (bytes.getInt32(at + (places[index] ?? 0), true) !== words[index]) return false;
    }
    return true;
  }
}
