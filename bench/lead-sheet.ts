import { open } from 'node:fs/promises';

const columns = [
  'partnerLeadOpportunityId',
  'leadOpportunity.name',
  'leadOpportunity.status',
  'leadOpportunity.closeDate',
  'leadOpportunity.currency',
  'customerLegalEntity.name',
  'customerLegalEntity.city',
  'customerLegalEntity.country',
  'offerLines.1.offerNameId',
  'offerLines.1.amount',
];

/** Writes a sheet of so many new leads, each sound and with an offer line. */
export async function writeLeadSheet(path: string, count: number): Promise<void> {
  await using file = await open(path, 'w');
  await file.write(`${columns.join(';')}\n`);
  for (let begin = 0; begin < count; begin += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - begin) }, (_, index) => row(begin + index + 1));
    await file.write(rows.join(''));
  }
}

function row(n: number): string {
  return `B-${n};Line ${n};LEAD_OPEN;2031-0${1 + (n % 9)}-15;EUR;Customer ${n};Town ${n % 97};Germany;CLASS${n % 50};${n}.50\n`;
}
