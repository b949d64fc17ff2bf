// Makes the pictures of reports in docs/images anew, with the Chromium of the machine: npm run build && node tools/report-images.ts [DIST]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Picture {
  readonly name: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The heading of the chart that the picture begins with; the top of the page where it is left out. */
  readonly chart?: string;
}

const root = join(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
const chromium = process.env['CHROMIUM'] ?? 'chromium';
const asOf = '2026-11-21';
const folder = mkdtempSync(join(tmpdir(), 'leadferry-images-'));
const images = join(root, 'docs', 'images');

const pictures: readonly Picture[] = [
  { name: 'report-pipeline.png', width: 1100, height: 1230 },
  { name: 'report-pipeline-charts.png', width: 1100, height: 1370, chart: 'Open amounts by month' },
];

const owners = ['psm.dach', 'psm.france', 'psm.italy', 'psm.nordics', 'psm.us', 'psm.japan'];

try {
  const library: typeof import('../dist/index.js') = await import(join(dist, 'index.js'));
  const { startSandbox, exportPortfolio, exportLeads, pipelineReport } = library;
  const partnerId = '200000000014442';
  const seededSpan = { from: '2026-08-25T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };
  const seeded = { seed: 3, catalogueSize: 24, leads: 240, seededSpan, echo: true };
  const sandbox = await startSandbox({ ...seeded, port: 0, partnerId });
  const connection = { baseUrl: sandbox.url, apiKey: 'demo', partnerId, stateDir: folder, rps: 1000 };
  await exportPortfolio({ ...connection, out: join(folder, 'portfolio.csv') });
  const exported = join(folder, 'leads.jsonl');
  await exportLeads({ ...connection, modifiedSince: seededSpan.from, out: exported });
  const lines = readFileSync(exported, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, n) => line.replaceAll('psm.dach@', `${owners[((n * n) % 11) % owners.length]}@`));
  writeFileSync(join(folder, 'leads-2026-11-20.jsonl'), lines.join('\n'));
  const rate = (currency: string, value: string, source: string) =>
    `${currency},${value},${source},2026-11-20\n`;
  writeFileSync(
    join(folder, 'rates.csv'),
    `currency,rate,source,date\n${rate('EUR', '1', 'own books')}${rate('USD', '0.92', 'European Central Bank')}${rate('PLN', '0.235', 'European Central Bank')}${rate('SEK', '0.0868', 'European Central Bank')}${rate('JPY', '0.0061', 'European Central Bank')}`,
  );
  const out = join(folder, 'pipeline.html');
  await pipelineReport({
    ...connection,
    files: [join(folder, 'leads-2026-11-20.jsonl')],
    rates: join(folder, 'rates.csv'),
    asOf,
    out: [out],
  });
  await sandbox.close();
  mkdirSync(images, { recursive: true });
  for (const picture of pictures) photograph(readFileSync(out, 'utf8'), picture);
} finally {
  rmSync(folder, { recursive: true });
}

/** Takes a picture of the page, in light colours. */
function photograph(page: string, { name, width, height, chart }: Picture): void {
  const target = join(images, name);
  const shown = join(folder, 'shown.html');
  writeFileSync(shown, chart === undefined ? page : fromChart(page, chart));
  const { status, stderr } = spawnSync(
    chromium,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
      ...['--blink-settings=preferredColorScheme=1', `--user-data-dir=${join(folder, 'browser')}`],
      ...[`--window-size=${width},${height}`, `--screenshot=${target}`, `file://${shown}`],
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${chromium} ended with ${status}: ${stderr}`);
  process.stdout.write(`${target}\n`);
}

/** The page without what stands above a chart. */
function fromChart(page: string, chart: string): string {
  const [head = ''] = page.split('<header>');
  const at = page.indexOf(`<figure><figcaption><h3>${chart}`);
  if (at < 0) throw new Error(`the page has no chart "${chart}"`);
  return `${head}<section>${page.slice(at)}`;
}
