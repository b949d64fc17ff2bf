const longestShown = 80;
// Control characters, lone surrogates and line ends would garble a terminal or a table.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A value of the file as messages show it: in quotes, cut at 80 characters, nothing unprintable in it. */
export function quoted(text: string): string {
  const start = [...text.slice(0, 2 * longestShown)];
  const cut = start.length > longestShown ? `${start.slice(0, longestShown).join('')}…` : start.join('');
  return `"${cut.replace(unprintable, escaped)}"`;
}

const mostListed = 5;

/** `a`, `a and b`, `a, b and c`; of more than five it says how many there are. `total` is given where `items` is only their start. */
export function listed(items: readonly string[], total: number = items.length): string {
  const shown = items.slice(0, mostListed);
  const more = total - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
