import { textMarkup } from '../../formats/ooxml/xml-markup.js';
import { maxCellText } from '../../formats/xlsx-text.js';

/** Who our notes are by. */
export const ownAuthor = 'leadferry';

/** What our text begins with where it stands below somebody else's. */
export const ownSection = '[leadferry]';

// Author and marks stand before the text of a note.
const longestText = maxCellText - 100;

/** A new note: its author in bold, as Excel itself begins one. */
export function noteRuns(text: string, prefix: string): string {
  return `${run(`${ownAuthor}:\n`, { prefix, bold: true })}${run(shortened(text), { prefix, bold: false })}`;
}

/** The text added below a note that is there. `taken` is how long that is. */
export function sectionRun(text: string, { prefix, taken }: { prefix: string; taken: number }): string {
  const room = Math.max(0, longestText - taken);
  return run(`\n\n${ownSection}\n${shortened(text, room)}`, { prefix, bold: false });
}

function run(text: string, { prefix, bold }: { prefix: string; bold: boolean }): string {
  const look = `${bold ? `<${prefix}b/>` : ''}<${prefix}sz val="9"/><${prefix}rFont val="Tahoma"/><${prefix}family val="2"/>`;
  const content = `<${prefix}t xml:space="preserve">${textMarkup(text, 'a note')}</${prefix}t>`;
  return `<${prefix}r><${prefix}rPr>${look}</${prefix}rPr>${content}</${prefix}r>`;
}

/** A cell holds no more, and neither does a note. */
function shortened(text: string, most: number = longestText): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}
