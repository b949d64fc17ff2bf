import { type EnumerationName, enumerations } from '../../lead/enumerations.js';
import { closest } from '../closest.js';

const words = /-?\p{N}+|\p{L}+/gu;
const mostMeant = 3;

/**
 * The codes that a text may stand for: the one whose code or label is nearly the same, else those whose code and label have all of its words
 * ("Rental" → YxC, QxC). Empty where nothing is near or more than three are.
 */
export function similarCodes(text: string, name: EnumerationName): readonly string[] {
  const entries = Object.entries(enumerations[name]);
  const folded = text.normalize('NFKC').trim().toLowerCase();
  const near = closest(
    folded,
    entries.flatMap(([code, label]) => [
      [code.toLowerCase(), code] as const,
      [label.toLowerCase(), code] as const,
    ]),
  );
  if (near !== null) return [near];
  const wanted = wordsOf(folded);
  if (wanted.length === 0) return [];
  const meant = entries.filter(([code, label]) => {
    const known = new Set(wordsOf(`${code} ${label}`.toLowerCase()));
    return wanted.every((word) => known.has(word));
  });
  return meant.length > mostMeant ? [] : meant.map(([code]) => code);
}

function wordsOf(text: string): readonly string[] {
  return text.match(words) ?? [];
}
