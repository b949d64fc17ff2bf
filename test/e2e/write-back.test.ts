import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const rest = 'Currency,Customer city,Customer country,Offer id,Offer amount';
const cells = 'EUR,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00';

it.each([
  {
    crm: 'Salesforce',
    header: `Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Probability (%),Opportunity Owner,${rest}`,
    line: `006A,Pump line,Bergmann Anlagenbau GmbH,QUALIFIED,2027-03-31,20,Ann,${cells}`,
    flags: ['--preset', 'salesforce'],
    id: 'Opportunity ID',
  },
  {
    crm: 'no CRM that is known',
    header: `Partner lead id,Lead name,Customer name,Stage,Close date,${rest}`,
    line: `006A,Pump line,Bergmann Anlagenbau GmbH,QUALIFIED,2027-03-31,${cells}`,
    flags: [],
    id: 'Partner lead id',
  },
])('a sheet of $crm gets its 3DS ids back under the header "$id"', async ({ header, line, flags, id }) => {
  const sandbox = await sandboxes();
  const cwd = await tempFolder();
  await writeFile(join(cwd, 'leads.csv'), `${header}\n${line}\n`);
  const options = { cwd, env: sandboxVariables(sandbox) };
  const { code, stdout, stderr } = await leadferry(
    ['upload', 'leads.csv', '--out', 'out', ...flags],
    options,
  );
  expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
  const [lead] = sandbox.leads();
  const text = await readFile(join(cwd, 'out', 'write-back.csv'), 'utf8');
  expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
    `${id},3DS lead id,leadferry status`,
    `006A,${lead?.dsLeadOpportunityId},done`,
    '',
  ]);
});
