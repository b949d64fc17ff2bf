import type { LeadferryError } from '../core/error.js';
import { damagedWorkbook, type PackageContext } from '../formats/ooxml/package-context.js';
import type { XmlScanner } from '../formats/ooxml/xml-scanner.js';
import type { ReadLimitName, ReadLimits } from './read-options.js';
import type { CellTables } from './xlsx-cell.js';

/** The part of a sheet and what opens it. */
export interface SheetPart {
  readonly name: string;
  readonly read: () => AsyncGenerator<Buffer>;
}

/** A sheet as messages name it. */
export interface SheetPlace {
  readonly package: PackageContext;
  readonly place: string;
}

/** What the rows of a sheet are read by. */
export interface SheetContext extends SheetPlace {
  readonly tables: CellTables;
  readonly limits: Pick<ReadLimits, 'maxRows' | 'maxCellsPerRow'>;
  readonly beyond: (limit: ReadLimitName, found: string) => LeadferryError;
  /** Is shown each `col` element. */
  readonly onColumns?: (scanner: XmlScanner) => void;
}

/** The error of a sheet that contradicts itself. */
export function damagedSheet({ package: { source }, place }: SheetPlace, reason: string): LeadferryError {
  return damagedWorkbook(source, `${place}: ${reason}`);
}
