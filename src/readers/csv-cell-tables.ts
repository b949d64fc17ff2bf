const firstLength = 8192;

/** Where cells stand in bytes. Used again for each batch. */
export class CellTables {
  /** By cell, the bytes of its text without quotes, and their looks. */
  starts = new Int32Array(firstLength);
  ends = new Int32Array(firstLength);
  looks = new Uint8Array(firstLength);
  /** How many cells there are. */
  count = 0;

  add(start: number, end: number, look: number): void {
    const cell = this.count;
    if (cell === this.starts.length) this.#grow();
    this.starts[cell] = start;
    this.ends[cell] = end;
    this.looks[cell] = look;
    this.count = cell + 1;
  }

  #grow(): void {
    this.starts = longer(this.starts);
    this.ends = longer(this.ends);
    const looks = new Uint8Array(this.starts.length);
    looks.set(this.looks);
    this.looks = looks;
  }
}

/** A table of twice the length that begins with the same. */
export function longer(table: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * table.length);
  copy.set(table);
  return copy;
}
