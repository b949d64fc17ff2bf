import type { CheckContext, FileCheck, LeadCheck } from '../check-context.js';
import { findAmountOutliers } from './amount-outliers.js';
import { checkAmountSign } from './amount-sign.js';
import { checkCloseDate, checkMilestoneDate } from './close-date.js';
import { checkCountry } from './country.js';
import { findCustomerCountries } from './customer-countries.js';
import { checkDamagedText } from './damaged-text.js';
import { checkDuns } from './duns.js';
import { checkEmailDomains } from './email-domain.js';
import { countMissingMilestones } from './milestone-missing.js';
import { findNearDuplicates } from './near-duplicates.js';
import { checkPhones } from './phone.js';
import { findSharedCustomerIds } from './shared-customer-ids.js';
import { checkStageChange } from './stage-change.js';
import { checkVat } from './vat.js';
import { checkZip } from './zip.js';

/** What looks wrong in one lead. */
export const plausibilityChecks: readonly LeadCheck[] = [
  checkStageChange,
  checkCloseDate,
  checkMilestoneDate,
  checkAmountSign,
  checkEmailDomains,
  checkPhones,
  checkCountry,
  checkZip,
  checkVat,
  checkDuns,
  checkDamagedText,
];

/** What looks wrong among the leads of a file. */
export const plausibilityFileChecks: readonly ((context: CheckContext) => FileCheck)[] = [
  countMissingMilestones,
  findAmountOutliers,
  findSharedCustomerIds,
  findCustomerCountries,
  findNearDuplicates,
];
