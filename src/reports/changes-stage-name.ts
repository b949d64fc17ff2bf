import { enumerationLabel } from '../lead/enumerations.js';

/** The name of a stage as people know it. */
export function stageName(stage: string | null): string {
  return stage === null ? '(none)' : enumerationLabel('status', stage);
}
