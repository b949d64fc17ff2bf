import { fieldAt } from '../lead/field-catalogue.js';
import type { WriteBackHeaders } from '../lead/ledger.js';
import { recognisedPreset } from '../pipeline/mapping/choose-preset.js';
import type { CheckedFile } from './check-file.js';
import { readPresets } from './mapping-file.js';

const idPath = 'partnerLeadOpportunityId';

/** The headers of the file that goes back to the CRM: those of the sheet's own CRM where it is recognised, else leadferry's. */
export async function writeBackHeaders({ sheets, columns }: CheckedFile): Promise<WriteBackHeaders> {
  const found = recognisedPreset(await readPresets(), sheets[0]?.headers ?? []);
  const ownHeader = columns.find(
    ({ field, use }) => use === 'used' && field?.endsWith(idPath) === true,
  )?.header;
  return {
    preset: found?.preset.preset ?? null,
    partnerLeadId: (found === null ? null : ownHeader) ?? fieldAt(idPath)?.label ?? 'Partner lead id',
  };
}
