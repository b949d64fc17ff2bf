import { numberedLabel } from '../../lead/field-catalogue.js';
import { closest } from '../closest.js';
import { headerKey } from './header-key.js';
import { itemKeys, knownHeaders, numberedParts, type Scope } from './match-header.js';
import { plainHeader } from './plain-header.js';

/** The known header that an unknown one was probably meant to be; null where none is near or several are. */
export function similarHeader(header: string, scope: Scope): string | null {
  const key = headerKey(plainHeader(header).text);
  const parts = scope === 'leads' ? numberedParts(key) : null;
  if (parts === null) return closest(key, knownHeaders(scope));
  const candidates = [...itemKeys(parts.part)].map(
    ([itemKey, field]) => [itemKey, numberedLabel(field, parts.item)] as const,
  );
  return closest(parts.rest, candidates);
}
