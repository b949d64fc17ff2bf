import { createContext, Script } from 'node:vm';
import { LeadferryError } from '../../core/error.js';
import { once } from '../../core/once.js';

/** How long one text may take, in milliseconds. */
const mostMs = 200;
/** Comparisons that the worst text of a length may need and that are still done at once. */
const fewSteps = 10_000_000;

/** Tells whether a text matches. */
export type MatchPattern = (text: string) => boolean;

/**
 * Matches texts against an expression that a person wrote, so that none of them can hold up the run: an expression that may go back and
 * forth without end on a long text is run with a limit of time. `title` names the rule.
 * Throws LeadferryError RULE_UNUSABLE where a text reaches the limit.
 */
export function patternMatcher(pattern: RegExp, title: string): MatchPattern {
  const shape = patternShape(pattern.source);
  const limited = once(() => limitedMatcher(pattern, title));
  return (text) => (worstSteps(shape, text.length) <= fewSteps ? pattern.test(text) : limited()(text));
}

function limitedMatcher(pattern: RegExp, title: string): MatchPattern {
  const sandbox = createContext({ pattern, text: '' });
  const script = new Script('pattern.test(text)');
  return (text) => {
    sandbox['text'] = text;
    try {
      return script.runInContext(sandbox, { timeout: mostMs }) === true;
    } catch (cause) {
      if (!isTimeout(cause)) throw cause;
      throw new LeadferryError(
        'RULE_UNUSABLE',
        `The pattern of ${title} takes longer than ${mostMs} ms on a text of ${text.length} characters.`,
        {
          cause,
          next: 'Write the pattern so that no repeated group holds another repetition, such as (a+)+.',
        },
      );
    }
  };
}

// The error comes from another realm: it is no instance of this one's Error.
function isTimeout(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return false;
  return thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

interface PatternShape {
  /** Repetitions of one character or class: `*`, `+`, `{2,}`, `{1,9}`. */
  readonly repeated: number;
  /** `?` behind one character, class or group. */
  readonly optional: number;
  /** True where a group is repeated or a back reference is used: what that costs is not reckoned. */
  readonly unbounded: boolean;
}

const insignificant = /\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/gu;
const quantifier = /(.)(\*|\+|\?|\{\d+(?:,\d*)?\})/gu;

function patternShape(source: string): PatternShape {
  // Escapes and classes stand for one character each.
  const plain = source.replace(insignificant, 'x').replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/gu, '(');
  const found = [...plain.matchAll(quantifier)].map(([, before, sign]) => ({ before, sign }));
  const varying = found.filter(({ sign }) => !/^\{\d+\}$/u.test(sign ?? ''));
  return {
    repeated: varying.filter(({ sign }) => sign !== '?').length,
    optional: varying.filter(({ before, sign }) => sign === '?' && !/[*+?}]/u.test(before ?? '')).length,
    unbounded: /\\[1-9k]/u.test(plain) || found.some(({ before, sign }) => before === ')' && sign !== '?'),
  };
}

function worstSteps({ repeated, optional, unbounded }: PatternShape, length: number): number {
  return unbounded ? Number.POSITIVE_INFINITY : (length + 1) ** (repeated + 1) * 2 ** optional;
}
