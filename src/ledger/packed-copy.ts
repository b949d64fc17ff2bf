import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RemoteLead } from '../lead/lead.js';
import { withSortedKeys } from './lead-hash.js';
import { storedRemote } from './stored-values.js';

/**
 * What most copies have in common, so that a copy of a few hundred bytes is deflated as well as a long one. Copies that exist are read with it:
 * never changed. Another one would get another mark.
 */
const commonText = Buffer.from(
  '"poInformation":"","poStatus":"","sboIndicator":"","sboNumber":"","sboStatus":"","levelOfInterest":"","dsComment":"","partnerImportMode":"API","gtmTacticId":"","forecastCategory":"SAFE","forecastCategory":"LONGSHOT","forecastCategory":"EMPTY","forecastCategory":"LOST","forecastCategory":"WON","status":"LEAD_OPEN"},"status":"QUALIFIED"},"status":"ACCEPTED"},"status":"OPPY_OPEN"},"status":"VALIDATED"},"status":"ESTABLISHED"},"reasonLost":["NO_PROJECT"],"reasonWon":["EMPTY"],"reasonWonLostComment":"","status":"LOST"},"reasonLost":["EMPTY"],"reasonWon":["STRNG_VAL_PROP"],"reasonWonLostComment":"","status":"WON"},"currency":"USD","currency":"JPY","currency":"GBP","currency":"PLN","country":"Germany","country":"France","country":"Italy","country":"Japan","nextMilestone":"Demonstration on site","nextMilestoneDate":"2026-00:00:00.000Z","approvalStatus":"PRE_APPROVED","engagementType":"NEW","leadPriority":"HIGH","leadPriority":"LOW","endDate":"2026-12-31","offerNameId":"CLASS00001_CLOUD_PRTF0","revenueType":"QxC","revenueType":"YxC","startDate":"2026-01-01"},{"amount":1000,"offerNameId":"CLASS00002_ONPR_PRTF077_SOL001277","revenueType":"PxC"},{"customerContacts":[{"email":"contact.@example.com","firstName":"","jobTitle":"Manager","lastName":"","phoneNumber":"+49 ","salutation":"Mr"},{"salutation":"Mrs"}],"customerLegalEntity":{"addressLine1":null,"addressLine2":null,"city":"","country":"","dunsNumber":null,"id":"2000","name":"","registrationId":null,"statePrefecture":null,"vatNumber":null,"websiteUrl":null,"zipCode":null},"dsLeadOpportunityId":"","leadOpportunity":{"approvalStatus":"APPROVED","closeDate":"2026-00:00:00.000Z","cometCampaignCode":"","competitors":null,"createdDate":"2026-","currency":"EUR","description":"","dsOwnerEmail":"@3ds.com","engagementType":"EXTEND","forecastCategory":"COMMIT","forecastCategory":"UPSIDE","growthType":"EMPTY","gtmTacticId":null,"leadPriority":"MEDIUM","modifiedDate":"2026-12-31T","name":"","nextMilestone":"","nextMilestoneDate":"","poNumber":null,"reasonLost":["EMPTY"],"reasonWon":["EMPTY"],"reasonWonLostComment":"","status":""},"offerLines":[{"amount":1000,"offerNameId":"CLASS00002_ONPR_PRTF0_SOL0","revenueType":"PxC"}],"partnerContacts":[{"salesRepEmail":"sales@","salesRepFirstName":"","salesRepLastName":""}],"partnerLeadOpportunityId":""}',
);

/** The first byte of a packed copy: how the rest is to be read. */
const deflatedMark = 1;

const digestBytes = 16;

/** A lead as text, the same whatever the order of its fields; lists keep theirs. */
export function copyText(lead: RemoteLead): string {
  return JSON.stringify(lead, withSortedKeys);
}

/** Tells copies apart: the first half of the SHA-256 of their text. */
export function copyDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, digestBytes);
}

export function packedCopy(text: string): Buffer {
  return Buffer.concat([
    Buffer.of(deflatedMark),
    deflateRawSync(text, { level: 6, dictionary: commonText, windowBits: 13, memLevel: 5 }),
  ]);
}

/** The text of a packed copy, for SQLite functions: null where there is none. Throws on bytes that are no packed copy. */
export function unpackedText(packed: unknown): string | null {
  if (!Buffer.isBuffer(packed)) return null;
  if (packed[0] !== deflatedMark)
    throw new Error(`A copy of a lead is of a form (${packed[0]}) that is not known.`);
  return inflateRawSync(packed.subarray(1), { dictionary: commonText }).toString('utf8');
}

/** Throws ZodError where the copy holds no lead. */
export function unpackedCopy(packed: Buffer): RemoteLead {
  return storedRemote.parse(unpackedText(packed));
}
