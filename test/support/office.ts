import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';

const run = promisify(execFile);
const largestOutput = 64 * 1024 * 1024;

/**
 * Opens a spreadsheet in LibreOffice and saves it in another format: `fods` (one XML file that shows what was understood), `pdf` or `xlsx`.
 * Returns the path of the new file in `folder`, in which LibreOffice also keeps its settings.
 * Throws, saying what to install, where LibreOffice is missing.
 */
export async function convertInOffice(
  path: string,
  { format, folder }: { readonly format: 'fods' | 'pdf' | 'xlsx'; readonly folder: string },
): Promise<string> {
  await tool('soffice', [...officeArgs(folder), '--convert-to', format, '--outdir', folder, path], {
    debianPackage: 'libreoffice-calc',
  });
  return join(folder, `${basename(path, extname(path))}.${format}`);
}

/** How LibreOffice takes a CSV file, as if it was opened in a country. */
export interface CsvImport {
  readonly delimiter: string;
  /** The number of the country's language in Windows: 1031 is de-DE. */
  readonly language: number;
  /** Takes every cell as text; otherwise what looks like a number or a day becomes one. */
  readonly textColumns: number;
}

/** Opens a CSV file in LibreOffice and saves it as a workbook. Returns the path of the workbook in `folder`. */
export async function importCsvInOffice(
  path: string,
  { folder, ...how }: CsvImport & { readonly folder: string },
): Promise<string> {
  const columns = Array.from({ length: how.textColumns }, (_, index) => `${index + 1}/2`).join('/');
  const tokens = [how.delimiter.charCodeAt(0), 34, 76, 1, columns, how.language, false, columns === ''];
  await tool(
    'soffice',
    [
      ...officeArgs(folder),
      `--infilter=CSV:${tokens.join(',')}`,
      '--convert-to',
      'xlsx',
      '--outdir',
      folder,
      path,
    ],
    { debianPackage: 'libreoffice-calc' },
  );
  return join(folder, `${basename(path, extname(path))}.xlsx`);
}

/** The cells of every sheet of a workbook as LibreOffice shows them, by the sheet's name; `zone` is the time zone that it runs in. */
export async function shownInOffice(
  path: string,
  { folder, zone }: { readonly folder: string; readonly zone?: string },
): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const target = await mkdtemp(join(folder, 'shown-'));
  // Comma, quotes, UTF-8, every text quoted, as shown, all sheets.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1';
  const args = [...officeArgs(folder), '--convert-to', filter, '--outdir', target, path];
  await tool('soffice', args, {
    debianPackage: 'libreoffice-calc',
    variables: zone === undefined ? {} : { TZ: zone },
  });
  const stem = `${basename(path, extname(path))}-`;
  const files = (await readdir(target)).filter((name) => name.startsWith(stem));
  const sheets = files.map(async (name) => {
    const rows: string[][] = parse(await readFile(join(target, name)), {
      bom: true,
      relax_column_count: true,
    });
    return [name.slice(stem.length, -'.csv'.length), rows] as const;
  });
  return new Map(await Promise.all(sheets));
}

function officeArgs(folder: string): readonly string[] {
  const settings = `-env:UserInstallation=${pathToFileURL(join(folder, 'office')).href}`;
  return ['--headless', '--norestore', settings];
}

/** The pages of a PDF as text. */
export async function pdfText(path: string): Promise<string> {
  return await tool('pdftotext', ['-layout', path, '-'], { debianPackage: 'poppler-utils' });
}

/** One page of a PDF as pixels, three bytes each (red, green, blue). */
export async function pdfPixels(path: string, page: number): Promise<Buffer> {
  const { stdout } = await run('pdftoppm', ['-r', '60', '-f', String(page), '-l', String(page), path], {
    encoding: 'buffer',
    maxBuffer: largestOutput,
  });
  // PPM: three lines of text, then the pixels.
  const header = /^P6\n\d+ \d+\n255\n/.exec(stdout.subarray(0, 40).toString('latin1'));
  if (header === null) throw new Error(`page ${page} of ${path} was not rendered`);
  return stdout.subarray(header[0].length);
}

interface Program {
  /** What to install where it is missing. */
  readonly debianPackage: string;
  readonly variables?: Readonly<Record<string, string>>;
}

async function tool(
  command: string,
  args: readonly string[],
  { debianPackage, variables = {} }: Program,
): Promise<string> {
  try {
    const env = { ...process.env, ...variables };
    const { stdout } = await run(command, args, { maxBuffer: largestOutput, env });
    return stdout;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') {
      throw new Error(`${command} is missing. Install it first: apt-get install ${debianPackage}`, {
        cause: thrown,
      });
    }
    throw thrown;
  }
}
