/** Source: Excel specifications and limits. */
const longestName = 31;
const forbidden = /[:\\/?*[\]\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * The names as Excel takes them for sheets: none of `: \ / ? * [ ]`, at most 31 characters, no apostrophe at either end, not blank, not `History`,
 * and no two that differ in case alone.
 */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const plain = possibleName(name);
    let free = plain;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = withEnd(plain, ` (${n})`);
    taken.add(free.toLowerCase());
    return free;
  });
}

function possibleName(name: string): string {
  const plain = cut(name.replaceAll(forbidden, '_').replaceAll(/^[\s']+|[\s']+$/gu, ''), longestName);
  if (plain === '') return 'Sheet';
  return plain.toLowerCase() === 'history' ? `${plain}_` : plain;
}

function withEnd(name: string, end: string): string {
  return `${cut(name, longestName - end.length)}${end}`;
}

/** At most so many UTF-16 units, never half a character, and no apostrophe at the end. */
function cut(name: string, length: number): string {
  const short = name.slice(0, length);
  return (short.isWellFormed() ? short : short.slice(0, -1)).replaceAll(/[\s']+$/gu, '');
}
