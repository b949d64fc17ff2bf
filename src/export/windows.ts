import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import type { ExportSpan, SearchWindow } from '../lead/lead-exports.js';

const maxWidthMs = 7 * 24 * 3_600_000;

/** Neighbours share this much, so that an instant on an edge is found whether the server counts its bounds in or not. */
const overlapMs = 5_000;

/** How far an open span looks ahead: longer than a search may wait, and room for clocks that differ from the server's. */
const lookAheadMs = 3_600_000;

/**
 * Cuts a span into search windows (modified within [from, to], `from` before `to`), oldest first and lazily: a lead that is modified while the windows are searched moves
 * towards now, into a window that is still to come, never out of one. An open span ends an hour after the moment at which
 * its last window is taken, so that nothing modified meanwhile is missed.
 * Width of a window: at most 7 days, overlap included (searchLeadsOpportunities in api/sales-2.0.openapi.yaml).
 * `after` is the window that was searched last where a stopped search goes on.
 * Throws LeadferryError USAGE where `from` is not before `to`.
 */
export function* searchWindows(
  span: ExportSpan,
  clock: Clock,
  after: SearchWindow | null = null,
): Generator<SearchWindow> {
  const start = instantMs(span.from);
  const endMs = () => (span.to === null ? clock.now() + lookAheadMs : instantMs(span.to));
  if (start >= endMs()) throw emptySpan(span);
  if (after !== null && instantMs(after.to) >= endMs()) return;
  let from = after === null ? start : instantMs(after.to) - overlapMs;
  let to: number;
  let end: number;
  do {
    end = endMs();
    to = Math.min(from + maxWidthMs, end);
    yield { from: isoInstant(from), to: isoInstant(to) };
    from = to - overlapMs;
  } while (to < end);
}

/** How many windows a span takes if it were searched now. An open span may take one more by the time it is. */
export function countWindows(span: ExportSpan, clock: Clock): number {
  let count = 0;
  for (const _ of searchWindows(span, clock)) count += 1;
  return count;
}

/** Milliseconds since 1970 as an ISO instant in UTC. */
export function isoInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

function instantMs(iso: string): number {
  const epochMs = Date.parse(iso);
  if (!Number.isNaN(epochMs)) return epochMs;
  throw new LeadferryError('USAGE', `Expected an instant such as 2026-03-01T00:00:00.000Z, found "${iso}".`);
}

function emptySpan({ from, to }: ExportSpan): LeadferryError {
  return new LeadferryError(
    'USAGE',
    `Expected a span of time whose start lies before its end, found ${from} to ${to ?? 'now'}.`,
    { next: 'Give an earlier --modified-since, or a later --modified-until.' },
  );
}
