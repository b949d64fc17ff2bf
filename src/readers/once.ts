/** Guards what can be read only once: a second call throws instead of yielding nothing. */
export function once<T>(start: () => AsyncIterable<T>): () => AsyncIterable<T> {
  let started = false;
  return () => {
    if (started) throw new Error('the rows of a sheet can be read once; open the file again');
    started = true;
    return start();
  };
}
