import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { FaultAction, FaultHook } from './fault.js';
import { faultModes } from './fault-modes.js';
import { faultAction, faultRule, parseFaultRule, type SettledRule, settleFaultRule } from './fault-rule.js';
import { hasCode } from './has-code.js';
import type { LeadStore } from './lead-store.js';
import type { ReceivedRequest } from './request-log.js';
import { partnerLeadIdsOf, requestKindOf } from './request-target.js';
import { createSeededRandom } from './seeded-values.js';

const randomFaults = z.strictObject({
  /** The share of requests that meet a fault, from 0 to 1. */
  rate: z.number().min(0).max(1),
  /** Decides which; default 1. The n-th request always meets the same. */
  seed: z.int().optional(),
  /** Among which is chosen, as `--fault` spells them; default: every mode. */
  modes: z.array(z.string()).min(1).optional(),
});

const faultPlan = z.strictObject({
  /** In the form of `--fault`, or spelled out. The first that strikes a request counts; a lag of the search comes beside it. */
  faults: z.array(z.union([z.string(), faultRule])).optional(),
  /** Strikes requests that no fault above strikes. */
  random: randomFaults.optional(),
});

/** Which requests go wrong, and how. */
export type FaultPlan = Readonly<z.infer<typeof faultPlan>>;

/** Reads a plan. Throws LeadferryError FILE_NOT_FOUND, FILE_UNREADABLE (no JSON, or no such plan). */
export async function readFaultPlan(path: string): Promise<FaultPlan> {
  try {
    return faultPlan.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) {
      throw new LeadferryError('FILE_NOT_FOUND', `Expected a plan of faults in ${path}, found no file.`, {
        cause,
      });
    }
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : thrownMessage(cause);
    throw new LeadferryError('FILE_UNREADABLE', `${path} is no plan of faults: ${reason}`, {
      cause,
      next: 'Correct the file; docs/sandbox.md shows one.',
    });
  }
}

/** What strikes one request: at most one fault, and for how long a search does not find what it saves. */
export interface Blow {
  readonly fault: Exclude<FaultAction, { kind: 'search-lag' }> | null;
  readonly lagMs: number;
}

/**
 * Asks hooks in their order: the first fault counts. Each is asked for every request, as each counts them; so a seed meets the same requests
 * whatever rules stand beside it.
 */
export function askHooks(hooks: readonly FaultHook[], request: ReceivedRequest): Blow {
  const blow: { fault: Blow['fault']; lagMs: number } = { fault: null, lagMs: 0 };
  for (const hook of hooks) {
    const action = hook(request);
    if (action?.kind === 'search-lag') blow.lagMs = Math.max(blow.lagMs, action.lagMs);
    else blow.fault ??= action ?? null;
  }
  return blow;
}

/** Hooks that follow plans: all their rules in their order, then the random faults of the last that has some. Throws LeadferryError USAGE. */
export function createFaultHooks(plans: readonly FaultPlan[], store: LeadStore): readonly FaultHook[] {
  const rules = plans
    .flatMap(({ faults = [] }) => faults)
    .map((rule) =>
      ruleFollower(settleFaultRule(typeof rule === 'string' ? parseFaultRule(rule) : rule), store),
    );
  const random = plans.findLast((plan) => plan.random !== undefined)?.random;
  return random === undefined ? rules : [...rules, randomDraw(random)];
}

function ruleFollower(rule: SettledRule, store: LeadStore): FaultHook {
  let counted = 0;
  return (request) => {
    if (!isMeant(rule, request, store)) return undefined;
    counted += 1;
    return counted >= rule.first && counted < rule.first + rule.times ? rule.action : undefined;
  };
}

function isMeant({ operation, id }: SettledRule, request: ReceivedRequest, store: LeadStore): boolean {
  const kind = requestKindOf(request);
  if (operation !== null && operation !== kind) return false;
  if (id === null) return true;
  const counts = operation !== null || kind === 'create' || kind === 'update';
  return counts && partnerLeadIdsOf(request, store).includes(id);
}

function randomDraw({
  rate,
  seed = 1,
  modes = Object.keys(faultModes),
}: z.infer<typeof randomFaults>): FaultHook {
  const [first, ...others] = modes.map(unplacedAction);
  const random = createSeededRandom(seed);
  const choices = [first ?? faultAction('reset'), ...others] as const;
  return () => {
    const chosen = random.pick(choices);
    return random.chance(rate) ? chosen : undefined;
  };
}

/** What a fault does that is given without a place. */
function unplacedAction(text: string): FaultAction {
  const { mode, value, ...place } = parseFaultRule(text);
  if (Object.keys(place).length === 0) return faultAction(mode, value);
  throw new LeadferryError('USAGE', `Random faults have no place: expected "${mode}", found "${text}".`);
}
