import { distance } from 'fastest-levenshtein';

// A quarter of the letters may differ. More sends "E-Mail Adresse" to a street.
const share = 0.25;
const shortest = 4;

/**
 * The answer whose key is most like the text, or null where none is near or two different answers are equally near.
 * Keys and text are compared as they are: fold both before.
 */
export function closest(text: string, candidates: Iterable<readonly [string, string]>): string | null {
  if (text.length < shortest) return null;
  let best = Math.max(1, Math.floor(text.length * share)) + 1;
  let answers = new Set<string>();
  for (const [key, answer] of candidates) {
    if (Math.abs(key.length - text.length) > best) continue;
    const found = distance(text, key);
    if (found < best) answers = new Set();
    if (found < best) best = found;
    if (found === best && answers.size < 2) answers.add(answer);
  }
  const [only, ...others] = answers;
  return only !== undefined && others.length === 0 && isNear(text, best) ? only : null;
}

function isNear(text: string, found: number): boolean {
  return found <= Math.max(1, Math.floor(text.length * share));
}
