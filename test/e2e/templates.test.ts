import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  exportPortfolio,
  inspectFile,
  planUpload,
  upload,
  validateFile,
  writeTemplate,
} from '../../src/index.js';
import { asideSheetNames } from '../../src/lead/sheet-names.js';
import { writeTemplate as writeSheet } from '../../src/writers/xlsx-template.js';
import { fillTemplate, openWorkbook } from '../support/fill-template.js';
import { projectRoot } from '../support/leadferry-command.js';
import { partnerId, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandbox = useSandboxes();

const portfolio = ['B', 'A', 'C'].map((name) => ({
  salesPortfolioId: `CLASS0000${name}_ONPR_SOL1`,
  salesPortfolioType: 'Brand',
  salesPortfolioInfrastructure: 'On Premise',
  orderable: name !== 'C',
  salesPortfolioLevel1: 'CATIA',
  salesPortfolioLevel2: `Level ${name}`,
  salesPortfolioLevel3: 'DESIGN',
}));

describe.each([1, 2, 3] as const)('templates/lead-sheet-layout-%i.xlsx', (layout) => {
  const name = `lead-sheet-layout-${layout}.xlsx`;
  const kept = join(projectRoot, 'templates', name);

  it('has every column mapped and nothing to complain about', async () => {
    const { rows, issues } = await validateFile(kept);
    expect({ rows, issues }).toEqual({ rows: 0, issues: [] });
  });

  it('is what `leadferry template` writes today', async () => {
    const fresh = join(await tempFolder(), name);
    await writeSheet(fresh, { layout, apiVersion: 'v1' });
    expect(await contentOf(kept)).toEqual(await contentOf(fresh));
  });
});

const variants = (['en', 'de', 'fr', 'ja'] as const).flatMap((language) =>
  ([1, 2, 3] as const).flatMap((layout) =>
    (['v0', 'v1'] as const).map((apiVersion) => ({ language, layout, apiVersion })),
  ),
);

describe('a filled template', { timeout: 30_000 }, () => {
  it.each(variants)(
    'needs no mapping and has no errors: $language, layout $layout, $apiVersion',
    async (variant) => {
      const file = join(await tempFolder(), 'leads.xlsx');
      await writeSheet(file, { ...variant, portfolio, exampleOf: '2026-11-21' });
      await fillTemplate(file, 20);

      const { columns, unmapped } = await inspectFile(file, { apiVersion: variant.apiVersion });
      expect(unmapped).toEqual([]);
      expect(columns.filter(({ score, use }) => score !== 1 || use !== 'used')).toEqual([]);

      const { layout, leads, issueCounts, issues } = await validateFile(file, {
        apiVersion: variant.apiVersion,
        asOf: '2026-11-21',
      });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect({ layout, leads }).toEqual({
        layout: variant.layout,
        leads: { total: 20, valid: 20, rejected: 0 },
      });
      expect(issueCounts.byCode['SHEET_IGNORED']).toBeUndefined();
      expect(issueCounts.byCode['EXAMPLE_ROW']).toBe(variant.layout === 3 ? 3 : 1);
    },
  );

  it('is recorded by 3DS with the products that were chosen by name, and fills the next template', async () => {
    const cwd = await tempFolder();
    const server = await sandbox();
    const apiKeyFile = join(cwd, 'key');
    await writeFile(apiKeyFile, 'test-key', { mode: 0o600 });
    const connection = { baseUrl: server.url, apiKeyFile, partnerId, stateDir: join(cwd, 'state') };
    await exportPortfolio({ ...connection, out: join(cwd, 'portfolio.xlsx') });
    const file = join(cwd, 'leads.xlsx');
    const { portfolioItems } = await writeTemplate({ ...connection, out: file, example: true });
    expect(portfolioItems).toBeGreaterThan(20);
    await fillTemplate(file, 20);

    const { counts, rows } = await upload(file, { ...connection, out: join(cwd, 'out') });
    expect(counts).toEqual({ done: 20, failed: 0, unknown: 0, unsent: 0 });
    expect(rows.inNone).toBe(3);

    const again = join(cwd, 'again.xlsx');
    const result = await writeTemplate({
      ...connection,
      out: again,
      prefill: 'ledger',
      layout: 1,
      language: 'de',
    });
    expect(result).toMatchObject({ leads: 20, rejected: 0, inNone: 0, language: 'de' });
    const plan = await planUpload(again, connection);
    expect(plan.counts).toEqual({ create: 0, update: 0, unchanged: 20, conflict: 0, blocked: 0 });
  });

  it('is filled in from any lead sheet, lists as long as they are', async () => {
    const out = join(await tempFolder(), 'filled.xlsx');
    const sample = join(projectRoot, 'samples', 'leads.xlsx');
    const before = await validateFile(sample);
    const result = await writeTemplate({ out, prefill: sample, layout: 1, language: 'fr' });
    expect(result).toMatchObject({ leads: before.leads.total, rejected: 0, inNone: 0 });
    const { leads, issueCounts } = await validateFile(out);
    expect(leads).toEqual(before.leads);
    expect(issueCounts).toMatchObject({ error: 0, warning: before.issueCounts.warning });
  });

  it('says where there is nothing to fill in', async () => {
    const cwd = await tempFolder();
    const out = join(cwd, 'leads.xlsx');
    await expect(
      writeTemplate({ out, prefill: 'ledger', stateDir: join(cwd, 'state') }),
    ).rejects.toMatchObject({ code: 'USAGE' });
  });
});

/** Everything that a workbook shows and offers, without the moment of its writing. */
async function contentOf(path: string): Promise<unknown> {
  const workbook = await openWorkbook(path);
  return workbook.worksheets.map((tab) => ({ ...tab.model, id: null }));
}

it('no sheet of a template has the name of a sheet of leads', () => {
  expect(asideSheetNames).not.toContain('Leads');
});
