import type { Issue } from '../core/issue.js';
import type { Row } from '../core/row.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import type { KnownLead, RestatedCells, UploadMode } from '../lead/ledger.js';
import type { References } from '../lead/references.js';
import type { CheckLead } from '../lead/rules/check-lead.js';
import type { OwnRule } from '../lead/rules/own-rule.js';
import type { LeadIdentity } from './mapping/lead-identity.js';
import type { MappingRules } from './mapping/mapping.js';
import type { DateOrder, DecimalSign } from './parsing/notation.js';
import type { Helpers } from './quick/helpers.js';

/** How the values of one field are written. */
export interface FieldFormat {
  readonly dates?: DateOrder | undefined;
  readonly decimal?: DecimalSign | undefined;
}

/** What the checks depend on besides the file. */
export interface CheckOptions extends MappingRules {
  readonly apiVersion: ApiVersion;
  /** Decides which leads are creates, and so which fields they need. */
  readonly mode: UploadMode;
  /** The partner of the settings; null where none is set, then a `partnerId` column is not compared. */
  readonly partnerId: string | null;
  /** Makes columns that are not read errors instead of warnings. */
  readonly strict: boolean;
  /** What the ledger knows of a lead that is at 3DS; without the ledger, null for all. */
  readonly known: (partnerLeadId: string) => KnownLead | null;
  /** True where `known` answers null for every id, so that it need not be asked. */
  readonly knowsNone?: boolean | undefined;
  /** What offers and competitors are compared with; null compares nothing and says nothing of it. */
  readonly references: References | null;
  /** The user's own, those of the configuration file before those of the mapping file. */
  readonly rules: readonly OwnRule[];
  /** A check of the calling program. */
  readonly checkLead?: CheckLead | undefined;
  /** By which id rows are known to be one lead; the partner's where it is left out. */
  readonly identity?: LeadIdentity | undefined;
  /** The row of the header, as the spreadsheet numbers it; found where it is left out. */
  readonly headerRow?: number | undefined;
  /** The order in which all dates are read; found column by column where it is left out. */
  readonly dates?: DateOrder | undefined;
  /** The sign with which all amounts are read; found column by column where it is left out. */
  readonly decimal?: DecimalSign | undefined;
  /** The same for single fields, by catalogue path or numbered path (`offerLines.2.amount`); wins over the two above. */
  readonly formats?: ReadonlyMap<string, FieldFormat> | undefined;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
  /** Called once for each data row of the sheets that are read, as it passes. */
  readonly onRow?: ((row: Row) => void) | undefined;
  /** Called after `onRow` for each row with dates or amounts that were understood and can be written with one meaning. */
  readonly onRestated?: ((row: Row, cells: RestatedCells) => void) | undefined;
  /** Called once for every issue of the file: columns first, then rows and leads by first appearance, then what is said once per file. */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Threads that look at rows ahead of this one; all is done on this one where it is left out. */
  readonly helpers?: Helpers | undefined;
}
