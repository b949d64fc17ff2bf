import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const header =
  'Partner lead id;Lead name;Stage;Close date;Currency;Customer name;Customer city;Customer country;Offer id;Offer amount';

function lead(
  id: string,
  given: { readonly stage?: string; readonly date?: string; readonly amount?: string },
) {
  const { stage = 'VALIDATED', date = '2027-03-31', amount = '5000' } = given;
  return `${id};Drawing migration ${id};${stage};${date};EUR;Bergmann Anlagenbau ${id} GmbH;Ulm;Germany;CLASS00002_ONPR_PRTF077_SOL001277;${amount}`;
}

async function workplace(lines: readonly string[]) {
  const sandbox = await sandboxes();
  const cwd = await tempFolder();
  await writeFile(join(cwd, 'leadferry.config.yaml'), 'rps: 500\n');
  await writeFile(join(cwd, 'leads.csv'), [header, ...lines, ''].join('\n'));
  const upload = async (file: string, out: string, ...flags: string[]) =>
    await leadferry(['upload', file, '--skip-invalid', '--out', out, ...flags], {
      cwd,
      env: sandboxVariables(sandbox),
    });
  const recorded = () =>
    Object.fromEntries(
      sandbox
        .leads()
        .map(({ leadOpportunity, offerLines }) => [
          leadOpportunity.partnerLeadOpportunityId,
          [leadOpportunity.closeDate.slice(0, 10), offerLines?.[0]?.amount],
        ]),
    );
  return { cwd, upload, recorded };
}

describe('unsent.csv, uploaded again', () => {
  it('keeps what was refused refused, also where only one side of a mixed column is left', async () => {
    const { cwd, upload, recorded } = await workplace([
      lead('E-1', { date: '25/12/2026' }),
      lead('E-2', { date: '12/26/2026' }),
      lead('E-3', { date: '03/04/2027' }),
      lead('E-4', { date: '28/02/2027', stage: 'no such stage' }),
      lead('E-5', { amount: '1.234,5' }),
      lead('E-6', { amount: '1,234.5' }),
      lead('E-7', { amount: '1,500' }),
      lead('E-8', { amount: '2,345.5', stage: 'no such stage' }),
    ]);
    await upload('leads.csv', 'first');
    const sent = {
      'E-1': ['2026-12-25', 5000],
      'E-2': ['2026-12-26', 5000],
      'E-5': ['2027-03-31', 1234.5],
      'E-6': ['2027-03-31', 1234.5],
    };
    expect(recorded()).toEqual(sent);

    const unsent = await readFile(join(cwd, 'first', 'unsent.csv'), 'utf8');
    expect(unsent).toContain('03/04/2027');
    expect(unsent).toContain('2027-02-28');
    expect(unsent).toContain('"1,500"');
    expect(unsent).toContain('2345.5000');
    await upload(join('first', 'unsent.csv'), 'second');
    expect(recorded()).toEqual(sent);

    await writeFile(join(cwd, 'mended.csv'), unsent.replaceAll('no such stage', 'VALIDATED'));
    await upload('mended.csv', 'third', '--decimal', 'comma', '--dates', 'month-first');
    expect(recorded()).toEqual({
      ...sent,
      'E-3': ['2027-03-04', 5000],
      'E-4': ['2027-02-28', 5000],
      'E-7': ['2027-03-31', 1.5],
      'E-8': ['2027-03-31', 2345.5],
    });
  });

  it('is read as the whole sheet was, without the rows that proved how', async () => {
    const { cwd, upload, recorded } = await workplace([
      lead('P-1', { date: '25/12/2026', amount: '7.200,00' }),
      lead('P-2', { date: '03/04/2027', amount: '1.234', stage: 'no such stage' }),
    ]);
    await upload('leads.csv', 'first');
    const unsent = await readFile(join(cwd, 'first', 'unsent.csv'), 'utf8');
    await writeFile(join(cwd, 'mended.csv'), unsent.replaceAll('no such stage', 'VALIDATED'));
    await upload('mended.csv', 'second');
    expect(recorded()).toEqual({ 'P-1': ['2026-12-25', 7200], 'P-2': ['2027-04-03', 1234] });
  });
});
