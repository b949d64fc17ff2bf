import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enumerations } from '../../src/lead/enumerations.js';
import { type Field, fieldCatalogue, partNames } from '../../src/lead/field-catalogue.js';
import { projectRoot } from '../support/leadferry-command.js';

const docs = (name: string) => join(projectRoot, 'docs', name);

const requirements = {
  always: 'always',
  create: 'on create',
  entity: 'on create',
  item: 'in each line or contact',
  never: '',
} as const satisfies Record<Field['required'], string>;

// The pages are written by this test (`npx vitest run test/docs -u`) and compared by it.
describe('the reference pages say what the code says', () => {
  it('docs/fields.md lists every field and every enumeration', async () => {
    const lines = [
      '# Fields of a lead sheet',
      '',
      'A column is known by its label, by its API name or path, or by one of the other names; upper and lower case, spaces and punctuation make no difference.',
      'Numbered columns put the number behind the first word: `Offer 2 amount`, `Contact 1 email`, `Partner contact 1 email`.',
      'Read-only fields are what 3DS answers; a sheet may have them, and their values are ignored.',
      '',
      '| label | sheet of layout 3 | path | type | needed | also known as | what it is |',
      '|---|---|---|---|---|---|---|',
      ...fieldCatalogue.map(fieldLine),
      '',
      'A blank cell leaves a value alone. `(clear)` empties it, where the field can be empty.',
      '',
      ...Object.entries(enumerations).flatMap(([name, labels]) => [
        `## ${name}`,
        '',
        '| code | label |',
        '|---|---|',
        ...Object.entries(labels).map(([code, label]) => `| \`${code}\` | ${label} |`),
        '',
      ]),
    ];
    await expect(lines.join('\n')).toMatchFileSnapshot(docs('fields.md'));
  });
});

function fieldLine(field: Field): string {
  const type = field.enumeration === null ? field.type : `${field.type} (${field.enumeration})`;
  const versions = field.versions.length === 1 ? `, ${field.versions.join()} only` : '';
  const cells = [
    field.label,
    partNames[field.part].sheet,
    `\`${field.path}\``,
    `${type}${versions}`,
    field.readOnly ? 'read-only' : requirements[field.required],
    field.aliases.join(', '),
    field.help,
  ];
  return `| ${cells.join(' | ')} |`;
}

it('docs that name a file name one that is there', async () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/delivery.md',
    'docs/reading.md',
    'docs/annotate.md',
    'docs/fixing.md',
    'docs/mapping.md',
    'docs/references.md',
    'docs/exporting.md',
    'docs/scheduling.md',
    'docs/reports.md',
    'docs/reporting.md',
    'docs/rules.md',
    'docs/template.md',
    'docs/going-on.md',
    'docs/logging.md',
    'docs/network.md',
    'docs/planning.md',
    'docs/privacy.md',
    'docs/rate.md',
    'docs/results.md',
    'docs/sandbox.md',
    'docs/undo.md',
  ];
  for (const page of pages) {
    const text = await readFile(join(projectRoot, page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      const path = join(projectRoot, page, '..', target);
      await expect(
        readFile(path).catch((error: NodeJS.ErrnoException) => error.code === 'EISDIR'),
        `${page} → ${target}`,
      ).resolves.toBeTruthy();
    }
  }
});
