import type { CheckContext, FileCheck } from './check-context.js';
import { countDefaults } from './file-defaults.js';
import { plausibilityFileChecks } from './plausibility/plausibility-checks.js';
import { checkCatalogueAge } from './references/catalogue-age.js';

/** Every rule about a whole file, in the order in which their issues are listed. A new check is one function and one line. */
export const fileChecks: readonly ((context: CheckContext) => FileCheck)[] = [
  countDefaults,
  checkCatalogueAge,
  ...plausibilityFileChecks,
];
