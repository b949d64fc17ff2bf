import { LeadferryError } from '../core/error.js';
import { type LeadCriteria, namedIds, searchedIds } from '../export/lead-criteria.js';
import { type LeadFilter, parseFilter, statusFilter } from '../export/lead-filter.js';
import { incrementalSpan } from '../export/watermark.js';
import { openAtomicFile } from '../formats/atomic-file.js';
import type { ApiVersion, Field } from '../lead/field-catalogue.js';
import type { ExportSpan, Watermark } from '../lead/lead-exports.js';
import { checkLeadTarget, type WriteLeadsOptions } from '../writers/lead-rows.js';
import type { ExportLeadsOptions } from './export-report.js';
import { settleCriteria } from './export-selection.js';
import { splitField } from './export-split.js';

/** An export whose every option has been understood. */
export interface ExportPlan {
  readonly out: string;
  readonly criteria: LeadCriteria;
  /** What incremental exports are known by: which leads are wanted, without the span. */
  readonly criteriaKey: string;
  /** What an export that was stopped is found by. */
  readonly key: string;
  readonly isIncremental: boolean;
  readonly restart: boolean;
  readonly isWanted: LeadFilter;
  readonly splitBy: Field | null;
  readonly write: WriteLeadsOptions;
}

interface Place {
  readonly partnerId: string;
  readonly apiVersion: ApiVersion;
}

/**
 * Understands the options before 3DS is asked for anything. Throws LeadferryError USAGE, COLUMN_UNKNOWN, FORMAT_UNKNOWN, FILE_WRITE_FAILED for a folder that
 * cannot be written to, and what reading files of ids throws.
 */
export async function planExport(
  options: ExportLeadsOptions,
  { partnerId, apiVersion }: Place,
): Promise<ExportPlan> {
  const { out, layout, columns, locale, splitBy, incremental = false, restart = false } = options;
  const write = { apiVersion, partnerId, layout, columns, locale };
  checkLeadTarget(out, write);
  const isWanted = wantedBy(options, apiVersion);
  const field = splitBy === undefined ? null : splitField(splitBy, apiVersion);
  const criteria = await settleCriteria(options);
  if (incremental) checkIncremental(options);
  else checkCriteria(criteria);
  await checkFolder(out);
  const criteriaKey = keyOfCriteria(criteria, options);
  const { modifiedSince = null, modifiedUntil = null } = options;
  return {
    ...{ out, criteria, criteriaKey, isIncremental: incremental, restart, isWanted, splitBy: field, write },
    key: JSON.stringify([criteriaKey, apiVersion, modifiedSince, modifiedUntil, incremental]),
  };
}

/** The span of a new export. Throws LeadferryError USAGE for the first incremental one where nothing says how far back it goes. */
export function spanOfExport(
  { isIncremental, criteria }: ExportPlan,
  before: Watermark | null,
): ExportSpan | null {
  if (!isIncremental) return criteria.modified;
  const span = incrementalSpan(before, criteria.modified?.from ?? null);
  if (span !== null) return span;
  throw new LeadferryError(
    'USAGE',
    '--incremental: expected an earlier incremental export with these criteria, or --modified-since for the first one, found neither.',
    {
      next: 'Run it once with --modified-since, such as --modified-since 2024-01-01; the same command then goes on from there.',
    },
  );
}

function wantedBy({ status, filter = [] }: ExportLeadsOptions, apiVersion: ApiVersion): LeadFilter {
  const filters = [
    ...(status === undefined ? [] : [statusFilter(status, apiVersion)]),
    ...filter.map((text) => parseFilter(text, apiVersion)),
  ];
  return (lead) => filters.every((isWanted) => isWanted(lead));
}

function checkCriteria(criteria: LeadCriteria): void {
  if (namedIds(criteria) === null) searchedIds(criteria);
}

function checkIncremental({ modifiedUntil, ids, idFiles }: ExportLeadsOptions): void {
  const found = [
    ...(modifiedUntil === undefined ? [] : ['--modified-until']),
    ...(ids === undefined && idFiles === undefined ? [] : ['--ids']),
  ];
  if (found.length === 0) return;
  throw new LeadferryError(
    'USAGE',
    `--incremental brings everything since the last export and takes no end and no single leads, found ${found.join(' and ')}.`,
    { next: 'Leave that out, or leave out --incremental.' },
  );
}

/** A folder that is not there, or not to be written to, shows before anything is read. */
async function checkFolder(out: string): Promise<void> {
  const file = await openAtomicFile(out);
  await file.discard();
}

function keyOfCriteria(
  { partnerIds, ids = null, unassigned }: LeadCriteria,
  { status, filter = [] }: ExportLeadsOptions,
): string {
  const sorted = (texts: readonly string[] | null | undefined) => texts?.toSorted() ?? null;
  return JSON.stringify([sorted(partnerIds), sorted(ids), unassigned, sorted(status), sorted(filter)]);
}
