import type { MappingRules } from '../pipeline/mapping/mapping.js';
import type { LoadedMapping } from './loaded-mapping.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';

/** Reads what the options name; most sheets need nothing of it. Throws LeadferryError MAPPING_INVALID and PRESET_UNKNOWN. */
export async function loadMapping(options: MappingOptions): Promise<LoadedMapping> {
  if (options.mapping === undefined && options.preset === undefined) return { rules: [] };
  const { readMapping } = await import('./mapping-file.js');
  return await readMapping(options);
}

/** The options of a job with what the mapping file says of reading; what was asked for directly stands above it. */
export function withMappingSettings<T extends SourceOptions>(options: T, { mapping }: MappingRules): T {
  const settings = mapping?.document.settings;
  if (settings === undefined) return options;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...options, ...settings, ...given };
}
