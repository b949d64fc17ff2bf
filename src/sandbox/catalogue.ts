import { createSeededRandom } from './seeded-values.js';

/** A portfolio item as the API answers it; `salesPortfolioisOrderable` is spelled with a small i there. */
export interface PortfolioItem {
  readonly salesPortfolioType: string;
  readonly salesPortfolioInfrastructure: string;
  readonly salesPortfolioisOrderable: boolean;
  readonly salesPortfolioLevel1: string;
  readonly salesPortfolioLevel2: string;
  readonly salesPortfolioLevel3: string;
  readonly salesPortfolioId: string;
}

const infrastructures = { ONPR: 'On Premise', CLOUD: 'Cloud' } as const satisfies Record<string, string>;

interface FixedItem {
  readonly id: string;
  readonly infrastructure: keyof typeof infrastructures;
  readonly levels: readonly [string, string, string];
  readonly orderable: boolean;
}

/** Items that every seed has, first in the catalogue, so that samples and tests can name them. */
export const fixedPortfolioItems: readonly PortfolioItem[] = [
  fixed({
    id: 'CLASS00001_ONPR_CATIAV4_SOL000038',
    infrastructure: 'ONPR',
    levels: ['CATIA', 'CATIA V4', 'MANUFACTURING'],
    orderable: true,
  }),
  fixed({
    id: 'CLASS00002_ONPR_PRTF077_SOL001277',
    infrastructure: 'ONPR',
    levels: ['CATIA', 'Systems Engineering', 'MBSE Workbench'],
    orderable: true,
  }),
  fixed({
    id: 'CLASS00002_CLOUD_PRTF101_SOL002004',
    infrastructure: 'CLOUD',
    levels: ['Simulation', 'Structural Analysis', 'Linear Stress on the Cloud'],
    orderable: true,
  }),
  fixed({
    id: 'CLASS00003_CLOUD_PRTF112_SOL002310',
    infrastructure: 'CLOUD',
    levels: ['Collaboration', 'Project Spaces', 'Supplier Portal'],
    orderable: true,
  }),
  fixed({
    id: 'CLASS00003_ONPR_PRTF120_SOL002455',
    infrastructure: 'ONPR',
    levels: ['Planning', 'Shop Floor Scheduling', 'Finite Capacity Planner'],
    orderable: true,
  }),
  fixed({
    id: 'CLASS00004_ONPR_PRTF131_SOL002790',
    infrastructure: 'ONPR',
    levels: ['Planning', 'Shop Floor Scheduling', 'Paper Route Cards'],
    orderable: false,
  }),
];

function fixed({ id, infrastructure, levels, orderable }: FixedItem): PortfolioItem {
  return item(id, infrastructures[infrastructure], { levels, orderable });
}

function item(
  id: string,
  infrastructure: string,
  { levels, orderable }: Pick<FixedItem, 'levels' | 'orderable'>,
): PortfolioItem {
  return {
    salesPortfolioType: 'Brand',
    salesPortfolioInfrastructure: infrastructure,
    salesPortfolioisOrderable: orderable,
    salesPortfolioLevel1: levels[0],
    salesPortfolioLevel2: levels[1],
    salesPortfolioLevel3: levels[2],
    salesPortfolioId: id,
  };
}

interface Brand {
  readonly name: string;
  readonly families: readonly [string, ...string[]];
}

const brands: readonly [Brand, ...Brand[]] = [
  { name: 'Design', families: ['Surface Modelling', 'Sheet Metal', 'Composite Parts', 'Wire Harness'] },
  { name: 'Simulation', families: ['Structural Analysis', 'Flow Analysis', 'Electromagnetics', 'Fatigue'] },
  { name: 'Collaboration', families: ['Project Spaces', 'Change Control', 'Document Vault'] },
  { name: 'Planning', families: ['Shop Floor Scheduling', 'Supply Network', 'Workforce Rosters'] },
  { name: 'Life Sciences', families: ['Laboratory Notebook', 'Formulation', 'Trial Management'] },
  { name: 'Geology', families: ['Pit Design', 'Resource Models', 'Drill Planning'] },
];

const roles = [
  'Engineer',
  'Analyst',
  'Reviewer',
  'Specialist',
  'Administrator',
  'Planner',
  'Author',
] as const;
const scopes = ['Essentials', 'Advanced', 'Enterprise', 'Academic', 'Team', 'Shared Seat', 'Add-on'] as const;
const firstGeneratedSolution = 10_000;
const orderableShare = 0.93;

/** The catalogue of a seed: the fixed items, then made-up ones up to `size`. The same seed gives the same order. */
export function createCatalogue(seed: number, size: number): readonly PortfolioItem[] {
  const random = createSeededRandom(seed);
  const generated = Array.from({ length: Math.max(0, size - fixedPortfolioItems.length) }, (_, index) => {
    const brand = random.pick(brands);
    const family = random.pick(brand.families);
    const place = random.pick(['ONPR', 'CLOUD']);
    const classNumber = String(1 + random.below(9)).padStart(5, '0');
    const portfolioNumber = String(1 + random.below(400)).padStart(3, '0');
    const solution = firstGeneratedSolution + index;
    const id = `CLASS${classNumber}_${place}_PRTF${portfolioNumber}_SOL${String(solution).padStart(6, '0')}`;
    const level3 = `${family} ${random.pick(roles)} ${random.pick(scopes)} ${index + 1}`;
    return item(id, place === 'ONPR' ? infrastructures.ONPR : infrastructures.CLOUD, {
      levels: [brand.name, family, level3],
      orderable: random.chance(orderableShare),
    });
  });
  return [...fixedPortfolioItems, ...generated].slice(0, size);
}
