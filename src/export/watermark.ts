import type { LeadCoverage } from '../lead/lead-coverage.js';
import type { ExportSpan, Watermark } from '../lead/lead-exports.js';
import { isoInstant } from './windows.js';

/** Neither clocks nor the search of 3DS are taken to be nearer to the truth than this. */
const marginMs = 3_600_000;

/**
 * What an incremental export has to bring: everything since the watermark. A start that is earlier than what was brought so far counts;
 * a later one leaves no gap. Null where there is neither.
 */
export function incrementalSpan(watermark: Watermark | null, since: string | null): ExportSpan | null {
  if (watermark === null) return since === null ? null : { from: since, to: null };
  const isEarlier = since !== null && since < watermark.from;
  return { from: isEarlier ? since : watermark.until, to: null };
}

/**
 * How far an incremental export has come once its leads are written. A lead that is modified after the last search began is for the next
 * export, so the watermark stays an hour before that; it stays at the window of the first lead that could not be read.
 */
export function movedWatermark(
  span: ExportSpan,
  { windows }: LeadCoverage,
  before: Watermark | null,
): Watermark {
  const last = windows.at(-1)?.searchedAt ?? span.from;
  const unread = windows.find(({ newIds, fetched, outOfScope }) => fetched + outOfScope < newIds);
  const reached = isoInstant(Date.parse(last) - marginMs);
  const until = [reached, unread?.from ?? reached].toSorted()[0] ?? span.from;
  const from = before !== null && before.from < span.from ? before.from : span.from;
  return { from, until: until < span.from ? span.from : until };
}
