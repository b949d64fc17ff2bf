import { closeSync, readSync, writeSync } from 'node:fs';
import { openNameless } from '../formats/nameless-file.js';
import {
  type BlockSize,
  blockBytes,
  closedBlock,
  type OpenTables,
  type RecordBlock,
  type TakeBlock,
} from './xlsx-record-block.js';

/** What is kept of a workbook in memory, all its sheets together. */
const usuallyInMemory = 67_108_864;

interface StoredBlock {
  readonly size: BlockSize;
  readonly at: number;
}

/**
 * Keeps the blocks of a workbook's sheets: the first ones in memory, the others in a file without a name, which is gone with the program however that
 * ends. Whoever made it closes it.
 */
export class RecordStore {
  readonly #most: number;
  #inMemory = 0;
  #file: number | null = null;
  #written = 0;
  /** What goes to the file or comes from it lies here. */
  #space = new SharedArrayBuffer(0);

  /** `most`: how many bytes are kept in memory. */
  constructor(most = usuallyInMemory) {
    this.#most = most;
  }

  /** A place for the blocks of one sheet. */
  sheet(): StoredSheet {
    const kept: (RecordBlock | StoredBlock)[] = [];
    return {
      add: (tables, size) => {
        kept.push(this.#keep(tables, size));
      },
      blocks: () => this.#all(kept),
    };
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  *#all(kept: readonly (RecordBlock | StoredBlock)[]): Generator<StoredRecords> {
    for (const block of kept) {
      const stays = 'space' in block;
      yield { block: stays ? block : this.#read(block), stays };
    }
  }

  #keep(tables: OpenTables, size: BlockSize): RecordBlock | StoredBlock {
    const length = blockBytes(size);
    if (this.#inMemory + length <= this.#most) {
      this.#inMemory += length;
      return closedBlock(tables, size, new SharedArrayBuffer(length));
    }
    this.#file ??= openNameless();
    const { space } = closedBlock(tables, size, this.#roomFor(length));
    const at = this.#written;
    for (let done = 0; done < length; ) {
      done += writeSync(this.#file, new Uint8Array(space), done, length - done, at + done);
    }
    this.#written += length;
    return { size, at };
  }

  #read({ size, at }: StoredBlock): RecordBlock {
    if (this.#file === null) throw new Error('the store of rows was closed before they were read');
    const needed = blockBytes(size);
    const space = this.#roomFor(needed);
    for (let done = 0; done < needed; ) {
      const length = readSync(this.#file, new Uint8Array(space), done, needed - done, at + done);
      if (length === 0) throw new Error('the store of rows is shorter than what was written');
      done += length;
    }
    return { space, size };
  }

  #roomFor(length: number): SharedArrayBuffer {
    if (length > this.#space.byteLength) this.#space = new SharedArrayBuffer(length + length / 4);
    return this.#space;
  }
}

/** A block, and whether it stays as it is; else it is overwritten once the next one is asked for, or more is kept. */
export interface StoredRecords {
  readonly block: RecordBlock;
  readonly stays: boolean;
}

/** The rows of one sheet that are kept. */
export interface StoredSheet {
  /** Throws what the file system says where the disk refuses. */
  readonly add: TakeBlock;
  /** All blocks in their order. Each call begins anew; one at a time. */
  blocks(): Iterable<StoredRecords>;
}
