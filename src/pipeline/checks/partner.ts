import { createIssue } from '../../lead/issue-catalogue.js';
import { placedValue } from '../assembly/lead-draft.js';
import { quoted } from '../quoted.js';
import { cellPlace, type LeadCheck, nothing } from './check-context.js';

/** A sheet of another partner is never sent under one's own name. */
export const checkPartner: LeadCheck = ({ draft }, { source, options }) => {
  const placed = draft.cells.get('partnerId');
  const found = placedValue(placed);
  if (
    placed === undefined ||
    found === undefined ||
    options.partnerId === null ||
    found === options.partnerId
  ) {
    return nothing;
  }
  return [
    createIssue('PARTNER_OTHER', cellPlace(placed, source), {
      message: `expected the partner id ${quoted(options.partnerId)} of the settings, found ${quoted(placed.cell.text)}.`,
    }),
  ];
};
