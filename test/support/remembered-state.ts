import { z } from 'zod';
import type { LeadParts, PortfolioItem } from '../../src/lead/lead.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { runContent, runSettings } from './run-content.js';

const part = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]));
const list = z.array(part).nullable().default(null);

const portfolioItem = z.strictObject({
  salesPortfolioId: z.string(),
  salesPortfolioType: z.string().default('SOL'),
  salesPortfolioInfrastructure: z.string().default('ONPR'),
  orderable: z.boolean().default(true),
  salesPortfolioLevel1: z.string().default(''),
  salesPortfolioLevel2: z.string().default(''),
  salesPortfolioLevel3: z.string().default(''),
}) satisfies z.ZodType<PortfolioItem>;

const leadParts = z.strictObject({
  partnerLeadOpportunityId: z.string(),
  leadOpportunity: part.default({}),
  customerLegalEntity: part.nullable().default(null),
  offerLines: list,
  customerContacts: list,
  partnerContacts: list,
}) satisfies z.ZodType<LeadParts>;

/** What earlier work has left in a ledger, as the files of tests write it. */
export const rememberedState = z.strictObject({
  /** The catalogue, and the moment at which it was exported. */
  portfolio: z.array(portfolioItem).optional(),
  portfolioSavedAt: z.iso.datetime().default('2026-11-20T09:00:00.000Z'),
  /** Leads that were sent. */
  sent: z.array(leadParts).default([]),
});

/** Writes such a state into the ledger of the sandbox's usual address, under a partner. */
export async function rememberState(
  place: { readonly stateDir: string; readonly partnerId: string },
  { portfolio, portfolioSavedAt, sent }: z.infer<typeof rememberedState>,
): Promise<void> {
  const now = Date.parse(portfolioSavedAt);
  const ledger = openLedger({
    stateDir: place.stateDir,
    scope: { origin: 'http://127.0.0.1:4010', partnerId: place.partnerId },
    clock: { now: () => now, monotonic: () => 0, sleep: () => Promise.resolve() },
    randomId: () => 'abcd1234',
  });
  try {
    if (portfolio !== undefined) ledger.saveCatalogue(portfolio);
    const leads = sent.map((parts) => ({ ...parts, dsLeadOpportunityId: null }));
    const run = await ledger.startRun(runSettings, runContent(leads));
    for (const [seq, parts] of sent.entries()) {
      await ledger.intend(run, seq, parts);
      await ledger.settle(run, seq, {
        state: 'done',
        delivered: true,
        dsLeadOpportunityId: `LO-${seq + 1}`,
        code: null,
        message: null,
        traceId: null,
      });
    }
    ledger.endRun(run);
  } finally {
    ledger.close();
  }
}
