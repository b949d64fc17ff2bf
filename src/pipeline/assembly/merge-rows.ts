import { ownText } from '../own-text.js';
import type { ParsedRow } from '../parsing/parse-rows.js';
import { addRow } from './add-row.js';
import { type Assembled, type LeftOutRow, leftOutRow } from './assembled.js';
import { createEntryQueue } from './entry-queue.js';
import { createRowHolder, type HeldRows, noRows } from './held-rows.js';
import { createDraft } from './lead-draft.js';
import type { RowCounts } from './row-counts.js';
import { leadIdOf, missingIdIssues } from './row-identity.js';

interface WaitingLead extends HeldRows {
  readonly kind: 'waiting';
  readonly id: string;
}

/**
 * Layout 2: all rows with an id are one lead. A lead waits until its last row came and those before it are complete; mostly the rows of a
 * lead stand together, so that hardly any wait. Where two ids share a hash, their leads wait for the last row of both.
 * Throws LeadferryError FILE_WRITE_FAILED where the disk of temporary files refuses.
 */
export async function* mergeRows(
  rows: AsyncIterable<ParsedRow>,
  source: string,
  counts: RowCounts,
): AsyncGenerator<Assembled> {
  const holder = createRowHolder();
  const queue = createEntryQueue<WaitingLead | LeftOutRow>();
  const waiting = new Map<string, WaitingLead>();

  function take(row: ParsedRow): void {
    const id = leadIdOf(row);
    if (id === null) {
      queue.push(leftOutRow(row, missingIdIssues(row, source)));
      return;
    }
    holder.add(waiting.get(id) ?? begun(ownText(id)), row);
    counts.take(id);
  }

  function begun(id: string): WaitingLead {
    const lead = { kind: 'waiting', id, ...noRows() } as const;
    waiting.set(id, lead);
    queue.push(lead);
    return lead;
  }

  function* complete(isEnd: boolean): Generator<Assembled> {
    for (let entry = queue.first; entry !== undefined; entry = queue.first) {
      if (entry.kind === 'waiting' && !isEnd && counts.left(entry.id) > 0) return;
      queue.shift();
      yield entry.kind === 'row' ? entry : assembled(entry);
    }
  }

  function assembled(lead: WaitingLead): Assembled {
    waiting.delete(lead.id);
    const draft = createDraft(lead.id);
    for (const row of holder.take(lead)) addRow(draft, row, { source, linePerRow: true });
    return { kind: 'lead', draft };
  }

  try {
    for await (const row of rows) {
      take(row);
      yield* complete(false);
    }
    yield* complete(true);
  } finally {
    holder.close();
  }
}
