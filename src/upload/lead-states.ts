import type { LeadState } from '../lead/ledger.js';

interface Transition {
  readonly from: readonly LeadState[];
  readonly to: LeadState;
}

/**
 * Everything that can happen to a lead of a run, and where it leads. docs/delivery.md explains it in words; a test compares the two.
 * done, failed and unsent are final within a run: no event starts from them.
 */
export const transitions = {
  /** The plan says create or update. */
  'plan-to-send': { from: ['planned'], to: 'planned' },
  /** The plan found nothing to change. */
  'plan-unchanged': { from: ['planned'], to: 'done' },
  /** The plan says conflict or blocked. */
  'plan-withheld': { from: ['planned'], to: 'unsent' },
  /** 3DS has the lead and could not be made to show it, so nothing was decided. */
  'plan-undecided': { from: ['planned'], to: 'planned' },
  /** The intent was written; the request follows. */
  intend: { from: ['planned'], to: 'intent' },
  /** The answer proved the change. */
  proven: { from: ['intent'], to: 'done' },
  /** 3DS refused it for good. */
  refused: { from: ['intent'], to: 'failed' },
  /** No answer, or one that proves nothing. */
  lost: { from: ['intent'], to: 'unknown' },
  /** 3DS answered that it already has a lead with this id (ERR801). */
  exists: { from: ['intent'], to: 'unknown' },
  /** The request had no effect at 3DS, and the run stops. */
  withdrawn: { from: ['intent'], to: 'planned' },
  /** The look-up found it as it was sent. */
  'found-as-sent': { from: ['intent', 'unknown'], to: 'done' },
  /** The look-up found it with other values. */
  'found-differing': { from: ['intent', 'unknown'], to: 'planned' },
  /** The look-ups of the whole settling time found nothing. */
  'proven-absent': { from: ['intent', 'unknown'], to: 'planned' },
  /** 3DS has a lead with this id that is not ours to change, or insists on one that nobody finds. */
  taken: { from: ['unknown'], to: 'failed' },
  /** 3DS answered well to a claim, and the look-ups of the whole settling time did not show the id. */
  'not-taken': { from: ['unknown'], to: 'failed' },
  /** The look-up proved nothing. */
  unsettled: { from: ['intent', 'unknown'], to: 'unknown' },
} as const satisfies Record<string, Transition>;

export type LeadEvent = keyof typeof transitions;

/** The state of a lead after an event. Throws where the event cannot happen in its state, which is a mistake of the caller. */
export function stateAfter<Event extends LeadEvent>(
  state: LeadState,
  event: Event,
): (typeof transitions)[Event]['to'] {
  const from: readonly LeadState[] = transitions[event].from;
  if (!from.includes(state)) throw new Error(`a lead in state ${state} cannot meet the event ${event}`);
  return transitions[event].to;
}
