import { open } from 'node:fs/promises';
import type { RowReader } from '../core/row.js';
import type { PackageContext } from '../formats/ooxml/package-context.js';
import { openZipArchive } from '../formats/ooxml/zip-archive.js';
import { fileSource } from '../readers/byte-source.js';
import { limitReached, readLimits } from '../readers/read-options.js';
import type { PatchSource } from '../writers/workbook-patch/patch-workbook.js';
import type { SheetOptions } from './sheet-options.js';

/** Reading a package with the limits that the lead sheet itself was read with. */
export function packageContext(
  { source }: Pick<RowReader, 'source'>,
  options: Pick<SheetOptions, 'limits' | 'signal'>,
): PackageContext {
  const limits = readLimits(options);
  return {
    source,
    limits,
    signal: options.signal,
    beyond: (limit, found) => limitReached(limit, { source, found, limits }),
  };
}

/** Opens a workbook for the work that copies it, and closes it afterwards. Throws what the archive's reader throws. */
export async function withWorkbookSource<T>(
  path: string,
  context: PackageContext,
  work: (source: PatchSource) => Promise<T>,
): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const archive = await openZipArchive(fileSource(handle, await handle.stat()), context);
    return await work({ archive, context, path });
  } finally {
    await handle.close();
  }
}
