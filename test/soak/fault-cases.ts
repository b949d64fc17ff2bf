import { beyondSettleMs, leadCount, type SweepCase, withinSettleMs } from './fault-sweep.js';

const retryAfters = ['1', 'date', 'past', 'negative', 'garbage', 'huge', 'none'];

/** Faults whose outcome the guarantee covers, with `elsewhere` for redirects. */
export function coveredFaults(elsewhere: string): readonly string[] {
  return [
    'hang',
    'hang-after-save',
    'reset',
    'reset-after-save',
    'reset-mid-body',
    'reset-mid-body-before-save',
    'late-save:100',
    `late-save:${withinSettleMs}`,
    '504-late-save:200',
    'slow-body:100',
    'slow-body:2000',
    'truncated',
    'truncated-before-save',
    'html',
    'html-before-save',
    'empty',
    'empty-before-save',
    'success-false',
    'success-false-before-save',
    'wrong-id',
    'wrong-id-before-save',
    'other-lead',
    'other-lead-before-save',
    'huge-body:3',
    'huge-body-before-save:3',
    'gzip-bomb:64',
    'gzip-bomb-before-save:64',
    ...retryAfters.map((form) => `429:${form}`),
    ...retryAfters.map((form) => `503:${form}`),
    '503-after-save:1',
    '503-after-save:huge',
    '500',
    '500-after-save',
    '502',
    '502-after-save',
    '504',
    '504-after-save',
    `redirect-302:${elsewhere}`,
    `redirect-307:${elsewhere}`,
    `redirect-307-after-save:${elsewhere}`,
  ];
}

/** The search of the plan, and the twelve creates. */
const requestIndexes = Array.from({ length: leadCount + 1 }, (_, index) => index + 1);

/** Each fault at each request of a plain upload. */
export function createCases(elsewhere: string): readonly SweepCase[] {
  return coveredFaults(elsewhere).flatMap((fault) =>
    requestIndexes.map((index) => ({
      title: `${shown(fault)} at request ${index}`,
      faults: [`${fault}@${index}`],
      action: 'create' as const,
      allowDuplicates: true,
    })),
  );
}

/** A create whose answer is lost, and a fault in the look-up that follows; the search may lag besides. */
export function lookUpCases(elsewhere: string): readonly SweepCase[] {
  const lags = [null, `search-lag:${withinSettleMs}@create:4`];
  return coveredFaults(elsewhere).flatMap((fault) =>
    lags.flatMap((lag) =>
      ['search:2', 'search:3', 'read:1'].map((place) => ({
        title: `${shown(fault)} at ${place} after a lost answer${lag === null ? '' : ', with a search that lags'}`,
        faults: ['reset-after-save@create:4', `${fault}@${place}`, ...(lag === null ? [] : [lag])],
        action: 'create' as const,
        allowDuplicates: true,
      })),
    ),
  );
}

/** Each fault at the first, a middle and the last update, and while the plan is made. */
export function updateCases(elsewhere: string): readonly SweepCase[] {
  return coveredFaults(elsewhere).flatMap((fault) =>
    ['update:1', 'update:6', `update:${leadCount}`, 'search:1', 'read:5'].map((place) => ({
      title: `${shown(fault)} at ${place} of an update`,
      faults: [`${fault}@${place}`],
      action: 'update' as const,
      allowDuplicates: true,
    })),
  );
}

/** The second search, and the read requests from this one on, are of `upload --plan`: making the plan took the first ones. */
const planPlaces = {
  create: ['search:2', 'create:1', 'create:6', `create:${leadCount}`],
  update: ['search:2', `read:${leadCount + 5}`, 'update:1', 'update:6', `update:${leadCount}`],
} as const;

/** Each fault while a plan file is applied: in the look at 3DS, and at the first, a middle and the last lead. */
export function planCases(elsewhere: string): readonly SweepCase[] {
  return coveredFaults(elsewhere).flatMap((fault) =>
    (['create', 'update'] as const).flatMap((action) =>
      planPlaces[action].map((place) => ({
        title: `${shown(fault)} at ${place} of a plan to ${action}`,
        faults: [`${fault}@${place}`],
        action,
        by: 'plan' as const,
        allowDuplicates: true,
      })),
    ),
  );
}

/** What comes later than `--settle`: the server's own ERR801 then keeps the lead from being there twice. */
export function lateCases(): readonly SweepCase[] {
  const late: readonly (readonly string[])[] = [
    [`late-save:${beyondSettleMs}`],
    [`504-late-save:${beyondSettleMs}`],
    ['reset-after-save', `search-lag:${beyondSettleMs}`],
    ['504-after-save', `search-lag:${beyondSettleMs}`],
    // The rate is judged before a request is worked on; a server that saves all the same says ERR801 to the next request.
    ['429-after-save'],
  ];
  return late.flatMap((faults) =>
    [1, 5, leadCount].map((index) => ({
      title: `${faults.join(' with ')} at create ${index}`,
      faults: faults.map((fault) => `${fault}@create:${index}`),
      action: 'create' as const,
      allowDuplicates: false,
      lastSaveMs: beyondSettleMs,
    })),
  );
}

/** Covered faults at random, at any request. */
export function randomCases(elsewhere: string, seeds: readonly number[]): readonly SweepCase[] {
  const modes = [...coveredFaults(elsewhere), `search-lag:${withinSettleMs}`];
  return seeds.map((seed) => ({
    title: `random faults of seed ${seed}`,
    faults: [],
    random: { seed, rate: 0.15, modes },
    action: seed % 2 === 0 ? ('update' as const) : ('create' as const),
    allowDuplicates: true,
  }));
}

/** Without the address of redirects, whose port is another one each time. */
function shown(fault: string): string {
  return fault.replace(/:http.*$/, '');
}
