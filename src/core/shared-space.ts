const firstBytes = 65_536;
/** Where a table may begin that holds numbers of any kind. */
const alignment = 8;

/** Memory that several threads see, filled with some tables, used and then filled anew, so that none has to be collected. */
export class SharedSpace {
  #space = new SharedArrayBuffer(firstBytes);
  #used = 0;

  /** Lets go of all that lies in it and makes room for tables of so many bytes each. */
  clear(sizes: readonly number[]): void {
    const needed = sizes.reduce((sum, size) => sum + aligned(size), 0);
    if (needed > this.#space.byteLength) this.#space = new SharedArrayBuffer(needed + needed / 2);
    this.#used = 0;
  }

  int32(table: Int32Array): Int32Array {
    const copy = new Int32Array(this.#space, this.#take(table.byteLength), table.length);
    copy.set(table);
    return copy;
  }

  bytes(table: Uint8Array): Uint8Array {
    const copy = new Uint8Array(this.#space, this.#take(table.length), table.length);
    copy.set(table);
    return copy;
  }

  buffer(bytes: Buffer): Buffer {
    const from = this.#take(bytes.length);
    const copy = Buffer.from(this.#space, from, bytes.length);
    bytes.copy(copy);
    return copy;
  }

  blankBytes(length: number): Uint8Array {
    return new Uint8Array(this.#space, this.#take(length), length);
  }

  blankInt32(length: number): Int32Array {
    return new Int32Array(this.#space, this.#take(length * Int32Array.BYTES_PER_ELEMENT), length);
  }

  blankNumbers(length: number): Float64Array {
    return new Float64Array(this.#space, this.#take(length * alignment), length);
  }

  #take(size: number): number {
    const from = this.#used;
    this.#used = from + aligned(size);
    return from;
  }
}

function aligned(size: number): number {
  return Math.ceil(size / alignment) * alignment;
}
