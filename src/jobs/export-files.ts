import type { Progress } from '../core/progress.js';
import type { LeadFilter } from '../export/lead-filter.js';
import type { Field } from '../lead/field-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadExport } from '../lead/lead-exports.js';
import { writeBeside } from '../writers/extra-sheets.js';
import { type WriteLeadsOptions, writeLeadFiles } from '../writers/lead-rows.js';
import { coverageSheet } from './export-coverage.js';
import type { ExportCoverage, SplitFile } from './export-report.js';
import { sharesOf } from './export-split.js';

export interface ExportFiles {
  readonly out: string;
  readonly kept: LeadExport;
  readonly coverage: ExportCoverage;
  readonly isWanted: LeadFilter;
  /** The field that has a file for each of its values; null for one file. */
  readonly splitBy: Field | null;
  readonly write: WriteLeadsOptions;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

export interface WrittenFiles {
  readonly files: readonly string[];
  readonly split: readonly SplitFile[];
  readonly written: number;
}

/** Writes the leads that were read and what the export covers. Throws what the writers throw; the leads stay kept. */
export async function writeExport(work: ExportFiles): Promise<WrittenFiles> {
  return work.splitBy === null ? await writeWhole(work) : await writeSplit(work, work.splitBy);
}

async function writeWhole(work: ExportFiles): Promise<WrittenFiles> {
  const { out, kept, coverage, write } = work;
  const counter = countedLeads(work);
  const extraSheets = [coverageSheet(coverage, counter.count)];
  const leads = counter.leads(kept.fetchedIds());
  const files = await writeLeadFiles(out, leads, { ...write, extraSheets });
  return { files, split: [], written: counter.count() };
}

async function writeSplit(work: ExportFiles, field: Field): Promise<WrittenFiles> {
  const { out, kept, coverage, write, isWanted } = work;
  const shares = sharesOf(wantedLeads(kept, isWanted), field, out);
  const counter = countedLeads(work);
  const split: SplitFile[] = [];
  for (const share of shares) {
    const [file = share.path] = await writeLeadFiles(share.path, counter.leads(share.ids), write);
    split.push({ value: share.value, file, leads: share.ids.length });
  }
  const beside = await writeBeside(out, [coverageSheet(coverage, counter.count)], write);
  return { files: [...split.map(({ file }) => file), ...beside], split, written: counter.count() };
}

function* wantedLeads(kept: LeadExport, isWanted: LeadFilter): Generator<RemoteLead> {
  for (const lead of kept.leads(kept.fetchedIds())) if (isWanted(lead)) yield lead;
}

interface CountedLeads {
  leads(ids: readonly string[]): AsyncIterable<RemoteLead>;
  count(): number;
}

function countedLeads({ kept, isWanted, coverage, progress, signal }: ExportFiles): CountedLeads {
  const total = coverage.fetched;
  let done = 0;
  let count = 0;
  async function* leads(ids: readonly string[]): AsyncGenerator<RemoteLead> {
    progress({ phase: 'write', done, total });
    for (const lead of kept.leads(ids)) {
      signal?.throwIfAborted();
      done += 1;
      progress({ phase: 'write', done, total });
      if (!isWanted(lead)) continue;
      count += 1;
      yield await Promise.resolve(lead);
    }
  }
  return { leads, count: () => count };
}
