import type { Issue } from '../../../core/issue.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';
import { cellPlace, foundIn, type LeadCheck } from '../check-context.js';
import { misspeltDomains, misspeltEndings } from './email-domain-typos.js';
import { type FilledText, filledText } from './filled-text.js';

const domains = turned(misspeltDomains);
const endings = turned(misspeltEndings);

function turned(table: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([right, wrong]) => wrong.map((name) => [name, right] as const)),
  );
}

/** The domain that is meant by a misspelt one; null where nothing is near-certainly wrong. */
function meantDomain(domain: string): string | null {
  const dot = domain.lastIndexOf('.');
  const ending = endings.get(domain.slice(dot + 1));
  const mended = ending === undefined ? domain : `${domain.slice(0, dot)}.${ending}`;
  const meant = domains.get(mended) ?? mended;
  return meant === domain ? null : meant;
}

/** Whether the domain of an address is a misspelt one. */
export function hasMisspeltDomain(address: string): boolean {
  return meantDomain(address.slice(address.lastIndexOf('@') + 1).toLowerCase()) !== null;
}

/** The domains and the last labels of domains that `hasMisspeltDomain` knows; every other one is right. */
export const knownMistakes: readonly string[] = [...domains.keys(), ...endings.keys()];

/** Names misspelt domains of e-mail addresses. */
export const checkEmailDomains: LeadCheck = ({ draft }, { source }) => {
  const judged = (email: FilledText | null): Issue | null =>
    email === null ? null : addressIssue(email, source);
  const { customerContacts, partnerContacts } = draft.items;
  const owner = judged(filledText(draft.cells, 'leadOpportunity.dsOwnerEmail'));
  const ofCustomer = foundIn(customerContacts, (item) => judged(filledText(item.cells, 'email')));
  const ofPartner = foundIn(partnerContacts, (item) => judged(filledText(item.cells, 'salesRepEmail')));
  if (owner === null && ofPartner.length === 0) return ofCustomer;
  return [...(owner === null ? [] : [owner]), ...ofCustomer, ...ofPartner];
};

function addressIssue({ text, placed }: FilledText, source: string): Issue | null {
  const at = text.lastIndexOf('@') + 1;
  const meant = meantDomain(text.slice(at).toLowerCase());
  if (meant === null) return null;
  const message = `expected an e-mail address at a domain such as ${meant}, found ${quoted(text)}.`;
  const suggestion = `${text.slice(0, at)}${meant}`;
  return createIssue('EMAIL_DOMAIN_TYPO', cellPlace(placed, source), { message, suggestion });
}
