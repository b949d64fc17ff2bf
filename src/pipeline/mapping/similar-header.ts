import { numberedLabel } from '../../lead/field-catalogue.js';
import { closest } from '../closest.js';
import { headerKey } from './header-key.js';
import { itemKeys, knownHeaders, numberedParts, type Scope } from './match-header.js';

/** The known header that an unknown one was probably meant to be; null where none is near or several are. */
export function similarHeader(header: string, scope: Scope): string | null {
  const key = headerKey(header);
  return (scope === 'leads' ? similarNumbered(key) : null) ?? closest(key, knownHeaders(scope));
}

function similarNumbered(key: string): string | null {
  const parts = numberedParts(key);
  if (parts === null) return null;
  const candidates = [...itemKeys(parts.part)].map(
    ([itemKey, field]) => [itemKey, numberedLabel(field, parts.item)] as const,
  );
  return closest(parts.rest, candidates);
}
