import type { Refusal } from './answers.js';

type Page =
  | { readonly ok: true; readonly skip: number; readonly top: number }
  | { readonly ok: false; readonly refusal: Refusal };

const defaultTop = 9999;

/** Reads `skip` and `top` of the portfolio's query. Out of range or no whole number: ERROR_004. */
export function readPage(query: Readonly<Record<string, unknown>>): Page {
  const skip = wholeNumber(query['skip'] ?? '0');
  const top = wholeNumber(query['top'] ?? String(defaultTop));
  if (skip === null) {
    return {
      ok: false,
      refusal: { code: 'ERROR_004', message: '#skip should be a positive integer or zero' },
    };
  }
  if (top === null || top === 0) return { ok: false, refusal: { code: 'ERROR_004' } };
  return { ok: true, skip, top };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
