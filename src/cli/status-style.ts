import type { LeadStatus } from '../index.js';
import type { TextStyle } from './style.js';

const styles = {
  done: 'green',
  failed: 'red',
  unknown: 'yellow',
  unsent: 'red',
} as const satisfies Record<LeadStatus, TextStyle>;

/** How the status of a lead is shown: what was held back stands out, what the run did not come to does not. */
export function statusStyle({
  status,
  code,
}: {
  readonly status: LeadStatus;
  readonly code: string | null;
}): TextStyle {
  return status === 'unsent' && code === 'NOT_REACHED' ? 'dim' : styles[status];
}
