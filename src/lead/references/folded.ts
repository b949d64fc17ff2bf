/** A text without case, accents, spaces and punctuation: what names and ids are looked up by. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** The words of a text, each folded, without repetitions. */
export function foldedWords(text: string): readonly string[] {
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).map(folded);
  return [...new Set(words)].filter((word) => word !== '');
}
