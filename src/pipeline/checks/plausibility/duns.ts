import { createIssue } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck, nothing } from '../check-context.js';
import { filledText } from './filled-text.js';

const nineDigits = /^\d{9}$/;
// A spreadsheet drops one or two zeros; more would be another number.
const zerosLost = /^\d{7,8}$/;
const between = /[\s-]/g;

/** Whether a text is a DUNS number as it is mostly written. */
export function isNineDigits(text: string): boolean {
  return nineDigits.test(text);
}

/** Nine digits. The ninth is no check digit any more: D&B gave it up in December 2006 to have more numbers. */
export const checkDuns: LeadCheck = ({ draft }, { source }) => {
  const duns = filledText(draft.cells, 'customerLegalEntity.dunsNumber');
  if (duns === null || isNineDigits(duns.text)) return nothing;
  const digits = duns.text.normalize('NFKC').replace(between, '');
  if (nineDigits.test(digits)) return nothing;
  const message = `expected the nine digits of a DUNS number, found ${quoted(duns.placed.cell.text)}.`;
  const suggestion = zerosLost.test(digits) ? digits.padStart(9, '0') : null;
  return [createIssue('DUNS_IMPLAUSIBLE', cellPlace(duns.placed, source), { message, suggestion })];
};
