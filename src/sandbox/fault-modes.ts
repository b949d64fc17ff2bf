import type { Alteration } from './altered-answer.js';
import type { FaultAction, FaultMoment } from './fault.js';
import { isRetryAfterForm, retryAfterForms } from './retry-after-form.js';

/** One way in which a request can go wrong. */
export interface FaultMode {
  /** When it can strike. The first is meant where the name says nothing; another one is asked for by `-before-save` or `-after-save`. */
  readonly moments: readonly [FaultMoment, ...FaultMoment[]];
  /** What its value is; null where it takes none. */
  readonly value: string | null;
  /** What it does; null for a value that cannot be meant. */
  readonly build: (value: string | undefined, when: FaultMoment) => FaultAction | null;
}

const both = ['before-saving', 'after-saving'] as const;
const savedFirst = ['after-saving', 'before-saving'] as const;
const mebibyte = 1024 * 1024;
const mostMs = 3_600_000;
const mostMebibytes = 4096;
/** Nobody answers under this address: the name is reserved. */
const elsewhere = 'https://elsewhere.example/';

/** Every fault, by the name that `--fault` takes. docs/sandbox.md explains them; a test compares the two. */
export const faultModes = {
  hang: { moments: both, value: null, build: (_value, when) => ({ kind: 'hang', when }) },
  reset: { moments: both, value: null, build: (_value, when) => ({ kind: 'reset', when }) },
  'reset-mid-body': { moments: savedFirst, value: null, build: (_value, when) => ({ kind: 'cut', when }) },
  'late-save': inMilliseconds(1000, ['before-saving'], (delayMs) => ({ kind: 'late-save', delayMs })),
  '504-late-save': inMilliseconds(1000, ['before-saving'], (delayMs) => ({
    kind: 'late-save',
    delayMs,
    status: 504,
  })),
  'slow-body': inMilliseconds(10_000, ['after-saving'], (overMs) => ({ kind: 'slow-body', overMs })),
  'search-lag': inMilliseconds(1000, ['after-saving'], (lagMs) => ({ kind: 'search-lag', lagMs })),
  truncated: altered('truncated'),
  html: altered('html'),
  empty: altered('empty'),
  'success-false': altered('success-false'),
  'wrong-id': altered('wrong-id'),
  'other-lead': altered('other-lead'),
  'huge-body': inMebibytes(64, false),
  'gzip-bomb': inMebibytes(256, true),
  '429': busy(429),
  '503': busy(503),
  '500': broken(500),
  '502': broken(502),
  '504': broken(504),
  'redirect-302': redirect(302),
  'redirect-307': redirect(307),
} as const satisfies Record<string, FaultMode>;

function altered(alteration: Alteration): FaultMode {
  return { moments: savedFirst, value: null, build: (_value, when) => ({ kind: 'alter', alteration, when }) };
}

function inMilliseconds(
  usualMs: number,
  moments: FaultMode['moments'],
  action: (ms: number) => FaultAction,
): FaultMode {
  return {
    moments,
    value: `milliseconds up to ${mostMs}`,
    build: (value) => mapped(wholeNumber(value, usualMs, mostMs), action),
  };
}

function inMebibytes(usual: number, gzip: boolean): FaultMode {
  return {
    moments: savedFirst,
    value: `mebibytes up to ${mostMebibytes}`,
    build: (value, when) =>
      mapped(wholeNumber(value, usual, mostMebibytes), (count) => ({
        kind: 'pad',
        bytes: count * mebibyte,
        gzip,
        when,
      })),
  };
}

/** A refusal for the moment; the contract reads as if nothing were saved then, which a gateway may see otherwise. */
function busy(status: 429 | 503): FaultMode {
  return {
    moments: both,
    value: `Retry-After: ${retryAfterForms}`,
    build: (value = '1', when) =>
      isRetryAfterForm(value) ? { kind: 'answer', when, status, retryAfter: value } : null,
  };
}

function broken(status: 500 | 502 | 504): FaultMode {
  return {
    moments: both,
    value: null,
    build: (_value, when) => ({
      kind: 'answer',
      when,
      status,
      body: '<html></html>',
      contentType: 'text/html',
    }),
  };
}

function redirect(status: 302 | 307): FaultMode {
  return {
    moments: both,
    value: 'an http address',
    build: (value = elsewhere, when) =>
      /^https?:\/\/\S+$/.test(value)
        ? { kind: 'answer', when, status, headers: { location: value }, body: '' }
        : null,
  };
}

function wholeNumber(text: string | undefined, usual: number, most: number): number | null {
  if (text === undefined) return usual;
  return /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function mapped<T>(value: number | null, map: (value: number) => T): T | null {
  return value === null ? null : map(value);
}
