import { type SampleCompany, sampleCompanies } from './sample-companies.ts';

/** One offer line of a sample lead. */
export interface SampleOffer {
  readonly id: string;
  readonly amount: number;
  readonly revenueType: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

export interface SampleLead {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly forecast: string | null;
  readonly closeDate: string;
  readonly milestone: string | null;
  readonly milestoneDate: string | null;
  readonly reasonsWon: string | null;
  readonly reasonsLost: string | null;
  readonly competitors: string | null;
  readonly description: string | null;
  readonly company: SampleCompany;
  readonly offers: readonly SampleOffer[];
  readonly salesRep: readonly [string, string, string];
}

const projects = [
  'MBSE pilot line',
  'Drawing migration',
  'Simulation seats for the new plant',
  'Supplier portal',
  'Shop floor scheduling',
  'Design office renewal',
  'Digital twin of the test bench',
  'Wiring harness rework',
] as const;

// Stages are mixed: some by code, some by label, as people write them.
const stages = [
  '-5 Qualified',
  'VALIDATED',
  '-4 Accepted',
  'OPPY_OPEN',
  'ESTABLISHED',
  'LEAD_OPEN',
  'Won opportunity',
  'LOST',
  '-2 Validated',
  'QUALIFIED',
] as const;

const offerIds = [
  'CLASS00002_ONPR_PRTF077_SOL001277',
  'CLASS00002_CLOUD_PRTF101_SOL002004',
  'CLASS00003_CLOUD_PRTF112_SOL002310',
  'CLASS00003_ONPR_PRTF120_SOL002455',
  'CLASS00001_ONPR_CATIAV4_SOL000038',
] as const;

const revenueTypes = ['PxC', 'Yearly Rental Booking', null, 'QxC', 'Upfront'] as const;

const salesReps = [
  ['anna.keller@example.com', 'Anna', 'Keller'],
  ['m.okafor@example.com', 'Michael', 'Okafor'],
  ['yuki.mori@example.com', '有希', '森'],
] as const;

/** `count` leads, always the same ones, `prefix` before their numbers. */
export function sampleLeads(count: number, prefix: string): readonly SampleLead[] {
  return Array.from({ length: count }, (_, index) => sampleLead(index, prefix));
}

function sampleLead(index: number, prefix: string): SampleLead {
  const company = at(sampleCompanies, index * 3 + Math.floor(index / sampleCompanies.length));
  const stage = at(stages, index);
  const won = stage === 'Won opportunity';
  const lost = stage === 'LOST';
  const opportunity = ['VALIDATED', '-2 Validated', 'OPPY_OPEN', 'ESTABLISHED'].includes(stage);
  const closeDate = won || lost ? day(2026, index) : day(2027, index * 5);
  return {
    id: `${prefix}-${String(2001 + index)}`,
    name: `${at(projects, index + Math.floor(index / projects.length))} ${company.city}`,
    stage,
    forecast: opportunity ? at(['UPSIDE', 'Commit', 'SAFE', 'Longshot', null], index) : null,
    closeDate,
    milestone: opportunity
      ? at(['Workshop with the design office', 'Proof of concept', 'Offer review'], index)
      : null,
    milestoneDate: opportunity ? earlier(day(2027, index * 2), closeDate) : null,
    reasonsWon: won ? 'Good customer references; STRNG_VAL_PROP' : null,
    reasonsLost: lost ? 'Functional gap' : null,
    competitors: index % 6 === 2 ? 'Contoso CAD; Fabrikam PLM' : null,
    description:
      index % 4 === 1
        ? `Asked for by ${company.contact[0]} ${company.contact[1]}.\nDecision after the summer.`
        : null,
    company,
    offers: sampleOffers(index, company.currency),
    salesRep: at(salesReps, index),
  };
}

// ISO days sort as text.
function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function sampleOffers(index: number, currency: string): readonly SampleOffer[] {
  const factor = { JPY: 150, PLN: 4 }[currency] ?? 1;
  return Array.from({ length: 1 + (index % 3) }, (_, line) => {
    const revenueType = at(revenueTypes, index + line);
    const rental = revenueType === 'QxC' || revenueType === 'Yearly Rental Booking';
    return {
      id: at(offerIds, index + line * 2),
      amount: (4800 + index * 350 + line * 1225.5) * factor,
      revenueType,
      startDate: rental ? `2027-0${1 + (index % 6)}-01` : null,
      endDate: rental ? `2028-0${1 + (index % 6)}-28` : null,
    };
  });
}

/** The n-th day of a year, within its first 300 days. */
function day(year: number, n: number): string {
  return new Date(Date.UTC(year, 0, 10 + (n % 290))).toISOString().slice(0, 10);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list has no item');
  return item;
}
