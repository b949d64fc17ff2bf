import { folded, foldedWords } from './folded.js';

/** Texts that can be looked up as they are, folded, and by what they share with another text. */
export interface TextIndex {
  readonly texts: ReadonlySet<string>;
  /** Folded text to the texts that are the same but for case, accents and punctuation. */
  readonly byFold: ReadonlyMap<string, readonly string[]>;
  /** A word, or the first or last letters, to the texts that have it. */
  readonly byFragment: ReadonlyMap<string, readonly string[]>;
}

const endLetters = 4;

/** Builds the index once; repetitions count once. */
export function textIndex(all: Iterable<string>): TextIndex {
  const texts = new Set(all);
  const byFold = new Map<string, string[]>();
  const byFragment = new Map<string, string[]>();
  for (const text of texts) {
    push(byFold, folded(text), text);
    for (const fragment of fragmentsOf(text)) push(byFragment, fragment, text);
  }
  return { texts, byFold, byFragment };
}

const mostLikely = 400;

/**
 * The texts that may be meant by another one, at most a few hundred: those that share its rarest words, or its first or last letters.
 * So a look-up costs little in a list of any length.
 */
export function likelyTexts({ byFragment }: TextIndex, text: string): readonly string[] {
  const buckets = [...fragmentsOf(text)]
    .flatMap((fragment) => {
      const bucket = byFragment.get(fragment);
      return bucket === undefined ? [] : [bucket];
    })
    .toSorted((one, other) => one.length - other.length);
  const found = new Set<string>();
  for (const bucket of buckets) {
    if (found.size > 0 && found.size + bucket.length > mostLikely) break;
    for (const likely of bucket.slice(0, mostLikely)) found.add(likely);
  }
  return [...found];
}

function fragmentsOf(text: string): ReadonlySet<string> {
  const whole = folded(text);
  return new Set([...foldedWords(text), `${whole.slice(0, endLetters)}*`, `*${whole.slice(-endLetters)}`]);
}

/** Adds a value to the list of a key. */
export function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
