import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configDocument } from '../../src/config/config-document.js';
import { issueCatalogue } from '../../src/lead/issue-catalogue.js';
import { projectRoot } from '../support/leadferry-command.js';

const page = (name: string) => readFile(join(projectRoot, 'docs', name), 'utf8');

test('every example of docs/rules.md is a configuration file as it stands', async () => {
  const blocks = [...(await page('rules.md')).matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text]) => text ?? '',
  );
  expect(blocks.length).toBeGreaterThan(1);
  for (const block of blocks) {
    expect(configDocument.safeParse(parse(block)).error?.issues, block).toBeUndefined();
  }
});

test.each([
  ['rules.md', 'rule'],
  ['references.md', 'reference'],
])('docs/%s names every code of its stage, and none that there is not', async (name, stage) => {
  const named = new Set(
    [...(await page(name)).matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, code]) => code ?? ''),
  );
  const codes = Object.entries(issueCatalogue).flatMap(([code, entry]) =>
    entry.stage === stage ? [code] : [],
  );
  expect(codes.filter((code) => !named.has(code))).toEqual([]);
  const errors = ['RULE_UNUSABLE', 'HOOK_FAILED'];
  expect([...named].filter((code) => ![...codes, ...errors].includes(code))).toEqual([]);
});
