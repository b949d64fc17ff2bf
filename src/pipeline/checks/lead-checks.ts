import { checkAmountCurrency } from './amount-currency.js';
import type { LeadCheck } from './check-context.js';
import { checkForecast } from './forecast.js';
import { checkDateOrder, checkRentalDates, checkRepeatedOffers, checkRevenueTypes } from './offer-lines.js';
import { checkPartner } from './partner.js';
import { checkItemFields, checkOfferLines, checkRequiredFields } from './required-fields.js';

/** Every rule about a whole lead, in the order in which their issues are listed. A new check is one function and one line. */
export const leadChecks: readonly LeadCheck[] = [
  checkPartner,
  checkRequiredFields,
  checkOfferLines,
  checkAmountCurrency,
  checkItemFields,
  checkForecast,
  checkRevenueTypes,
  checkRentalDates,
  checkDateOrder,
  checkRepeatedOffers,
];
