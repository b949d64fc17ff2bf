import type { OpenedFile } from './opened-file.js';

/** The bytes of a file that were read and not split yet. */
export class ByteQueue {
  space: Buffer;
  from = 0;
  to = 0;
  readonly #file: OpenedFile;
  /** Where in the file `to` is. */
  #read: number;

  /** Reads from `start` on, so many bytes at a time as long as records are shorter. */
  constructor(file: OpenedFile, start: number, blockBytes: number) {
    this.space = Buffer.allocUnsafeSlow(blockBytes);
    this.#file = file;
    this.#read = start;
  }

  /** Where in the file `from` is. */
  get position(): number {
    return this.#read - (this.to - this.from);
  }

  /** Reads more behind what is left; false where nothing follows. */
  async more(): Promise<boolean> {
    const left = this.to - this.from;
    const space = left * 2 > this.space.length ? Buffer.allocUnsafeSlow(2 * this.space.length) : this.space;
    this.space.copy(space, 0, this.from, this.to);
    const room = space.subarray(left);
    const block = await this.#file.bytes.read(this.#read, room.length, room);
    // A source that is in memory gives its own bytes.
    if (block.buffer !== room.buffer) block.copy(room);
    this.space = space;
    this.from = 0;
    this.to = left + block.length;
    this.#read += block.length;
    return block.length > 0;
  }
}
