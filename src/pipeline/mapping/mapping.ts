import type { MappingDocument } from './mapping-document.js';
import type { Preset } from './preset-document.js';

/** A mapping file, read and checked. */
export interface Mapping {
  /** The file's name as messages show it. */
  readonly name: string;
  readonly document: MappingDocument;
}

/** What a person says of the columns, beside what their headers say. */
export interface MappingRules {
  readonly mapping?: Mapping | undefined;
  /** Used only where it was named. The mapping file stands above it. */
  readonly preset?: Preset | undefined;
}
