import { closeSync, readSync, writeSync } from 'node:fs';
import { openNameless } from '../formats/nameless-file.js';
import { type BlockSize, blockBytes, type RecordBlock } from './xlsx-record-block.js';

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

  /** `most`: how many bytes are kept in memory. */
  constructor(most = usuallyInMemory) {
    this.#most = most;
  }

  /** A place for the blocks of one sheet. */
  sheet(): StoredSheet {
    const kept: (RecordBlock | StoredBlock)[] = [];
    return {
      add: (block) => kept.push(this.#keep(block)),
      blocks: () => this.#all(kept),
    };
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  *#all(kept: readonly (RecordBlock | StoredBlock)[]): Generator<RecordBlock> {
    for (const block of kept) yield 'space' in block ? block : this.#read(block);
  }

  #keep(block: RecordBlock): RecordBlock | StoredBlock {
    const { space, size } = block;
    if (this.#inMemory + space.byteLength <= this.#most) {
      this.#inMemory += space.byteLength;
      return block;
    }
    this.#file ??= openNameless();
    const bytes = new Uint8Array(space);
    const at = this.#written;
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done);
    }
    this.#written += bytes.length;
    return { size, at };
  }

  #read({ size, at }: StoredBlock): RecordBlock {
    if (this.#file === null) throw new Error('the store of rows was closed before they were read');
    const space = new SharedArrayBuffer(blockBytes(size));
    const bytes = new Uint8Array(space);
    for (let done = 0; done < bytes.length; ) {
      const length = readSync(this.#file, bytes, done, bytes.length - done, at + done);
      if (length === 0) throw new Error('the store of rows is shorter than what was written');
      done += length;
    }
    return { space, size };
  }
}

/** The rows of one sheet that are kept. */
export interface StoredSheet {
  /** Throws what the file system says where the disk refuses. */
  add(block: RecordBlock): void;
  /** All blocks in their order. Each call begins anew. */
  blocks(): Iterable<RecordBlock>;
}
