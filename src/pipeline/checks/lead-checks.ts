import { checkAmountCurrency } from './amount-currency.js';
import type { LeadCheck } from './check-context.js';
import { checkForecast } from './forecast.js';
import { checkDateOrder, checkRentalDates, checkRepeatedOffers, checkRevenueTypes } from './offer-lines.js';
import { checkPartner } from './partner.js';
import { plausibilityChecks } from './plausibility/plausibility-checks.js';
import { checkReasons } from './reasons.js';
import { checkCompetitors } from './references/check-competitors.js';
import { checkOffers } from './references/check-offers.js';
import { checkCustomer, checkItemFields, checkOfferLines, checkRequiredFields } from './required-fields.js';

/** Every rule about a whole lead, in the order in which their issues are listed. A new check is one function and one line. */
export const leadChecks: readonly LeadCheck[] = [
  checkPartner,
  checkRequiredFields,
  checkCustomer,
  checkOfferLines,
  checkAmountCurrency,
  checkItemFields,
  checkForecast,
  checkReasons,
  checkRevenueTypes,
  checkRentalDates,
  checkDateOrder,
  checkRepeatedOffers,
  checkOffers,
  checkCompetitors,
  ...plausibilityChecks,
];
