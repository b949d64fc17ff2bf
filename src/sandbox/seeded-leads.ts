import { forecastFor, reasonsFor } from './api-defaults.js';
import type { PortfolioItem } from './catalogue.js';
import type {
  RecordedAttributes,
  RecordedCustomerContact,
  RecordedLead,
  RecordedOfferLine,
} from './recorded-lead.js';
import { type CountryWords, countryWords, jobTitles, projects } from './seeded-lead-words.js';
import { createSeededRandom, customerId, leadId, type SeededRandom } from './seeded-values.js';

/** Wall-clock milliseconds; both ends count. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SeedingOptions {
  readonly seed: number;
  readonly count: number;
  /** Over which the modifiedDate of the leads is spread. */
  readonly span: Span;
  /** The modifiedDate of the first leads, where they are given. */
  readonly instants?: readonly string[] | undefined;
  readonly partnerId: string;
  readonly primarySalesManager: string;
  readonly catalogue: readonly PortfolioItem[];
}

const dayMs = 24 * 60 * 60 * 1000;
/** Every so many leads, one has no partner id yet, one shares its instant with the lead before, one has a rare revenue type. */
const unassignedEvery = 7;
const sameInstantEvery = 5;
const supportServicesEvery = 11;

const stages = [
  'LEAD_OPEN',
  'QUALIFIED',
  'ACCEPTED',
  'OPPY_OPEN',
  'VALIDATED',
  'ESTABLISHED',
  'WON',
  'LOST',
] as const;

/** Made-up leads of 8 countries, as if other people had worked on them over the span. The same seed gives the same leads. */
export function seedLeads(options: SeedingOptions): readonly RecordedLead[] {
  const random = createSeededRandom(options.seed + 1);
  const leads: RecordedLead[] = [];
  for (let n = 0; n < options.count; n += 1) {
    const sharedDate = n % sameInstantEvery === sameInstantEvery - 1 ? leads.at(-1)?.modifiedDate : undefined;
    const instant = options.instants?.[n] ?? sharedDate ?? instantWithin(options.span, random);
    leads.push(seedLead(n, instant, { ...options, random }));
  }
  return leads;
}

interface Seeding extends SeedingOptions {
  readonly random: SeededRandom;
}

function seedLead(n: number, modifiedDate: string, seeding: Seeding): RecordedLead {
  const { random, partnerId, seed } = seeding;
  const words = countryWords[n % countryWords.length] ?? countryWords[0];
  const company = `${random.pick(words.stems)} ${random.pick(words.forms)}`;
  const city = random.pick(words.cities);
  const modifiedMs = Date.parse(modifiedDate);
  return {
    dsLeadOpportunityId: leadId(seed, n),
    partnerId,
    leadOpportunity: seedAttributes(n, { words, company, modifiedMs }, seeding),
    readOnly: {
      approvalStatus: random.pick(['PRE_APPROVED', 'APPROVED']),
      engagementType: random.pick(['EXTEND', 'NEW']),
      leadPriority: random.pick(['HIGH', 'MEDIUM', 'LOW']),
    },
    offerLines: Array.from({ length: 1 + random.below(3) }, (_, index) => seedOfferLine(n, index, seeding)),
    customerLegalEntity: {
      id: customerId(company, city, words.country),
      name: company,
      city,
      country: words.country,
    },
    customerContacts: Array.from({ length: random.below(3) }, () => seedContact(n, words, random)),
    partnerContacts: random.chance(0.5)
      ? [
          {
            salesRepEmail: 'sales@partner.example',
            salesRepFirstName: 'Robin',
            salesRepLastName: 'Vertriebsen',
          },
        ]
      : [],
    createdDate: new Date(modifiedMs - random.below(90 * dayMs)).toISOString(),
    modifiedDate,
  };
}

interface SeedFacts {
  readonly words: CountryWords;
  readonly company: string;
  readonly modifiedMs: number;
}

function seedAttributes(
  n: number,
  facts: SeedFacts,
  { random, primarySalesManager }: Seeding,
): RecordedAttributes {
  const status = random.pick(stages);
  const milestone = random.chance(0.4);
  return {
    partnerLeadOpportunityId: isUnassigned(n) ? '' : `SEED-${String(n + 1).padStart(5, '0')}`,
    name: `${random.pick(projects)} ${facts.company}`,
    dsOwnerEmail: primarySalesManager,
    status,
    forecastCategory: forecastFor(status, random.pick(['UPSIDE', 'COMMIT', 'SAFE', 'LONGSHOT'])),
    closeDate: dayAfter(facts.modifiedMs, 20 + random.below(300)),
    currency: facts.words.currency,
    ...reasonsFor(status, {}),
    ...(random.chance(0.3)
      ? { description: `Met at the trade fair in ${random.pick(facts.words.cities)}` }
      : {}),
    ...(milestone
      ? {
          nextMilestone: 'Demonstration on site',
          nextMilestoneDate: dayAfter(facts.modifiedMs, 5 + random.below(30)),
        }
      : {}),
  };
}

function isUnassigned(n: number): boolean {
  return n % unassignedEvery === unassignedEvery - 1;
}

function seedOfferLine(n: number, index: number, { random, catalogue }: Seeding): RecordedOfferLine {
  const offered = catalogue[random.below(catalogue.length)];
  const line = {
    amount: 100 * (5 + random.below(800)),
    offerNameId: offered?.salesPortfolioId ?? 'CLASS00002_ONPR_PRTF077_SOL001277',
  };
  if (index === 0 && n % supportServicesEvery === supportServicesEvery - 1) {
    return { ...line, revenueType: 'SUPPORT_SERVICES' };
  }
  const revenueType = random.pick(['PxC', 'PxC', 'YxC', 'QxC']);
  return revenueType === 'PxC'
    ? { ...line, revenueType }
    : { ...line, revenueType, startDate: '2026-01-01', endDate: '2026-12-31' };
}

function seedContact(n: number, words: CountryWords, random: SeededRandom): RecordedCustomerContact {
  const number = random.below(10_000);
  return {
    email: `contact.${n + 1}.${number}@customer.example`,
    firstName: random.pick(words.firstNames),
    lastName: random.pick(words.lastNames),
    phoneNumber: `${words.phonePrefix} ${String(number).padStart(4, '0')}`,
    salutation: random.pick(['Mr', 'Mrs']),
    jobTitle: random.pick(jobTitles),
  };
}

function instantWithin({ fromMs, toMs }: Span, random: SeededRandom): string {
  return new Date(fromMs + Math.floor(random.next() * (toMs - fromMs + 1))).toISOString();
}

function dayAfter(ms: number, days: number): string {
  return `${new Date(ms + days * dayMs).toISOString().slice(0, 10)}T00:00:00.000Z`;
}
