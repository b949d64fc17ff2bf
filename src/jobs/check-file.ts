import { processEnvironment } from '../config/environment.js';
import { type LocalSettings, resolveLocalSettings } from '../config/settings.js';
import { createIssueCounter, type Issue } from '../core/issue.js';
import type { Row } from '../core/row.js';
import type { CheckedLead } from '../lead/checked-lead.js';
import type { KnownLead } from '../lead/ledger.js';
import { checkSheets } from '../pipeline/check-sheets.js';
import { judgedDay } from './judged-day.js';
import { loadMapping, withMappingSettings } from './mapping-file.js';
import { openSource, readingRules } from './open-source.js';
import type { SheetOptions, ValidateResult } from './sheet-options.js';
import { existingLedger } from './state-ledger.js';
import { systemClock } from './system-clock.js';

/** A lead sheet that is being read and checked. Take `leads` to its end, then ask for the result. */
export interface CheckedFile {
  /** The sheets that are read, with their header texts. */
  readonly sheets: readonly { readonly sheet: string | null; readonly headers: readonly string[] }[];
  readonly leads: AsyncIterable<CheckedLead>;
  /** The data rows that have passed since it was last asked. */
  takeRows(): readonly Row[];
  /** What the checks found; complete once `leads` was taken to its end. */
  result(): ValidateResult;
  /** True where a mistake concerns columns or sheets, and so every lead. */
  hasFileErrors(): boolean;
}

export interface CheckContext {
  readonly settings: Pick<LocalSettings, 'partnerId' | 'apiVersion'>;
  readonly known: (partnerLeadId: string) => KnownLead | null;
}

/** Opens and checks a lead sheet for the work, and closes it afterwards. Throws what the reader and the mapping throw. */
export async function withCheckedFile<T>(
  request: { readonly file: string; readonly options: SheetOptions; readonly context: CheckContext },
  work: (checked: CheckedFile) => Promise<T>,
): Promise<T> {
  const { file, context } = request;
  const rules = await loadMapping(request.options);
  const options = withMappingSettings(request.options, rules);
  const reader = await openSource(file, options);
  const counter = createIssueCounter();
  const issues: Issue[] = [];
  const leads = { total: 0, rejected: 0 };
  let rows: Row[] = [];
  try {
    const sheets = checkSheets(reader, {
      apiVersion: context.settings.apiVersion,
      mode: options.mode ?? 'upsert',
      partnerId: context.settings.partnerId,
      strict: options.strict ?? false,
      known: context.known,
      ...readingRules(options),
      ...rules,
      today: judgedDay(options.asOf, systemClock),
      onRow: (row) => void rows.push(row),
      onIssue: (issue) => {
        counter.add(issue);
        issues.push(issue);
      },
      signal: options.signal,
    });
    return await work({
      sheets: sheets.headers,
      leads: counted(sheets.leads(), leads),
      takeRows: () => {
        const taken = rows;
        rows = [];
        return taken;
      },
      result: () => {
        const { total, rejected } = leads;
        return {
          file: reader.source,
          layout: sheets.layout,
          ...sheets.tally(),
          leads: { total, valid: total - rejected, rejected },
          issueCounts: counter.counts(),
          issues,
          files: [],
        };
      },
      hasFileErrors: () => sheets.fileIssues.some((issue) => issue.severity === 'error'),
    });
  } finally {
    await reader.close();
  }
}

async function* counted(
  leads: AsyncIterable<CheckedLead>,
  counts: { total: number; rejected: number },
): AsyncGenerator<CheckedLead> {
  for await (const lead of leads) {
    counts.total += 1;
    if (lead.rejected) counts.rejected += 1;
    yield lead;
  }
}

/** As withCheckedFile, without a server: what the ledger knows is used where one is there for the chosen server. */
export async function withLocallyCheckedFile<T>(
  request: { readonly file: string; readonly options: SheetOptions },
  work: (checked: CheckedFile) => Promise<T>,
): Promise<T> {
  const settings = await resolveLocalSettings(request.options, processEnvironment());
  const ledger = existingLedger(settings);
  try {
    const known = (id: string) => ledger?.known(id) ?? null;
    return await withCheckedFile({ ...request, context: { settings, known } }, work);
  } finally {
    ledger?.close();
  }
}
