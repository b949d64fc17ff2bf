import { distance } from 'fastest-levenshtein';

const apart = /[^\p{L}\p{N}]+/u;
const isAscii = /^[ -~]*$/;
const anyDigit = /\d/;
const shortestTypo = 5;

/** The words of a lead name without case, accents and punctuation, sorted. */
export function nameWords(text: string): readonly string[] {
  const folded = isAscii.test(text)
    ? text
    : text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/gu, 'ss');
  return folded
    .toLowerCase()
    .split(apart)
    .filter((word) => word !== '')
    .toSorted();
}

/**
 * True for the same words in any order, or with one letter of one longer word changed.
 * Numbers and short words must be the same: "Line A" is not "Line B", and 2026 is not 2027.
 */
export function areNear(a: readonly string[], b: readonly string[]): boolean {
  if (a.join('') === b.join('')) return true;
  if (a.length !== b.length) return false;
  const [onlyA, ...moreA] = a.filter((word) => !b.includes(word));
  const [onlyB, ...moreB] = b.filter((word) => !a.includes(word));
  if (onlyA === undefined || onlyB === undefined || moreA.length + moreB.length > 0) return false;
  if (anyDigit.test(onlyA + onlyB) || Math.min(onlyA.length, onlyB.length) < shortestTypo) return false;
  return distance(onlyA, onlyB) === 1;
}
