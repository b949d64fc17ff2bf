import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { main } from '../../src/cli/main.js';
import { answerSchemas } from '../support/answer-schemas.js';
import { projectRoot } from '../support/leadferry-command.js';
import { partnerId, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';
import { createFakeIo } from '../unit/cli/fake-io.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

// `npx vitest run test/docs -u` writes the published schemas anew; a renamed or dropped key shows in their difference.
describe('the published schemas', () => {
  it.each(Object.entries(answerSchemas))(
    'docs/schemas/%s.schema.json is that of its answer',
    async (name, schema) => {
      const published = { title: `leadferry: --json of ${name}`, ...z.toJSONSchema(schema) };
      await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot(
        join(projectRoot, 'docs', 'schemas', `${name}.schema.json`),
      );
    },
  );
});

it('real answers of every verb hold to their schemas', async () => {
  const folder = await tempFolder();
  const { url } = await sandboxes({ leads: 5 });
  const sheet = join(projectRoot, 'samples', 'leads-one-row.csv');
  const key = join(folder, 'key.txt');
  const reading = ['--base-url', url, '--partner-id', partnerId, '--state-dir', join(folder, 'state')];
  const server = [
    '--base-url',
    url,
    '--partner-id',
    partnerId,
    '--state-dir',
    join(folder, 'state'),
    '--api-key-file',
    key,
  ];
  await writeFile(key, 'test-key\n', { mode: 0o600 });
  const answer = async (words: readonly string[]): Promise<unknown> => {
    const io = createFakeIo();
    await main([...words, '--json'], io);
    return JSON.parse(io.out());
  };
  const out = (name: string) => join(folder, name);
  const holds = async (name: keyof typeof answerSchemas, words: readonly string[]) => {
    const result = answerSchemas[name].safeParse(await answer(words));
    expect(result.error?.message, name).toBeUndefined();
    return result.data;
  };
  await holds('inspect', ['inspect', join(projectRoot, 'samples', 'leads.xlsx'), '--rows', '5']);
  await holds('map', ['map', join(projectRoot, 'samples', 'leads.xlsx'), '-o', out('mapping.yaml')]);
  await holds('validate', ['validate', join(projectRoot, 'samples', 'leads-with-errors.xlsx')]);
  await holds('plan', ['plan', sheet, ...server]);
  await holds('upload', ['upload', sheet, '--out', out('first'), '--rps', '500', ...server]);
  const { runs } = answerSchemas.runs.parse(await holds('runs', ['runs', ...server]));
  await holds('run', ['runs', runs[0]?.run ?? '', ...server]);
  const run = runs[0]?.run ?? '';
  await holds('resume', ['resume', run, '--rps', '500', ...server]);
  await holds('resume', ['resume', run, '--file', sheet, '--rps', '500', ...server]);
  await holds('undo', ['undo', run, '--out', out('undone'), '--rps', '500', ...server]);
  await holds('forget', ['forget', '--older-than', '0d', '--dry-run', ...reading]);
  await holds('export-leads', [
    'export',
    'leads',
    '--modified-since',
    '1d',
    '-o',
    out('l.xlsx'),
    '--rps',
    '500',
    ...server,
  ]);
  await holds('report-changes', ['report', 'changes', out('l.xlsx'), out('l.xlsx'), ...reading]);
  await holds('report-changes', ['report', 'changes', '--since', '0h', ...reading]);
  await holds('export-portfolio', ['export', 'portfolio', '-o', out('p.csv'), ...server]);
  const inbox = out('inbox.csv');
  await writeFile(inbox, '3DS lead id,Partner lead id\nNOPE-1,CRM-1\n');
  await holds('claim', ['claim', inbox, '--dry-run', '--rps', '500', ...server]);
  await holds('compare', ['compare', sheet, '--modified-since', '1d', '--rps', '500', ...server]);
  await holds('report-pipeline', ['report', 'pipeline', '--modified-since', '1d', '--rps', '500', ...server]);
  await holds('template', ['template', '-o', out('t.xlsx')]);
  const list = out('competitors.csv');
  await writeFile(list, 'Competitor\nGlobex\n');
  await holds('refs-add', ['refs', 'add', list, '--kind', 'competitors', ...reading]);
  await holds('refs-list', ['refs', 'list', ...reading]);
  await holds('refs-remove', ['refs', 'remove', '--kind', 'competitors', ...reading]);
  await holds('explain', ['explain', 'DATE_INVALID']);
  await holds('doctor', ['doctor', ...server]);
  await holds('failure', ['validate', out('missing.csv')]);
});
