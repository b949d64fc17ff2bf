import { processEnvironment } from '../config/environment.js';
import { type LocalSettings, resolveLocalSettings } from '../config/settings.js';
import type { Issue } from '../core/issue.js';
import type { HeaderRow, Row, RowReader } from '../core/row.js';
import type { CheckedLead } from '../lead/checked-lead.js';
import type { KnownLead, RestatedCells } from '../lead/ledger.js';
import type { References } from '../lead/references.js';
import { type CheckedSheets, checkSheets, type LeadVerdicts } from '../pipeline/check-sheets.js';
import type { ColumnMatch } from '../pipeline/mapping/column-match.js';
import type { LeadIdentity } from '../pipeline/mapping/lead-identity.js';
import type { ReadOptions } from '../readers/read-options.js';
import { existingLedger } from './existing-ledger.js';
import { helpersOf } from './helpers.js';
import { createIssueCollector, usuallyMost } from './issue-collector.js';
import { issueFilter } from './issue-filter.js';
import type { IssueSpool } from './issue-spool.js';
import { judgedDay } from './judged-day.js';
import { keptReferences } from './kept-references.js';
import { knownToLedger } from './known-to-ledger.js';
import { loadMapping, withMappingSettings } from './load-mapping.js';
import { openSource, readingRules } from './open-source.js';
import type { SheetOptions, SourceOptions, ValidateOptions, ValidateResult } from './sheet-options.js';
import { systemClock } from './system-clock.js';

/** A lead sheet that is being read and checked. Take `leads` to its end, then ask for the result. */
export interface CheckedFile {
  /** The sheets that are read, with their headers. */
  readonly sheets: readonly HeaderRow[];
  /** Every column of these sheets, with the field that it means. */
  readonly columns: readonly ColumnMatch[];
  readonly leads: AsyncIterable<CheckedLead>;
  /** In place of taking `leads`: tells which of them are wrong. */
  judge(verdicts: LeadVerdicts): Promise<void>;
  /** The open file; it is closed when the work is done. */
  readonly reader: RowReader;
  /** What the checks found; complete once `leads` was taken to its end. */
  result(): ValidateResult;
  /** True where a mistake concerns columns or sheets, and so every lead. */
  hasFileErrors(): boolean;
}

export interface CheckContext {
  readonly settings: Pick<LocalSettings, 'partnerId' | 'apiVersion' | 'ignore' | 'rules'>;
  readonly known: (partnerLeadId: string) => KnownLead | null;
  /** True where `known` answers null for every id. */
  readonly knowsNone?: boolean | undefined;
  readonly references: References;
}

/** What is checked, and who is told of what passes. */
export interface CheckRequest {
  readonly file: string;
  readonly options: SheetOptions & Pick<ValidateOptions, 'severity' | 'only' | 'maskValues' | 'threads'>;
  readonly context: CheckContext;
  /** By which id rows are known to be one lead; the partner's where it is left out. */
  readonly identity?: LeadIdentity | undefined;
  /**
   * Takes every issue that is listed, in order and without a limit, masked where that is asked for: the way to go through all of them
   * once the leads were taken. Its maker closes it.
   */
  readonly spool?: IssueSpool | null;
  /** Issues that are to be listed before those that the checks find. */
  readonly noted?: AsyncIterable<Issue> | undefined;
  /** Told every data row as it passes. */
  readonly onRow?: ((row: Row) => void) | undefined;
  /** Told, behind its row, what of its cells can be written with one meaning. */
  readonly onRestated?: ((row: Row, cells: RestatedCells) => void) | undefined;
}

/** Opens and checks a lead sheet for the work, and closes it afterwards. Throws what the reader and the mapping throw. */
export async function withCheckedFile<T>(
  request: CheckRequest,
  work: (checked: CheckedFile) => Promise<T>,
): Promise<T> {
  const { file, context, identity, spool = null, noted = noIssues(), onRow, onRestated } = request;
  const { severity, only, maskValues = false, maxIssues: most = usuallyMost } = request.options;
  const filter = issueFilter({ ignore: context.settings.ignore, severity, only });
  const rules = await loadMapping(request.options);
  const options = withMappingSettings(request.options, rules);
  const collector = createIssueCollector({ filter, maskValues, most, spool });
  const leads = { total: 0, rejected: 0 };
  const helpers = helpersOf(request.options.threads);
  const check = (opened: RowReader): CheckedSheets =>
    checkSheets(opened, {
      apiVersion: context.settings.apiVersion,
      mode: options.mode ?? 'upsert',
      partnerId: context.settings.partnerId,
      identity,
      strict: options.strict ?? false,
      known: context.known,
      knowsNone: context.knowsNone,
      ...readingRules(options),
      ...rules,
      rules: [...context.settings.rules, ...rules.rules],
      references: context.references,
      checkLead: options.checkLead,
      today: judgedDay(options.asOf ?? dayOfEnvironment(), systemClock),
      onRow,
      onRestated,
      onIssue: collector.add,
      signal: options.signal,
      helpers,
    });
  let opened: OpenSheets | null = null;
  try {
    opened = await openSheets(file, options, { check });
    const { reader, sheets } = opened;
    for await (const issue of noted) collector.add(issue);
    return await work({
      sheets: sheets.headers,
      columns: sheets.columns,
      leads: counted(sheets.leads(), leads),
      judge: (verdicts) => sheets.judge(countedVerdicts(verdicts, leads)),
      reader,
      result: () => {
        const { total, rejected } = leads;
        return {
          file: reader.source,
          layout: sheets.layout,
          ...sheets.tally(),
          leads: { total, valid: total - rejected, rejected },
          fileErrors: fileErrors(sheets),
          ...collector.collected(),
          files: [],
          split: null,
        };
      },
      hasFileErrors: () => fileErrors(sheets) > 0,
    });
  } finally {
    await helpers?.end();
    await opened?.reader.close();
  }
}

interface OpenSheets {
  readonly reader: RowReader;
  readonly sheets: CheckedSheets;
}

interface Opening {
  readonly check: (reader: RowReader) => CheckedSheets;
  /** Whether what is likely may be proven while the file is read. */
  readonly provesLater?: boolean;
}

/**
 * Opens the file, and reads it for the first time where only that proves of which charset it is. Where it is of another one than it begins
 * with, it is opened anew and as a whole looked at before.
 */
async function openSheets(
  file: string,
  options: SourceOptions & Pick<ReadOptions, 'signal'>,
  { check, provesLater = true }: Opening,
): Promise<OpenSheets> {
  const reader = await openSource(file, { ...options, keepsRows: true, provesLater });
  try {
    const sheets = check(reader);
    if (reader.proof?.isOpen === true) await sheets.evidence();
    if (await isAsOpened(reader)) return { reader, sheets };
  } catch (thrown) {
    const isProven = await isAsOpened(reader).finally(() => reader.close());
    if (isProven) throw thrown;
  }
  await reader.close();
  return await openSheets(file, options, { check, provesLater: false });
}

async function isAsOpened({ proof }: RowReader): Promise<boolean> {
  return proof === undefined || (await proof.holds());
}

function fileErrors({ fileIssues }: Pick<CheckedSheets, 'fileIssues'>): number {
  return fileIssues.filter(({ severity }) => severity === 'error').length;
}

/** As everywhere, a variable that is empty counts as not set. */
function dayOfEnvironment(): string | undefined {
  return processEnvironment().variables['LEADFERRY_AS_OF'] || undefined;
}

async function* noIssues(): AsyncGenerator<never> {}

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

function countedVerdicts(verdicts: LeadVerdicts, counts: { total: number; rejected: number }): LeadVerdicts {
  return {
    sound(origin) {
      counts.total += 1;
      verdicts.sound(origin);
    },
    checked(lead) {
      counts.total += 1;
      if (lead.rejected) counts.rejected += 1;
      verdicts.checked(lead);
    },
  };
}

/** As withCheckedFile, without a server: what the ledger knows is used where one is there for the chosen server. */
export async function withLocallyCheckedFile<T>(
  request: Omit<CheckRequest, 'context'>,
  work: (checked: CheckedFile) => Promise<T>,
): Promise<T> {
  const settings = await resolveLocalSettings(request.options, processEnvironment());
  const ledger = await existingLedger(settings);
  try {
    return await withCheckedFile(
      {
        ...request,
        context: {
          settings,
          ...knownToLedger(ledger),
          references: keptReferences(ledger, settings),
        },
      },
      work,
    );
  } finally {
    ledger?.close();
  }
}
