import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CheckLead, planUpload, upload, validateFile } from '../../../src/index.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const sheet = [
  'Partner lead id;Lead name;Stage;Close date;Currency;Customer name;Customer city;Customer country;Offer 1 id',
  'A-1;Pump line;QUALIFIED;2099-03-31;EUR;Bergmann;Stockach;Germany;X-1',
  'A-2;Press shop;QUALIFIED;2099-03-31;EUR;Talbach;Ulm;Germany;X-2',
].join('\n');

const onHold: CheckLead = ({ customerLegalEntity }) =>
  customerLegalEntity?.['name'] === 'Talbach'
    ? [
        {
          message: 'expected a customer that is not on hold, found Talbach.',
          field: 'customerLegalEntity.name',
        },
      ]
    : [];

test('a check of the program counts for validate, plan and upload: its errors are not sent', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'leads.csv');
  await writeFile(file, sheet);
  const { url, countCreates } = await sandboxes({ leads: 0 });
  const options = {
    ...{ baseUrl: url, partnerId, apiKey: 'key', stateDir: join(folder, 'state'), rps: 500 },
    checkLead: onHold,
  };
  const { leads, issues } = await validateFile(file, options);
  expect(leads).toMatchObject({ valid: 1, rejected: 1 });
  expect(issues.filter(({ code }) => code === 'RULE_PROGRAM')).toMatchObject([{ row: 3, column: 'F' }]);
  expect((await planUpload(file, options)).counts).toMatchObject({ create: 1, blocked: 1 });
  const all = await upload(file, { ...options, out: join(folder, 'one') });
  expect([all.error?.code, countCreates()]).toEqual(['SHEET_HAS_ERRORS', 0]);
  const some = await upload(file, { ...options, out: join(folder, 'two'), skipInvalid: true });
  expect(some.counts).toMatchObject({ done: 1, unsent: 1 });
  expect(countCreates()).toBe(1);
});

test('rules of the configuration file and of the mapping file both count', async () => {
  const folder = await tempFolder();
  const [file, config, mapping] = ['leads.csv', 'conf.yaml', 'mapping.yaml'].map((name) =>
    join(folder, name),
  );
  if (file === undefined || config === undefined || mapping === undefined) throw new Error('three paths');
  await writeFile(file, sheet);
  await writeFile(config, 'rules:\n  - { field: Partner lead id, pattern: "-1$" }\n');
  await writeFile(mapping, 'rules:\n  - { field: Customer city, oneOf: [Ulm], severity: warning }\n');
  const { issues } = await validateFile(file, { config, mapping, stateDir: join(folder, 'state') });
  expect(
    issues.flatMap(({ code, row, hint }) =>
      code.startsWith('RULE_') ? [[code, row, hint?.split(' by ')[1]]] : [],
    ),
  ).toEqual([
    ['RULE_ONE_OF', 2, 'rule 1 of mapping.yaml.'],
    ['RULE_PATTERN', 3, 'rule 1 of conf.yaml.'],
  ]);
});
