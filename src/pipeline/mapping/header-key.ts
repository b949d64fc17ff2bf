/** A header without case, spaces, punctuation, underscores and the `*` of required columns: what headers are compared by. */
export function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
    .toLowerCase();
}
