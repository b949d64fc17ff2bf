import type { PackageContext } from './package-context.js';
import { scanElements } from './xml-scanner.js';
import type { ZipArchive } from './zip-archive.js';

const contentTypesPart = '[Content_Types].xml';

/**
 * The content type of a part as `[Content_Types].xml` says it, null where it says nothing. An override counts before the
 * default of the extension. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
 */
export async function readContentType(
  archive: ZipArchive,
  part: string,
  context: PackageContext,
): Promise<string | null> {
  if (!archive.has(contentTypesPart)) return null;
  const wanted = `/${part}`.toLowerCase();
  const extension = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
  let byExtension: string | null = null;
  let byName: string | null = null;
  for await (const scanner of scanElements(contentTypesPart, archive.read(contentTypesPart), context)) {
    const type = scanner.attribute('ContentType');
    if (scanner.attribute('PartName')?.toLowerCase() === wanted) byName = type;
    if (scanner.attribute('Extension')?.toLowerCase() === extension) byExtension = type;
  }
  return byName ?? byExtension;
}
