import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { configDocument } from '../../../src/config/config-document.js';
import { readConfigFile } from '../../../src/config/config-file.js';
import { resolveLocalSettings } from '../../../src/config/settings.js';
import { projectRoot } from '../../support/leadferry-command.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

async function folderWith(text: string): Promise<string> {
  const cwd = await tempFolder();
  await writeFile(join(cwd, 'leadferry.config.yaml'), text);
  return cwd;
}

// `npx vitest run test/unit/config/config-document.test.ts -u` writes it anew.
test('docs/schemas/config.schema.json is made from the document that is read', async () => {
  const schema = {
    title: 'leadferry: leadferry.config.yaml',
    ...z.toJSONSchema(configDocument, { io: 'input' }),
  };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    join(projectRoot, 'docs', 'schemas', 'config.schema.json'),
  );
});

describe('rules of leadferry.config.yaml', () => {
  test('are those of the top level and those of the profile, each with its place', async () => {
    const cwd = await folderWith(
      'catalogueMaxAge: 7\nrules:\n  - { field: Stage, required: true }\nprofiles:\n  night:\n    catalogueMaxAge: 90\n    rules:\n      - { name: Night, field: Currency, oneOf: [EUR] }\n',
    );
    const environment = { variables: {}, cwd, home: '/home/anna', platform: 'linux' } as const;
    const day = await resolveLocalSettings({}, environment);
    const night = await resolveLocalSettings({ profile: 'night' }, environment);
    const option = await resolveLocalSettings({ profile: 'night', catalogueMaxAge: 1 }, environment);
    expect(day.rules.map(({ title }) => title)).toEqual(['rule 1 of leadferry.config.yaml']);
    expect(night.rules.map(({ title }) => title)).toEqual([
      'rule 1 of leadferry.config.yaml',
      'rule "Night" of profile night of leadferry.config.yaml',
    ]);
    expect([day, night, option].map(({ catalogueMaxAgeDays }) => catalogueMaxAgeDays)).toEqual([7, 90, 1]);
  });

  test.each([
    ['without lines', 'rules:\n'],
    ['of an empty file', ''],
  ])('%s are none', async (_, text) => {
    const settings = await readConfigFile({
      path: undefined,
      profile: undefined,
      cwd: await folderWith(text),
    });
    expect(settings.rules).toEqual([]);
  });

  test.each([
    [
      'an unknown field',
      'rps: 2\nrules:\n  - field: Stage\n    required: true\n  - field: Colour\n    required: true\n',
      /line 5, rules › 1 › field: there is no field "Colour"/,
    ],
    [
      'two tests in one rule',
      'rules:\n  - field: Stage\n    required: true\n    oneOf: [WON]\n',
      /line 2, rules › 0: expected one of .*found required and oneOf; write one rule for each/,
    ],
    ['an unknown key', 'rules:\n  - field: Stage\n    requird: true\n', /line 2, rules › 0: .*requird/],
    ['broken YAML', 'rules:\n  - field: [Stage\n', /yaml line \d+: not valid YAML/],
    ['a tag for a sign', 'rules:\n  - compare: [Lead name, !=, Description]\n', /leadferry\.config\.yaml/],
  ])('%s is refused with its line', async (_, text, message) => {
    const reading = readConfigFile({ path: undefined, profile: undefined, cwd: await folderWith(text) });
    await expect(reading).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(reading).rejects.toThrow(message);
  });
});
