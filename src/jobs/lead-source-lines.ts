import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { LeadferryError } from '../core/error.js';
import type { RemoteLead } from '../lead/lead.js';
import { remoteLead } from '../lead/lead-shapes.js';

/**
 * The leads of a file of JSON lines as `export leads` writes it, one lead a line. Blank lines are passed over.
 * Throws LeadferryError FILE_NOT_FOUND, and FILE_UNREADABLE that names the line.
 */
export async function* leadsOfLines(path: string, signal?: AbortSignal): AsyncGenerator<RemoteLead> {
  const input = createReadStream(path, { encoding: 'utf8' });
  const opened = new Promise<void>((resolve, reject) => {
    input.once('open', () => resolve());
    input.once('error', reject);
  });
  await opened.catch((cause: unknown) => {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw missing
      ? new LeadferryError('FILE_NOT_FOUND', `There is no file ${path}.`, { cause })
      : new LeadferryError('FILE_UNREADABLE', `${path} cannot be read.`, { cause });
  });
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    signal?.throwIfAborted();
    number += 1;
    if (line.trim() !== '') yield leadOfLine(line, `${basename(path)} line ${number}`);
  }
}

function leadOfLine(line: string, place: string): RemoteLead {
  try {
    const { success, data } = remoteLead.safeParse(JSON.parse(line.replace(/^\ufeff/u, '')));
    if (success) return data;
  } catch (cause) {
    throw notALead(place, 'text that is no JSON', cause);
  }
  throw notALead(place, 'an object that is none');
}

function notALead(place: string, found: string, cause?: unknown): LeadferryError {
  return new LeadferryError(
    'FILE_UNREADABLE',
    `${place}: expected a lead as \`leadferry export leads -o leads.jsonl\` writes it, found ${found}.`,
    { next: 'Export the leads anew, or give the .xlsx or .csv file.', cause },
  );
}
