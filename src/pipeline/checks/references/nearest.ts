import { distance } from 'fastest-levenshtein';
import { folded } from '../../../lead/references/folded.js';

/**
 * The text that differs least from another one, by at most `most` letters after folding; null where none is so near or two are
 * equally near.
 */
export function nearest(text: string, candidates: readonly string[], most: number): string | null {
  const wanted = folded(text);
  let best = most + 1;
  let found: string[] = [];
  for (const candidate of candidates) {
    const key = folded(candidate);
    if (Math.abs(key.length - wanted.length) > most) continue;
    const edits = distance(wanted, key);
    if (edits < best) found = [];
    if (edits <= Math.min(best, most)) found.push(candidate);
    best = Math.min(best, edits);
  }
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : null;
}

/** Whether two names have the same digits: "Seat 15" and "Seat 16" are two products, however alike they look. */
export function sameDigits(one: string, other: string): boolean {
  return one.replace(/\D/g, '') === other.replace(/\D/g, '');
}
