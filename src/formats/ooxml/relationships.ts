import type { PackageContext } from './package-context.js';
import { relationshipsOf, resolvePartName } from './part-name.js';
import { scanElements, type XmlScanner } from './xml-scanner.js';
import type { ZipArchive } from './zip-archive.js';

/** What one part has to do with another. */
export interface Relationship {
  readonly id: string;
  /** The last part of its type: `worksheet`, `styles`. It is the same in transitional and strict files. */
  readonly type: string;
  /** The name of the part; the address where it lies outside the package. */
  readonly target: string;
  readonly external: boolean;
}

/**
 * The relationships of a part (`''` is the package); none where it has no such file.
 * Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
 */
export async function readRelationships(
  archive: ZipArchive,
  part: string,
  context: PackageContext,
): Promise<readonly Relationship[]> {
  const name = relationshipsOf(part);
  if (!archive.has(name)) return [];
  const found: Relationship[] = [];
  for await (const scanner of scanElements(name, archive.read(name), context)) {
    if (scanner.name !== 'Relationship') continue;
    if (found.length >= context.limits.maxEntries) throw context.beyond('maxEntries', `${name} lists more`);
    found.push(relationship(scanner, part));
  }
  return found;
}

function relationship(scanner: XmlScanner, part: string): Relationship {
  const target = scanner.attribute('Target') ?? '';
  const external = scanner.attribute('TargetMode') === 'External';
  return {
    id: scanner.attribute('Id') ?? '',
    type: scanner.attribute('Type')?.split('/').at(-1) ?? '',
    target: external ? target : resolvePartName(part, target),
    external,
  };
}
