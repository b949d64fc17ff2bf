import { createIssue } from '../../../lead/issue-catalogue.js';
import type { PlacedCell } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck } from '../check-context.js';
import { misspeltDomains, misspeltEndings } from './email-domain-typos.js';
import { filledText } from './filled-text.js';
import { remembered } from './remembered.js';

const domains = turned(misspeltDomains);
const endings = turned(misspeltEndings);

function turned(table: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([right, wrong]) => wrong.map((name) => [name, right] as const)),
  );
}

/** The domain that is meant by a misspelt one; null where nothing is near-certainly wrong. */
const meantDomain = remembered((domain: string): string | null => {
  const dot = domain.lastIndexOf('.');
  const ending = endings.get(domain.slice(dot + 1));
  const mended = ending === undefined ? domain : `${domain.slice(0, dot)}.${ending}`;
  const meant = domains.get(mended) ?? mended;
  return meant === domain ? null : meant;
});

/** Whether the domain of an address is a misspelt one. */
export function hasMisspeltDomain(address: string): boolean {
  return meantDomain(address.slice(address.lastIndexOf('@') + 1).toLowerCase()) !== null;
}

/** The domains and the last labels of domains that `hasMisspeltDomain` knows; every other one is right. */
export const knownMistakes: readonly string[] = [...domains.keys(), ...endings.keys()];

/** Names misspelt domains of e-mail addresses. */
export const checkEmailDomains: LeadCheck = ({ draft }, { source }) => {
  const { customerContacts, partnerContacts } = draft.items;
  const found = [
    filledText(draft.cells, 'leadOpportunity.dsOwnerEmail'),
    ...customerContacts.map((item) => filledText(item.cells, 'email')),
    ...partnerContacts.map((item) => filledText(item.cells, 'salesRepEmail')),
  ];
  return found.flatMap((email) => (email === null ? [] : addressIssues(email.text, email.placed, source)));
};

function addressIssues(
  text: string,
  placed: PlacedCell,
  source: string,
): readonly ReturnType<typeof createIssue>[] {
  const at = text.lastIndexOf('@') + 1;
  const meant = meantDomain(text.slice(at).toLowerCase());
  if (meant === null) return [];
  const message = `expected an e-mail address at a domain such as ${meant}, found ${quoted(text)}.`;
  const suggestion = `${text.slice(0, at)}${meant}`;
  return [createIssue('EMAIL_DOMAIN_TYPO', cellPlace(placed, source), { message, suggestion })];
}
