import Database from 'better-sqlite3';

const apartMs = 10;
const nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * Does a step again that SQLite refuses at once because another process is at it, where it does not wait by itself: for so many milliseconds, then it
 * throws what the step throws. Holds up this thread meanwhile, as SQLite does where it waits.
 */
export function whileBusy<T>(timeoutMs: number, step: () => T): T {
  for (let leftMs = timeoutMs; ; leftMs -= apartMs) {
    try {
      return step();
    } catch (thrown) {
      if (leftMs <= 0 || !isBusy(thrown)) throw thrown;
      Atomics.wait(nobody, 0, 0, apartMs);
    }
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_BUSY';
}
