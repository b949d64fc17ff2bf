import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/**
 * SearchRequest: each criterion names a time window, partner ids (one, several, or `''` for the leads that have none) or both.
 * Stricter than the OpenAPI file in one thing: keys that it does not name are refused.
 */
export const searchRequest = z.strictObject({
  data: z
    .array(
      z
        .strictObject({
          modifiedDate: z.strictObject({ fromDate: instant, toDate: instant }).exactOptional(),
          partnerLeadOpportunityId: z.union([z.string(), z.array(z.string())]).exactOptional(),
        })
        .refine((criterion) => Object.keys(criterion).length > 0, 'a criterion must name something'),
    )
    .min(1),
});

export type SearchRequest = z.infer<typeof searchRequest>;
