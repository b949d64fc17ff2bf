import { z } from 'zod';
import { answerInfo, noError, openText } from './answer-info.js';

const portfolioItem = z.object({
  salesPortfolioType: openText,
  salesPortfolioInfrastructure: openText,
  // Spelled with a small i by the API.
  salesPortfolioisOrderable: z.boolean().nullish(),
  salesPortfolioLevel1: openText,
  salesPortfolioLevel2: openText,
  salesPortfolioLevel3: openText,
  salesPortfolioId: openText,
});

/** PortfolioResponse: one page of the catalogue; info carries the estimated total. */
export const portfolioAnswer = z.object({
  data: z.array(portfolioItem),
  info: answerInfo,
  error: noError,
});

export type PortfolioAnswer = z.infer<typeof portfolioAnswer>;
