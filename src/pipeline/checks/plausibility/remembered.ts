import { ownText } from '../../own-text.js';

const mostKept = 20_000;

/** The function with its answers kept by text: a sheet repeats few values many times. Starts anew when 20,000 are kept. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    if (answers.size >= mostKept) answers.clear();
    const answer = compute(text);
    answers.set(ownText(text), { answer });
    return answer;
  };
}
