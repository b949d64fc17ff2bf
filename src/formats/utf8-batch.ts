/** Text that is turned into UTF-8 piece by piece and given on in batches. */
export interface Utf8Batch {
  /** Adds a piece. Gives the bytes before it where they are enough for a batch, null otherwise. */
  add(text: string): Buffer | null;
  /** The bytes that were not given yet. */
  rest(): Buffer;
}

/** The most bytes that a UTF-16 unit becomes. */
const mostPerUnit = 3;

/** Batches of at most `bytes`, but for a single piece that is longer. No batch is written to once it was given. */
export function createUtf8Batch(bytes: number): Utf8Batch {
  let room = Buffer.alloc(0);
  let used = 0;
  const rest = (): Buffer => {
    const given = room.subarray(0, used);
    room = Buffer.alloc(0);
    used = 0;
    return given;
  };
  return {
    add(text) {
      const most = text.length * mostPerUnit;
      const full = used + most > room.length ? rest() : null;
      if (full !== null) room = Buffer.allocUnsafeSlow(Math.max(bytes, most));
      used += room.write(text, used, 'utf8');
      return full !== null && full.length > 0 ? full : null;
    },
    rest,
  };
}
