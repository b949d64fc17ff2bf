import { chardet } from 'jschardet';
import { hasByteMarks } from './byte-mark.js';
import { charsetCodec } from './charset-codec.js';
import { type CharsetName, charsetNames, charsets } from './charset-names.js';

/** The charset that bytes are most likely in. */
export interface CharsetGuess {
  readonly charset: CharsetName;
  /** From 0 to 1: how far the next best reading lies behind, and on how many characters that rests. */
  readonly confidence: number;
  /** A word beyond ASCII as this charset reads it; null where there is none. */
  readonly word: string | null;
}

const guessed: readonly CharsetName[] = charsetNames.filter((name) => charsets[name].guess !== null);

interface Reading {
  readonly charset: CharsetName;
  readonly text: string;
  readonly score: number;
}

/**
 * Guesses the charset of text that is not UTF-8, by the detector's languages and by whether the words look like words:
 * no symbols or capitals inside them, no mixed scripts, nothing that cannot be decoded.
 */
export async function guessCharset(sample: Buffer): Promise<CharsetGuess> {
  const detected = detectedScores(sample);
  const readings: Reading[] = [];
  for (const charset of guessed) {
    const text = (await charsetCodec(charset)).decode(sample);
    const likely = detected.get(charset) ?? 0;
    readings.push({ charset, text, score: wordScore(text, charset) + likely / 2 - 0.02 * readings.length });
  }
  const [best] = readings.toSorted((a, b) => b.score - a.score);
  if (best === undefined) throw new Error('no charset is guessed');
  const others = readings.filter(({ text }) => text !== best.text).map(({ score }) => score);
  const alike = readings.find(({ text }) => text === best.text) ?? best;
  return {
    charset: alike.charset,
    confidence: confidence(best, Math.max(0, ...others)),
    word: strikingWord(best.text),
  };
}

function confidence({ score, text }: Reading, next: number): number {
  const characters = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const lead = Math.min(1, Math.max(0, score - next) * 2);
  const sure = 0.3 + 0.65 * lead * (characters / (characters + 3));
  return Math.round(sure * 100) / 100;
}

/** The detector's likelihoods as shares of the greatest one. */
function detectedScores(sample: Buffer): ReadonlyMap<CharsetName, number> {
  const includeEncodings = guessed.map(guessName);
  const found = chardet.detectAll(sample, { ignoreThreshold: true, includeEncodings });
  const scores = new Map(found.map(({ encoding, confidence: score }) => [encoding?.toLowerCase(), score]));
  const greatest = Math.max(...scores.values(), Number.MIN_VALUE);
  return new Map(guessed.map((name) => [name, (scores.get(guessName(name).toLowerCase()) ?? 0) / greatest]));
}

function guessName(name: CharsetName): string {
  return charsets[name].guess ?? '';
}

const beyondAscii = /[^\p{ASCII}]/gu;

/** The mean plausibility of the characters beyond ASCII: 1 for letters inside words of their script, far below 0 for bytes that are none. */
function wordScore(text: string, charset: CharsetName): number {
  let sum = 0;
  let count = 0;
  for (const { 0: character, index } of text.matchAll(beyondAscii)) {
    count += 1;
    sum += characterScore({
      character,
      charset,
      before: text[index - 1] ?? ' ',
      after: text[index + character.length] ?? ' ',
    });
  }
  return count === 0 ? 0 : sum / count;
}

/** A character beyond ASCII between its neighbours. */
interface InText {
  readonly character: string;
  readonly charset: CharsetName;
  readonly before: string;
  readonly after: string;
}

/** Kinds of characters with how plausible one is between its neighbours; the first that matches counts. */
const kinds: readonly { readonly kind: RegExp; readonly score: (place: InText) => number }[] = [
  { kind: /[\p{Surrogate}\p{Private_Use}\p{Unassigned}\p{Control}]/u, score: () => -8 },
  {
    kind: /[\uff61-\uff9f]/u,
    score: ({ before, after }) => (isHalfWidth(before) || isHalfWidth(after) ? 0.9 : 0),
  },
  {
    kind: /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u,
    score: ({ charset }) => (charset === 'shift_jis' || charset === 'euc-jp' ? 1.3 : 0),
  },
  { kind: /[\p{Script=Han}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u, score: wideScore },
  { kind: /\p{Script=Latin}/u, score: latinScore },
  { kind: /\p{L}/u, score: otherLetterScore },
  {
    kind: /[“”„‘’‚–—…«»¡¿\u00a0]/u,
    score: ({ before, after }) => (isLatin(before) && isLatin(after) ? 0.3 : 0.8),
  },
  { kind: /[€£°§©®™²³½¼¾]/u, score: ({ after }) => (isLatin(after) ? 0.3 : 0.8) },
  { kind: /./su, score: () => 0.1 },
];

function characterScore(place: InText): number {
  return kinds.find(({ kind }) => kind.test(place.character))?.score(place) ?? 0;
}

function wideScore({ before, after }: InText): number {
  if (isLatin(before) && isLatin(after)) return 0;
  return isLatin(before) || isLatin(after) ? 0.4 : 1;
}

function otherLetterScore({ character, before, after }: InText): number {
  if (isLatin(before) || isLatin(after) || isWrongCase(character, before)) return 0;
  return /\p{L}/u.test(before) || /\p{L}/u.test(after) ? 1 : 0.3;
}

/** Latin letters of the languages that lead sheets are written in. */
const usualLatin = /[äöüßéèêëàâáåæøœçíìîïóòôõúùûýñãšžąćęłńóśźżčďěňřťůőűăâîșşțţğıİ]/iu;

function latinScore({ character, before, after }: InText): number {
  if (isWrongCase(character, before)) return 0;
  const usual = usualLatin.test(character) ? 1 : 0.5;
  if (!/[\p{L}\s\p{P}]/u.test(before) || !/[\p{L}\s\p{P}]/u.test(after)) return usual / 2;
  return /\p{L}/u.test(before) || /\p{L}/u.test(after) ? usual : usual / 2;
}

/** A capital after a small letter, as it hardly stands inside a word. */
function isWrongCase(character: string, before: string): boolean {
  return /\p{Lu}/u.test(character) && /\p{Ll}/u.test(before);
}

function isLatin(character: string): boolean {
  return /\p{Script=Latin}/u.test(character);
}

function isHalfWidth(character: string): boolean {
  return /[\uff61-\uff9f]/u.test(character);
}

function strikingWord(text: string): string | null {
  const words = text.match(/[\p{L}\p{M}\p{N}]*[^\p{ASCII}\s][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const word =
    words.find((one) => one.length > 2 && !hasByteMarks(one)) ?? words.find((one) => !hasByteMarks(one));
  return word === undefined ? null : word.slice(0, 30);
}
