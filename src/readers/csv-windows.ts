import type { ByteWindow } from '../core/split-ahead.js';
import { type BorderMarks, lastBorder } from './csv-border.js';
import type { OpenedFile } from './opened-file.js';

/** Where windows of a file begin, and how they are cut. */
export interface WindowPlan {
  /** The first byte, with which a record begins. */
  readonly start: number;
  /** How many bytes are read for each. */
  readonly bytes: number;
  /** How many of them are in use at a time. */
  readonly inUse: number;
  readonly marks: BorderMarks;
}

/** How many windows are being read while others are used: whoever uses them should not have to wait for the disk, or for a thread of it. */
const readAhead = 2;
/** Of the bytes behind the last record of a window so many fit before the next one's. */
const longestRest = 262_144;

/** Cuts a file into windows, each of which ends with a record. Their memory is used again after `inUse` more of them. */
export class CsvWindows {
  readonly #file: OpenedFile;
  readonly #plan: WindowPlan;
  readonly #spaces: Buffer[];
  #made = 0;
  #asked = 0;
  /** Those that are read next, the first one first. */
  readonly #reading: Promise<Buffer>[] = [];
  #rest: Buffer = Buffer.alloc(0);

  constructor(file: OpenedFile, plan: WindowPlan) {
    this.#file = file;
    this.#plan = plan;
    this.#spaces = Array.from({ length: plan.inUse + readAhead }, () =>
      Buffer.from(new SharedArrayBuffer(longestRest + plan.bytes)),
    );
    for (let ahead = 0; ahead < readAhead; ahead += 1) this.#readNext();
  }

  /** The next window; null where what is left has to be split as it comes: at the end of the file, and where no record ends. */
  async next(): Promise<ByteWindow | null> {
    const block = await this.#reading.shift();
    const space = this.#spaces[this.#made % this.#spaces.length];
    // The last bytes of the file are not given: whether a record is whole is known only where something follows it.
    if (block === undefined || space === undefined || block.length < this.#plan.bytes) return null;
    const from = longestRest - this.#rest.length;
    this.#rest.copy(space, from);
    const bytes = space.subarray(0, longestRest + block.length);
    const to = lastBorder(bytes, from, this.#plan.marks);
    if (to === from || bytes.length - to > longestRest) return null;
    this.#rest = bytes.subarray(to);
    this.#made += 1;
    this.#readNext();
    return { bytes, from, to };
  }

  /** Ends what is being read. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#reading);
  }

  #readNext(): void {
    const space = this.#spaces[this.#asked % this.#spaces.length];
    if (space === undefined) return;
    const { start, bytes } = this.#plan;
    const reading = this.#read(start + this.#asked * bytes, space.subarray(longestRest));
    this.#asked += 1;
    // Whoever asks for the window is told.
    reading.catch(() => undefined);
    this.#reading.push(reading);
  }

  async #read(position: number, room: Buffer): Promise<Buffer> {
    const block = await this.#file.bytes.read(position, room.length, room);
    // A source that is in memory gives its own bytes.
    if (block.buffer !== room.buffer) block.copy(room);
    return block;
  }
}
