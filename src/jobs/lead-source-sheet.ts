import type { Issue } from '../core/issue.js';
import type { RowReader } from '../core/row.js';
import { type ApiVersion, fieldAt } from '../lead/field-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { CheckOptions } from '../pipeline/check-options.js';
import { gatherEvidence, notationsOf } from '../pipeline/evidence/gather-evidence.js';
import type { MappedColumn, MappedSheet } from '../pipeline/mapping/map-columns.js';
import { mapRows } from '../pipeline/mapping/map-rows.js';
import { type Layout, mapSheets } from '../pipeline/mapping/map-sheets.js';
import { type ParsedRow, parseRows } from '../pipeline/parsing/parse-rows.js';
import {
  addExportedRow,
  createExportedDraft,
  type ExportedDraft,
  exportedLead,
  idsOf,
  type RowIds,
} from './lead-source-draft.js';
import { loadMapping, withMappingSettings } from './load-mapping.js';
import type { LoadedMapping } from './loaded-mapping.js';
import { openSource, readingRules } from './open-source.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';

/** How an exported file is read. */
export interface LeadFileOptions extends SourceOptions, MappingOptions {
  readonly apiVersion?: ApiVersion | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told, after the last lead, what of the file is not among the leads: one sentence each. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/**
 * The leads of a sheet in any of the three layouts, with the columns that only 3DS fills (approval, created and modified date, comments) and
 * leads that have no partner lead id. Rows of one lead are brought together by its 3DS id, else by its partner lead id. Layout 1
 * streams; of the other layouts all leads are held until the last row.
 * Throws what the reader and the mapping throw.
 */
export async function* leadsOfSheet(path: string, options: LeadFileOptions): AsyncGenerator<RemoteLead> {
  const rules = await loadMapping(options);
  const settings = withMappingSettings(options, rules);
  const reader = await openSource(path, settings);
  const tally: Tally = { withoutId: 0, repeated: 0, unlisted: 0, unread: new Map() };
  try {
    const { layout, rows } = await sheetRows(reader, settings, rules);
    const counted = withUnread(rows, tally);
    yield* layout === 1 ? rowLeads(counted, tally) : joinedLeads(counted, tally);
  } finally {
    await reader.close();
  }
  for (const note of notesOf(reader.source, tally)) options.onNote?.(note);
}

interface Tally {
  withoutId: number;
  repeated: number;
  /** Leads of which other sheets have rows, and the sheet of leads has none. */
  unlisted: number;
  /** Values that could not be read, by issue code. */
  readonly unread: Map<string, number>;
}

interface SheetRows {
  readonly layout: Layout;
  readonly rows: AsyncIterable<ParsedRow>;
}

async function sheetRows(
  reader: RowReader,
  options: LeadFileOptions,
  rules: LoadedMapping,
): Promise<SheetRows> {
  const { apiVersion = 'v1', signal } = options;
  const reading: Pick<CheckOptions, 'headerRow' | 'dates' | 'decimal'> = readingRules(options);
  const { source } = reader;
  const found = mapSheets(reader, { apiVersion, strict: false, ...reading, ...rules });
  const sheets = found.sheets.map(withReadOnlyColumns);
  const columns = await gatherEvidence(sheets, { ...reading, formats: rules.formats, signal });
  const silent = { onRow: () => undefined, onIssue: () => undefined };
  const mapped = mapRows(sheets, { source, strict: false, signal, ...silent });
  return {
    layout: found.layout,
    rows: parseRows(mapped, { source, apiVersion, notations: notationsOf(columns) }),
  };
}

/** An upload leaves out what only 3DS fills; whoever reads an export wants to know it. */
function withReadOnlyColumns(sheet: MappedSheet): MappedSheet {
  const taken = new Set<string>();
  const readOnly = sheet.matches.flatMap(({ use, field: path, index, column, header }): MappedColumn[] => {
    const field = use === 'read-only' && path !== null ? fieldAt(path) : undefined;
    if (field === undefined || taken.has(field.path)) return [];
    taken.add(field.path);
    return [{ index, column, header, field, item: null }];
  });
  return readOnly.length === 0 ? sheet : { ...sheet, columns: [...sheet.columns, ...readOnly] };
}

async function* withUnread(rows: AsyncIterable<ParsedRow>, { unread }: Tally): AsyncGenerator<ParsedRow> {
  for await (const row of rows) {
    for (const { code } of row.cells.some(({ kind }) => kind === 'invalid') ? errorsOf(row.issues) : []) {
      unread.set(code, (unread.get(code) ?? 0) + 1);
    }
    yield row;
  }
}

function errorsOf(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ severity }) => severity === 'error');
}

/** Layout 1: every row is a lead. A lead that comes again counts once. */
async function* rowLeads(rows: AsyncIterable<ParsedRow>, tally: Tally): AsyncGenerator<RemoteLead> {
  const seen = new Set<string>();
  for await (const row of rows) {
    const ids = idsOf(row);
    const key = keyOf(ids);
    if (key === null) tally.withoutId += 1;
    else if (seen.has(key)) tally.repeated += 1;
    else {
      seen.add(key);
      const draft = createExportedDraft(ids);
      addExportedRow(draft, row, false);
      yield exportedLead(draft);
    }
  }
}

/** Layouts 2 and 3: a lead has as many rows as it has offer lines, or rows in several sheets. */
async function* joinedLeads(rows: AsyncIterable<ParsedRow>, tally: Tally): AsyncGenerator<RemoteLead> {
  const byKey = new Map<string, ExportedDraft>();
  const drafts = new Set<ExportedDraft>();
  for await (const row of rows) {
    const ids = idsOf(row);
    if (keyOf(ids) === null) {
      tally.withoutId += 1;
      continue;
    }
    const draft = knownDraft(byKey, ids) ?? createExportedDraft(ids);
    drafts.add(draft);
    draft.ids = { ds: draft.ids.ds ?? ids.ds, partner: draft.ids.partner ?? ids.partner };
    draft.listed ||= row.table.scope === 'leads';
    for (const key of keysOf(draft.ids)) byKey.set(key, draft);
    addExportedRow(draft, row, true);
  }
  for (const draft of drafts) {
    if (draft.listed) yield exportedLead(draft);
    else tally.unlisted += 1;
  }
}

/** The lead of a row: by its 3DS id; by its partner lead id where one of the two has no 3DS id. */
function knownDraft(byKey: ReadonlyMap<string, ExportedDraft>, ids: RowIds): ExportedDraft | undefined {
  const byDs = ids.ds === null ? undefined : byKey.get(dsKey(ids.ds));
  if (byDs !== undefined || ids.partner === null) return byDs;
  const byPartner = byKey.get(partnerKey(ids.partner));
  return ids.ds === null || byPartner?.ids.ds === null ? byPartner : undefined;
}

/** How a lead is known among others; null without any id. */
export function keyOf(ids: RowIds): string | null {
  return keysOf(ids)[0] ?? null;
}

function keysOf({ ds, partner }: RowIds): readonly string[] {
  return [...(ds === null ? [] : [dsKey(ds)]), ...(partner === null ? [] : [partnerKey(partner)])];
}

function dsKey(id: string): string {
  return `3DS ${id}`;
}

function partnerKey(id: string): string {
  return `partner ${id}`;
}

function notesOf(source: string, { withoutId, repeated, unlisted, unread }: Tally): readonly string[] {
  const notes: string[] = [];
  if (withoutId > 0) notes.push(`${source}: rows left out because they have no lead id: ${withoutId}.`);
  if (repeated > 0)
    notes.push(`${source}: rows left out because an earlier row is the same lead: ${repeated}.`);
  if (unlisted > 0) {
    notes.push(
      `${source}: leads left out because only other sheets than that of the leads have rows of them: ${unlisted}.`,
    );
  }
  if (unread.size > 0) {
    const codes = [...unread].toSorted().map(([code, count]) => `${code} ${count}`);
    notes.push(
      `${source}: values that could not be read count as missing (${codes.join(', ')}); \`leadferry validate\` lists them.`,
    );
  }
  return notes;
}
