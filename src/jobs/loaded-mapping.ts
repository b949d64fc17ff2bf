import type { CheckOptions } from '../pipeline/check-options.js';
import type { MappingRules } from '../pipeline/mapping/mapping.js';

/** Everything that the pipeline needs to know of a mapping file and a preset. */
export type LoadedMapping = MappingRules & Pick<CheckOptions, 'formats' | 'rules'>;
