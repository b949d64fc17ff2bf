import type { LeadferryError } from '../core/error.js';
import { damagedWorkbook, type PackageContext } from '../formats/ooxml/package-context.js';
import type { XmlScanner } from '../formats/ooxml/xml-scanner.js';
import type { ReadLimitName, ReadLimits } from './read-options.js';
import type { CellTables } from './xlsx-cell.js';

/** What the rows of a sheet are read by. */
export interface SheetContext {
  readonly package: PackageContext;
  readonly tables: CellTables;
  readonly limits: Pick<ReadLimits, 'maxRows' | 'maxCellsPerRow'>;
  readonly beyond: (limit: ReadLimitName, found: string) => LeadferryError;
  /** The sheet as messages name it. */
  readonly place: string;
  /** Is shown each `col` element. */
  readonly onColumns?: (scanner: XmlScanner) => void;
}

/** The error of a sheet that contradicts itself. */
export function damagedSheet({ package: { source }, place }: SheetContext, reason: string): LeadferryError {
  return damagedWorkbook(source, `${place}: ${reason}`);
}
