import type { ConditionKind } from './condition.js';

export type OperationKind = 'create' | 'update' | 'read' | 'search' | 'portfolio';

/**
 * What to do about a condition.
 * prove: look for the proof in the body; where there is none, go on as `withoutProof` says. reconnect: nothing was sent; try again a few times, then SERVER_UNREACHABLE. wait: pause the whole
 * pool, then send again. pause: pause the whole pool, and take the outcome for unknown. retry: ask again a few times, then give up as `afterRetries` says.
 * shrink: ask for fewer ids. invalid: ANSWER_INVALID. unauthorised, forbidden: stop the run. The rest is the outcome of the request.
 */
export type Action =
  | 'prove'
  | 'reconnect'
  | 'wait'
  | 'pause'
  | 'retry'
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | FinalAction;

/** Actions that are the outcome of a request. */
export type FinalAction = 'unknown' | 'exists' | 'refused' | 'out-of-scope' | 'unreadable' | 'shrink';

type Policy = Readonly<Record<ConditionKind, Readonly<Record<OperationKind, Action>>>>;

function everywhere<A extends Action>(action: A): Readonly<Record<OperationKind, A>> {
  return { create: action, update: action, read: action, search: action, portfolio: action };
}

const askAgain = {
  create: 'unknown',
  update: 'unknown',
  read: 'retry',
  search: 'retry',
  portfolio: 'retry',
} as const satisfies Record<OperationKind, Action>;

const notTheApi = {
  create: 'unknown',
  update: 'unknown',
  read: 'invalid',
  search: 'invalid',
  portfolio: 'invalid',
} as const satisfies Record<OperationKind, Action>;

const askedTooMuch = {
  create: 'refused',
  update: 'refused',
  read: 'unreadable',
  search: 'shrink',
  portfolio: 'invalid',
} as const satisfies Record<OperationKind, Action>;

/** The one place that decides what an answer, or its absence, leads to. Source: the contract's responses and DESIGN.md, "Uploading". */
export const responsePolicy = {
  unsent: everywhere('reconnect'),
  lost: askAgain,
  garbled: askAgain,
  success: everywhere('prove'),
  'not-json': askAgain,
  redirect: notTheApi,
  unauthorised: everywhere('unauthorised'),
  forbidden: everywhere('forbidden'),
  // The rate is judged before a request is worked on, so nothing was saved.
  limited: everywhere('wait'),
  // Whoever stands between may answer so after 3DS has saved. An update that is sent twice does no harm.
  unavailable: { ...everywhere('wait'), create: 'pause' },
  'out-of-scope': {
    create: 'refused',
    update: 'refused',
    read: 'out-of-scope',
    search: 'invalid',
    portfolio: 'invalid',
  },
  exists: { ...askedTooMuch, create: 'exists' },
  'bad-request': askedTooMuch,
  'too-large': askedTooMuch,
  'request-timeout': askAgain,
  refused: { ...askedTooMuch, search: 'invalid' },
  'server-error': askAgain,
} as const satisfies Policy;

/** What follows where a 2xx answer holds no proof. One bad answer to a reading call says nothing about the next one. */
export const withoutProof = askAgain;

/** What follows when the retries are used up. */
export const afterRetries = {
  create: 'unknown',
  update: 'unknown',
  read: 'unreadable',
  search: 'invalid',
  portfolio: 'invalid',
} as const satisfies Record<OperationKind, Action>;
