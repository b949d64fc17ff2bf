import { execFile } from 'node:child_process';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

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
  await tool(
    'soffice',
    [
      '--headless',
      '--norestore',
      `-env:UserInstallation=${pathToFileURL(join(folder, 'office')).href}`,
      ...['--convert-to', format],
      ...['--outdir', folder],
      path,
    ],
    'libreoffice-calc',
  );
  return join(folder, `${basename(path, extname(path))}.${format}`);
}

/** The pages of a PDF as text. */
export async function pdfText(path: string): Promise<string> {
  return await tool('pdftotext', ['-layout', path, '-'], 'poppler-utils');
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

async function tool(command: string, args: readonly string[], debianPackage: string): Promise<string> {
  try {
    const { stdout } = await run(command, args, { maxBuffer: largestOutput });
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
