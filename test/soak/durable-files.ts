import { basename } from 'node:path';
import type { SystemCall } from './system-calls.js';

const syncs: ReadonlySet<string> = new Set(['fsync', 'fdatasync']);

/** What a power cut would leave of some files: of each only what was written before its last sync. */
export class DurableFiles {
  /** How many syncs each file has had. */
  readonly syncs = new Map<string, number>();
  readonly #written = new Map<string, Buffer>();
  readonly #durable = new Map<string, Buffer>();
  readonly #before = new Map<string, Buffer>();

  /** Takes the next call on one of the files. Throws for a way of writing that it does not know. */
  take({ name, target, bytes, offset }: SystemCall): void {
    const file = basename(target);
    const content = this.#written.get(file) ?? Buffer.alloc(0);
    if (name === 'pwrite64') {
      const grown = Buffer.alloc(Math.max(content.length, offset + bytes.length));
      content.copy(grown);
      bytes.copy(grown, offset);
      this.#written.set(file, grown);
    } else if (name === 'ftruncate') {
      this.#written.set(file, Buffer.concat([content, Buffer.alloc(offset)]).subarray(0, offset));
    } else if (syncs.has(name)) {
      this.#before.set(file, this.#durable.get(file) ?? Buffer.alloc(0));
      this.#durable.set(file, content);
      this.syncs.set(file, (this.syncs.get(file) ?? 0) + 1);
    } else {
      throw new Error(`${name} of ${target} is not followed`);
    }
  }

  /** The bytes of a file that the disk has confirmed. */
  durable(file: string): Buffer {
    return this.#durable.get(file) ?? Buffer.alloc(0);
  }

  /** The same without the last sync of the file. */
  beforeLastSync(file: string): Buffer {
    return this.#before.get(file) ?? Buffer.alloc(0);
  }
}
