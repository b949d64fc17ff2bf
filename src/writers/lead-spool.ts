import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createPrivateFile, writeFailed } from '../formats/atomic-file.js';
import { type ListPart, listParts } from '../lead/field-catalogue.js';
import { jsonLine } from './json-line.js';
import type { PartCounts, WrittenLead } from './lead-sheets.js';

/** Leads kept on disk to be read a second time; only one of them is in memory. */
export interface LeadSpool {
  /** The most offer lines and contacts that any lead has. */
  readonly counts: PartCounts;
  leads(): AsyncIterable<WrittenLead>;
  /** Deletes the file. */
  remove(): Promise<void>;
}

/**
 * Takes leads from a source that can be read once and keeps them in a private file beside `path`, counting their parts.
 * What the source throws is passed on and the file is gone. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function spoolLeads(path: string, leads: AsyncIterable<WrittenLead>): Promise<LeadSpool> {
  const target = resolve(path);
  const file = await createPrivateFile(target, 'spool').catch((cause: unknown) => {
    throw writeFailed(target, cause);
  });
  const remove = async (): Promise<void> => {
    await file.handle.close();
    await rm(file.path, { force: true });
  };
  const counts: Record<ListPart, number> = { offerLines: 0, customerContacts: 0, partnerContacts: 0 };
  try {
    for await (const lead of leads) {
      for (const part of listParts) counts[part] = Math.max(counts[part], lead[part]?.length ?? 0);
      await file.handle.appendFile(`${jsonLine(lead)}\n`).catch((cause: unknown) => {
        throw writeFailed(target, cause);
      });
    }
    await file.handle.close();
  } catch (thrown) {
    await remove();
    throw thrown;
  }
  return { counts, leads: () => spooledLeads(file.path), remove };
}

async function* spooledLeads(path: string): AsyncGenerator<WrittenLead> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const lead: WrittenLead = JSON.parse(line);
      yield lead;
    }
  }
}
