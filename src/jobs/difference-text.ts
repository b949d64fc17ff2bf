import type { SheetDifference } from '../lead/ledger.js';

const mostNamed = 5;

/** True where going on with the sheet sends what the run would have sent anyway. */
export function isSameSheet({ changed, added, gone, restored }: SheetDifference): boolean {
  return changed.length + added.length + gone.length + restored.length === 0;
}

/** What a sheet that was read again says otherwise than the run, a line for each kind of difference. */
export function differenceText(difference: SheetDifference): string {
  const { same, changed, changedSinceDone, changedWhileOpen, added, gone, restored } = difference;
  const lines = [
    named(changed, 'have other values now and are taken as they are now'),
    named(changedSinceDone, 'have other values now, but are done: upload the sheet to send them'),
    named(changedWhileOpen, 'have other values now, but a request is open: it is settled as it was sent'),
    named(added, 'are new and are taken in'),
    named(gone, 'are no longer in the sheet and are not sent'),
    named(restored, 'are there again after their values had been erased'),
  ].filter((line) => line !== null);
  return [`Read again: ${same} leads as before.`, ...lines].join('\n');
}

function named(ids: readonly string[], what: string): string | null {
  if (ids.length === 0) return null;
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : '';
  return `${ids.length} ${what}: ${ids.slice(0, mostNamed).join(', ')}${more}.`;
}
