/** A header without case, spaces, punctuation, underscores and the `*` of required columns: what headers are compared by. */
export function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
    .toLowerCase();
}

/** True for the columns that leadferry itself adds to results: `leadferry status`, `leadferry 3DS id` … */
export function isOwnHeader(header: string): boolean {
  return header.normalize('NFKC').trim().toLowerCase().startsWith('leadferry ');
}
