import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { PlannedLeadValue } from '../lead/plan-document.js';
import { type PlanDocument, planDocument, planVersion } from '../lead/plan-document.js';
import { planHeaders, planRows } from '../reports/plan-rows.js';
import { openTableWriter } from '../writers/table-writer.js';
import { writeTextFile } from './write-text-file.js';

const tableExtensions = ['.xlsx', '.csv'] as const;

/** True for the name of a plan that can be uploaded. Throws LeadferryError FORMAT_UNKNOWN for a name that no plan is written to. */
export function isPlanDocument(path: string): boolean {
  const extension = extname(path).toLowerCase();
  if (extension === '.json') return true;
  if (tableExtensions.some((known) => known === extension)) return false;
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `${path}: a plan is written to .json, .xlsx or .csv, found "${extension}".`,
    { next: 'Name it plan.json to upload it later, or plan.xlsx to look at it.' },
  );
}

/** Writes a plan that `upload --plan` takes. Returns the path really written. */
export async function writePlanDocument(
  path: string,
  body: Omit<PlanDocument, 'leadferryPlan' | 'hash'>,
): Promise<string> {
  const document = { leadferryPlan: planVersion, ...body };
  return await writeTextFile(path, `${JSON.stringify({ ...document, hash: hashOf(document) })}\n`);
}

/** Writes a plan to look at, a line for each field. Returns the path really written. */
export async function writePlanTable(path: string, leads: readonly PlannedLeadValue[]): Promise<string> {
  const columns = planHeaders.map((header) => ({ header, kind: 'input' as const }));
  const table = await openTableWriter(path, [{ name: 'Plan', columns }]);
  try {
    for (const lead of leads) {
      for (const cells of planRows(lead)) await table.addRow(0, cells);
    }
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return await table.finish();
}

/** Reads a plan that leadferry wrote. Throws LeadferryError FILE_NOT_FOUND, and PLAN_UNUSABLE where it is none, of another version, or was edited. */
export async function readPlanDocument(path: string): Promise<PlanDocument> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LeadferryError('FILE_NOT_FOUND', `${path} cannot be read: ${thrownMessage(cause)}`, { cause });
  });
  const found = parsedJson(text);
  if (typeof found !== 'object' || found === null || !('leadferryPlan' in found)) {
    throw unusable(path, 'it is no plan of leadferry');
  }
  const { leadferryPlan: version } = found;
  if (version !== planVersion) {
    throw unusable(
      path,
      `it has version ${String(version)}, and this leadferry knows version ${planVersion}`,
    );
  }
  const { hash, ...body } = { hash: null, ...found };
  if (hash !== hashOf(body)) {
    throw unusable(
      path,
      'it was changed after leadferry wrote it, and what it would send is no longer what was planned',
    );
  }
  const parsed = planDocument.safeParse(found);
  if (parsed.success) return parsed.data;
  throw unusable(
    path,
    `it holds what no plan holds: ${parsed.error.issues.map(({ path: at }) => at.join('.')).join(', ')}`,
  );
}

/** SHA-256 of a file as hexadecimal digits. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function hashOf(document: object): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unusable(path: string, why: string): LeadferryError {
  return new LeadferryError(
    'PLAN_UNUSABLE',
    `${basename(path)} cannot be applied: ${why}. Nothing was sent.`,
  );
}
