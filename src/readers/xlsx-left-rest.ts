import type { XmlScanner } from '../formats/ooxml/xml-scanner.js';

const longestLeft = 4096;
const lessThan = 60;

/**
 * Whether what stands at the end of a piece is left there for the next one: a piece of which tokens are taken is made text, which takes longer than
 * what is read from its bytes. It is left where a tag begins with that letter, it is short, and more comes.
 */
export function leavesRest({ bytes, position, isWhole, endsNext }: XmlScanner, letter: number): boolean {
  if (isWhole || endsNext || bytes.length - position > longestLeft) return false;
  return bytes[position] === lessThan && bytes[position + 1] === letter;
}
