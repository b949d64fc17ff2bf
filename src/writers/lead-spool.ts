import { StringDecoder } from 'node:string_decoder';
import { type ListPart, listParts } from '../lead/field-catalogue.js';
import { createByteSpool } from './byte-spool.js';
import { jsonLine } from './json-line.js';
import type { PartCounts, WrittenLead } from './lead-sheets.js';

/** Leads that are kept to be read a second time; few of them are in memory. */
export interface LeadSpool {
  /** The most offer lines and contacts that any lead has. */
  readonly counts: PartCounts;
  leads(): AsyncIterable<WrittenLead>;
  /** Forgets them. */
  remove(): Promise<void>;
}

const batchCharacters = 65_536;

/**
 * Takes leads from a source that can be read once and keeps them, counting their parts. What the source throws is passed on and nothing is
 * kept. Throws LeadferryError FILE_WRITE_FAILED that names `path`.
 */
export async function spoolLeads(path: string, leads: AsyncIterable<WrittenLead>): Promise<LeadSpool> {
  const bytes = createByteSpool(path);
  const counts: Record<ListPart, number> = { offerLines: 0, customerContacts: 0, partnerContacts: 0 };
  let batch = '';
  const flush = async (): Promise<void> => {
    await bytes.write(Buffer.from(batch, 'utf8'));
    batch = '';
  };
  try {
    for await (const lead of leads) {
      for (const part of listParts) counts[part] = Math.max(counts[part], lead[part]?.length ?? 0);
      batch += `${jsonLine(lead)}\n`;
      if (batch.length > batchCharacters) await flush();
    }
    await flush();
  } catch (thrown) {
    await bytes.remove();
    throw thrown;
  }
  return { counts, leads: () => spooledLeads(bytes.read()), remove: bytes.remove };
}

async function* spooledLeads(chunks: AsyncIterable<Buffer>): AsyncGenerator<WrittenLead> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = `${rest}${decoder.write(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const lead: WrittenLead = JSON.parse(line);
      yield lead;
    }
  }
}
