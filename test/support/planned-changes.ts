import type { FieldChange } from '../../src/core/outcome.js';
import { compareLead } from '../../src/lead/compare.js';
import type { RemoteLead } from '../../src/lead/lead.js';
import { checkSheets } from '../../src/pipeline/check-sheets.js';
import { openReader } from '../../src/readers/open-reader.js';

/** What an upload of a sheet would change. */
export interface PlannedChanges {
  /** How many leads the sheet has. */
  readonly leads: number;
  /** `partner lead id field → new value`, by lead and field. */
  readonly changes: readonly string[];
  /** What stands in the way of an upload. */
  readonly errors: readonly string[];
}

/** Reads a lead sheet as an upload does and compares it with the leads that 3DS has. */
export async function plannedChanges(path: string, remotes: readonly RemoteLead[]): Promise<PlannedChanges> {
  const byId = new Map(remotes.map((remote) => [remote.partnerLeadOpportunityId, remote]));
  const errors: string[] = [];
  const changes: string[] = [];
  let leads = 0;
  const reader = await openReader(path);
  try {
    const sheets = checkSheets(reader, {
      ...{ apiVersion: 'v1', mode: 'upsert', partnerId: null, strict: false, today: '2026-11-21' },
      ...{ known: () => null, references: null, rules: [] },
      onIssue: ({ severity, code, message, row, header }) => {
        if (severity === 'error') errors.push(`${code} row ${row} ${header}: ${message}`);
      },
    });
    for await (const { lead } of sheets.leads()) {
      leads += 1;
      const remote = byId.get(lead.partnerLeadOpportunityId);
      if (remote === undefined)
        throw new Error(`the sheet has a lead of its own: ${lead.partnerLeadOpportunityId}`);
      const compared = compareLead({ sheet: lead, remote, lastSent: null, lists: 'keep', apiVersion: 'v1' });
      changes.push(...compared.changes.map((change) => changeText(lead.partnerLeadOpportunityId, change)));
    }
  } finally {
    await reader.close();
  }
  return { leads, changes: changes.toSorted(byText), errors };
}

/** The order of changes. */
export function byText(one: string, other: string): number {
  return one.localeCompare(other);
}

/** A change as it is compared in tests. */
export function changeText(id: string, { field, to }: Pick<FieldChange, 'field' | 'to'>): string {
  return `${id} ${field} → ${JSON.stringify(to)}`;
}
