import type { Clock } from '../core/clock.js';
import { LeadferryError } from '../core/error.js';
import type { FaultHook } from './fault.js';
import type { FaultPlan } from './fault-plan.js';
import type { GateOptions } from './gate.js';
import type { RecordedLead } from './recorded-lead.js';
import type { ReceivedRequest } from './request-log.js';
import type { RequestKind } from './request-target.js';
import type { EmptySearchForm } from './search-leads.js';
import type { Span } from './seeded-leads.js';

/** How the sandbox is set up; everything has a default. */
export interface SandboxOptions extends Omit<GateOptions, 'clock'> {
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 4010; 0 takes any free port. */
  readonly port?: number;
  /** Decides ids, catalogue and seeded leads; default 1. */
  readonly seed?: number;
  /** Every answer waits so long; default 0. */
  readonly latencyMs?: number;
  /** GET gives back all that was sent, as it was sent; default false: as the published example answers. */
  readonly echo?: boolean;
  /** Keeps the leads in this file, so that they outlive the process. Default: in memory only. */
  readonly stateFile?: string;
  /** How many made-up leads the server holds at its start; default 0. Not used when the state file exists. */
  readonly leads?: number;
  /** Over which the modifiedDate of seeded leads is spread, ISO 8601. Default: the 120 days before the start. */
  readonly seededSpan?: { readonly from: string; readonly to: string };
  /** The modifiedDate of the first seeded leads, one after the other, in place of one within the span. ISO 8601. */
  readonly seededInstants?: readonly string[];
  /** Default 3000. */
  readonly catalogueSize?: number;
  /** When given, requests of another partner are refused with 400. */
  readonly partnerId?: string;
  /** A second create of the same partner id succeeds, so that a double create shows in `leads()`. */
  readonly allowDuplicates?: boolean;
  /** How many ids one search takes; default 100. */
  readonly maxSearchIds?: number;
  /** How a search without hits answers; default `no-data`. */
  readonly emptySearch?: EmptySearchForm;
  /** Owner of leads that are created without one; default psm.dach@example.com. */
  readonly primarySalesManager?: string;
  /** How many received requests are kept; default 10,000. */
  readonly requestLogSize?: number;
  /** Appends a line for everything that is saved to this file, synced before the answer: it outlives a killed sandbox. */
  readonly savedFile?: string;
  /** Which requests go wrong, and how; docs/sandbox.md. */
  readonly faults?: FaultPlan;
  /** JSON files with more such plans. Their rules come before those of `faults`. */
  readonly faultFiles?: readonly string[];
  /** Scripted faults, for tests of the library. What it leaves alone is for `faults`. */
  readonly onRequest?: FaultHook;
}

/** What the server did since its start. */
export interface SandboxCounts {
  /** Requests received, answered or not. */
  readonly requests: Readonly<Record<RequestKind, number>>;
  /** Leads created, also where the answer was lost. */
  readonly created: number;
  /** Updates that changed a lead, also where the answer was lost. */
  readonly updated: number;
  /** Requests that met a fault. */
  readonly faults: number;
}

/** A running stand-in for the 3DS API. */
export interface Sandbox {
  /** `http://127.0.0.1:4010`, without a slash at its end. */
  readonly url: string;
  /** The newest requests, oldest first, as far as they are kept. */
  readonly requests: readonly ReceivedRequest[];
  clearRequests(): void;
  /** What the server holds, in the order in which it came. */
  leads(): readonly RecordedLead[];
  counts(): SandboxCounts;
  /** How many leads were created since the start, also where the answer was lost. */
  countCreates(): number;
  /** How many updates changed a lead since the start, also where the answer was lost. */
  countUpdates(): number;
  /** Ends all connections, hung ones too, and resolves when the port is free. May be called again. */
  close(): Promise<void>;
}

/** The options with the time they run on, which whoever calls from the jobs fills in. */
export type TimedOptions = SandboxOptions & { readonly clock: Clock };

const sandboxDefaults = {
  host: '127.0.0.1',
  port: 4010,
  seed: 1,
  latencyMs: 0,
  echo: false,
  leads: 0,
  catalogueSize: 3000,
  allowDuplicates: false,
  maxSearchIds: 100,
  emptySearch: 'no-data',
  primarySalesManager: 'psm.dach@example.com',
  requestLogSize: 10_000,
} as const satisfies SandboxOptions;

export type SandboxSettings = TimedOptions & Required<Pick<SandboxOptions, keyof typeof sandboxDefaults>>;

interface Range {
  readonly least: number;
  readonly most: number;
}

const ranges = {
  port: { least: 0, most: 65_535 },
  seed: { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER },
  latencyMs: { least: 0, most: 600_000 },
  leads: { least: 0, most: 1_000_000 },
  catalogueSize: { least: 0, most: 900_000 },
  maxSearchIds: { least: 1, most: 1_000_000 },
  requestLogSize: { least: 0, most: 1_000_000 },
  rateLimit: { least: 1, most: 1_000_000 },
} as const satisfies Partial<Record<keyof SandboxOptions, Range>>;

/** The options with their defaults. Throws LeadferryError USAGE for a number out of its range. */
export function settleOptions(options: TimedOptions): SandboxSettings {
  const settings = { ...sandboxDefaults, ...options };
  for (const [name, range] of Object.entries(ranges)) {
    const value = new Map<string, unknown>(Object.entries(settings)).get(name);
    if (value !== undefined) requireWithin(name, value, range);
  }
  return settings;
}

function requireWithin(name: string, value: unknown, { least, most }: Range): void {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
  throw new LeadferryError(
    'USAGE',
    `Expected a whole number from ${least} to ${most} as ${name} of the sandbox, found ${String(value)}.`,
    { next: 'Run `leadferry sandbox --help` to see every flag with its range.' },
  );
}

/** The given instants of seeded leads, as the server writes them. Throws LeadferryError USAGE for a text that is none. */
export function settleInstants({ seededInstants = [] }: TimedOptions): readonly string[] {
  return seededInstants.map((text) => {
    const ms = Date.parse(text);
    if (!Number.isNaN(ms)) return new Date(ms).toISOString();
    throw new LeadferryError(
      'USAGE',
      `Expected seededInstants of the sandbox to be ISO 8601 times, found "${text}".`,
      { next: 'Write each as 2026-01-31T00:00:00Z.' },
    );
  });
}

const defaultSpanMs = 120 * 24 * 60 * 60 * 1000;

/** The span of seeded leads in milliseconds. Throws LeadferryError USAGE where it is none. */
export function settleSpan({ seededSpan, clock }: TimedOptions): Span {
  const nowMs = clock.now();
  if (seededSpan === undefined) return { fromMs: nowMs - defaultSpanMs, toMs: nowMs };
  const span = { fromMs: Date.parse(seededSpan.from), toMs: Date.parse(seededSpan.to) };
  if (span.fromMs <= span.toMs) return span;
  throw new LeadferryError(
    'USAGE',
    `Expected seededSpan of the sandbox to go from an earlier to a later ISO 8601 time, found ${seededSpan.from} to ${seededSpan.to}.`,
    { next: 'Write both as 2026-01-31T00:00:00Z, the earlier one first.' },
  );
}
