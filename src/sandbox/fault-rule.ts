import { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import type { FaultAction, FaultMoment } from './fault.js';
import { type FaultMode, faultModes } from './fault-modes.js';
import type { RequestKind } from './request-target.js';

const operation = z.enum(['create', 'update', 'read', 'search', 'portfolio'] satisfies RequestKind[]);

/** The JSON form of a rule. */
export const faultRule = z.strictObject({
  /** A name of fault-modes.ts, with `-before-save` or `-after-save` behind it where the mode has both. */
  mode: z.string(),
  /** What the mode takes: milliseconds, mebibytes, a Retry-After, an address. */
  value: z.union([z.string(), z.number()]).optional(),
  /** Only requests of this operation count. Default: all, and with `id` the creates and updates. */
  operation: operation.optional(),
  /** Only requests about the lead with this partner lead id count. */
  id: z.string().optional(),
  /** The first of the requests that count which is struck, from 1; default 1. */
  nth: z.int().positive().optional(),
  /** How many of them are struck; default 1 where `id` or `nth` is given, else all. */
  times: z.union([z.int().positive(), z.literal('always')]).optional(),
});

export type FaultRule = z.infer<typeof faultRule>;

/** A rule that can be followed. */
export interface SettledRule {
  readonly action: FaultAction;
  readonly operation: RequestKind | null;
  readonly id: string | null;
  readonly first: number;
  readonly times: number;
}

const modes: ReadonlyMap<string, FaultMode> = new Map(Object.entries(faultModes));

const shape = /^([a-z0-9-]+)(?::([^@*]+))?(?:\*(\d{1,9}|always))?(?:@(.+))?$/;
const place = /^(?:(create|update|read|search|portfolio)(?=:.|$):?)?(?:id=(.+)|(\d{1,9}))?$/;

/**
 * Reads a rule as `--fault` takes it: MODE, MODE:VALUE, and behind it *TIMES and @PLACE, where the place is `3`, `create`, `create:3`, `id=A-7` or
 * `search:id=A-7`. Throws LeadferryError USAGE.
 */
export function parseFaultRule(text: string): FaultRule {
  const [, mode, value, times, where = ''] = shape.exec(text) ?? [];
  const found = place.exec(where);
  if (mode === undefined || found === null) throw notUnderstood(text);
  const [, kind, id, nth] = found;
  return {
    mode,
    ...(value === undefined ? {} : { value }),
    ...(times === undefined ? {} : { times: times === 'always' ? times : Number(times) }),
    ...(kind === undefined ? {} : { operation: operation.parse(kind) }),
    ...(id === undefined ? {} : { id }),
    ...(nth === undefined ? {} : { nth: Number(nth) }),
  };
}

/** What a rule means. Throws LeadferryError USAGE for a mode that is not known and a value that it does not take. */
export function settleFaultRule(rule: FaultRule): SettledRule {
  const isPlaced = rule.id !== undefined || rule.nth !== undefined;
  const { times = isPlaced ? 1 : 'always' } = rule;
  return {
    action: faultAction(rule.mode, rule.value),
    operation: rule.operation ?? null,
    id: rule.id ?? null,
    first: rule.nth ?? 1,
    times: times === 'always' ? Number.POSITIVE_INFINITY : times,
  };
}

/** What a mode does to a request. Throws LeadferryError USAGE. */
export function faultAction(name: string, value?: string | number): FaultAction {
  const { mode, when } = modeOf(name);
  const text = value === undefined ? undefined : String(value);
  const action = text !== undefined && mode.value === null ? null : mode.build(text, when);
  if (action !== null) return action;
  const expected = mode.value === null ? 'no value' : mode.value;
  throw usage(`The fault ${name} takes ${expected}, found "${text}".`);
}

const suffixes: readonly (readonly [string, FaultMoment])[] = [
  ['-before-save', 'before-saving'],
  ['-after-save', 'after-saving'],
];

function modeOf(name: string): { mode: FaultMode; when: FaultMoment } {
  const plain = modes.get(name);
  if (plain !== undefined) return { mode: plain, when: plain.moments[0] };
  for (const [suffix, when] of suffixes) {
    const mode = name.endsWith(suffix) ? modes.get(name.slice(0, -suffix.length)) : undefined;
    if (mode?.moments.includes(when) === true) return { mode, when };
  }
  throw usage(`There is no fault "${name}". Known are ${[...modes.keys()].join(', ')}.`);
}

function notUnderstood(text: string): LeadferryError {
  return usage(
    `Expected a fault such as hang-after-save@3, 429:date@create:2 or 503*2@id=A-7, found "${text}".`,
  );
}

function usage(message: string): LeadferryError {
  return new LeadferryError('USAGE', message, { next: 'See docs/sandbox.md for every fault and place.' });
}
