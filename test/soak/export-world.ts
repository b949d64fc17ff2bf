import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { searchWindows } from '../../src/export/windows.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/index.js';
import { partnerId } from '../support/sandbox-server.js';

export const threeYearsAgo = '2023-11-20T00:00:00.000Z';
export const halfAYearAgo = '2026-05-20T00:00:00.000Z';
const until = '2026-11-20T00:00:00.000Z';

export interface WorldOptions extends SandboxOptions {
  readonly leads: number;
  readonly seed: number;
  /** The first instant at which a lead was modified. */
  readonly since: string;
}

/** A sandbox with leads up to November 2026: a fifth share an instant, a tenth are on the edges of windows that begin at `since`. */
export async function startWorld({ leads, seed, since, ...options }: WorldOptions): Promise<Sandbox> {
  const edges = [...searchWindows({ from: since, to: until }, { ...stopped, now: () => Date.parse(until) })];
  const seededInstants = Array.from({ length: Math.floor(leads / 10) }, (_, n) => {
    const edge = edges[n % edges.length];
    return (n % 2 === 0 ? edge?.from : edge?.to) ?? since;
  });
  return await startSandbox({
    ...{ port: 0, partnerId, leads, seed, seededInstants, catalogueSize: 50, requestLogSize: 1_000_000 },
    seededSpan: { from: since, to: until },
    ...options,
  });
}

const stopped = { monotonic: () => 0, sleep: () => Promise.resolve() };

/** How often each lead was read, by 3DS id. */
export function readsOf({ requests }: Sandbox): ReadonlyMap<string, number> {
  const reads = new Map<string, number>();
  for (const { operationId, path } of requests) {
    if (operationId !== 'getLeadOpportunityV1') continue;
    const id = decodeURIComponent(path.split('/').at(-1) ?? '');
    reads.set(id, (reads.get(id) ?? 0) + 1);
  }
  return reads;
}

/** Somebody else changes a lead at 3DS. */
export async function changeLead({ url }: Sandbox, id: string, note: string): Promise<void> {
  const path = `${url}/sales/api4partners/v1/leads-opportunities/${encodeURIComponent(id)}`;
  const headers = { 'X-API-Key': 'theirs', 'content-type': 'application/json' };
  const found: unknown = await (await fetch(path, { headers })).json();
  const body = {
    partnerId,
    leadOpportunity: { partnerLeadOpportunityId: partnerLeadIdIn(found), description: note },
  };
  const answer = await fetch(path, { method: 'PATCH', headers, body: JSON.stringify(body) });
  if (answer.status !== 200)
    throw new Error(`the change was refused: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

function partnerLeadIdIn(answer: unknown): string {
  return /"partnerLeadOpportunityId":"([^"]*)"/.exec(JSON.stringify(answer))?.[1] ?? '';
}

/** Each line of a file of JSON lines, by the 3DS id in it. Throws where an id comes twice. */
export async function linesOf(path: string): Promise<ReadonlyMap<string, string>> {
  const byId = new Map<string, string>();
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    if (line === '') continue;
    const id = /"dsLeadOpportunityId":"([^"]+)"/.exec(line)?.[1] ?? '';
    if (byId.has(id)) throw new Error(`${id} is twice in ${path}`);
    byId.set(id, line);
  }
  return byId;
}

export async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
