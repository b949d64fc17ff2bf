import { isUtf8 } from 'node:buffer';
import type { FileProof } from '../core/row.js';
import { scanBytes } from '../formats/charset-scan.js';
import { unfinishedUtf8 } from '../formats/utf8.js';
import { scannedBytes } from './csv-bytes.js';
import type { OpenedFile } from './opened-file.js';

/** Whether the beginning of a file is sound UTF-8, as far as its last character is whole. */
export function beginsAsUtf8(head: Buffer): boolean {
  return isSoundUtf8(head.subarray(0, head.length - unfinishedUtf8(head)));
}

/** That all of a file is sound UTF-8 without NUL, as it begins: proven while its rows are read for the first time, or by itself. */
export class CharsetProof implements FileProof {
  readonly #file: OpenedFile;
  #state: 'open' | 'held' | 'failed';

  constructor(file: OpenedFile, isOpen: boolean) {
    this.#file = file;
    this.#state = isOpen ? 'open' : 'held';
  }

  get isOpen(): boolean {
    return this.#state !== 'held';
  }

  /** Looks at bytes that begin and end with a character. Throws where they are not sound. */
  look(bytes: Buffer): void {
    if (this.#state === 'held' || isSoundUtf8(bytes)) return;
    this.#state = 'failed';
    throw this.#failure();
  }

  /** To be called once all bytes of the file were looked at. */
  close(): void {
    if (this.#state === 'open') this.#state = 'held';
  }

  async holds(): Promise<boolean> {
    if (this.#state === 'open') {
      const { badBytes, hasNul } = await scanBytes(scannedBytes(this.#file));
      this.#state = badBytes === 0 && !hasNul ? 'held' : 'failed';
    }
    return this.#state === 'held';
  }

  /** Looks at all of the file where that was not done. Throws where it is not sound. */
  async complete(): Promise<void> {
    if (!(await this.holds())) throw this.#failure();
  }

  #failure(): Error {
    return new Error(`${this.#file.source} is not all UTF-8, as it begins`);
  }
}

function isSoundUtf8(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}
