/**
 * Cuts many short texts out of bytes. Those that stand near each other are made text together, as each time costs more than the text.
 * The bytes must be ASCII where a text stands.
 */
export class ByteWindow {
  readonly #size: number;
  #bytes: Buffer | null = null;
  #start = 0;
  #text = '';

  /** `size`: how many bytes are made text at least. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Texts have to be asked for in ascending order where bytes are written anew. */
  text(bytes: Buffer, start: number, end: number): string {
    const isInside = bytes === this.#bytes && start >= this.#start && end <= this.#start + this.#text.length;
    if (!isInside) this.#move(bytes, start, end);
    return this.#text.slice(start - this.#start, end - this.#start);
  }

  #move(bytes: Buffer, start: number, end: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.#text = bytes.toString('latin1', start, Math.max(start + this.#size, end));
  }
}
