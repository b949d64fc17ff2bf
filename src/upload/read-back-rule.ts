/** Which leads are read again once they were sent. sample: the first five, and then one in fifty. */
export const readBackRules = ['all', 'sample', 'none'] as const;
export type ReadBackRule = (typeof readBackRules)[number];

const firstOnes = 5;
const oneIn = 50;

/** Whether the lead with this place among those that are sent, from 0, is read back. */
export function isReadBack(rule: ReadBackRule, index: number): boolean {
  if (rule === 'sample') return index < firstOnes || index % oneIn === 0;
  return rule === 'all';
}

/** How many of so many leads are read back. */
export function readBackCount(rule: ReadBackRule, leads: number): number {
  if (rule === 'none') return 0;
  if (rule === 'all' || leads <= firstOnes) return leads;
  return firstOnes + Math.floor((leads - 1) / oneIn);
}
