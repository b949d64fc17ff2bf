import { type Confirmation, LeadferryError, type SheetDifference } from '../index.js';
import type { FlagValues } from './flag-values.js';
import type { Io } from './io.js';
import type { Output } from './output.js';
import { printable } from './printable.js';

/** Settles whether something may go to production. Rejects with NOT_CONFIRMED where nobody can be asked. */
export type Confirm = (question: Confirmation) => Promise<boolean>;

export interface ConfirmOptions {
  readonly io: Io;
  readonly flags: FlagValues;
  readonly output: Pick<Output, 'clearProgress'>;
  readonly signal: AbortSignal;
}

/** --yes confirms; without it a terminal is asked, and where there is none, nothing is sent. */
export function createConfirm({ io, flags, output, signal }: ConfirmOptions): Confirm {
  return (question) => {
    if (flags.on('yes')) return Promise.resolve(true);
    if (!io.stdinIsTty || flags.on('no-input')) return Promise.reject(notConfirmed(question));
    output.clearProgress();
    return io.ask(questionText(question), signal);
  };
}

/** Settles whether a sheet that says something else may take the place of what a run has. Where nobody can be asked, it may. */
export type ConfirmChanges = (difference: SheetDifference) => Promise<boolean>;

export function createConfirmChanges({ io, flags, output, signal }: ConfirmOptions): ConfirmChanges {
  return async () => {
    if (flags.on('yes') || !io.stdinIsTty || flags.on('no-input')) return true;
    output.clearProgress();
    return await io.ask('The sheet differs from the run as listed above. Go on with the sheet?', signal);
  };
}

function notConfirmed(question: Confirmation): LeadferryError {
  return new LeadferryError(
    'NOT_CONFIRMED',
    `Nothing was sent. ${intentText(question)} needs a confirmation, and there is nobody to ask.`,
    {
      next: `Look at \`leadferry ${question.claims === undefined ? 'plan FILE' : 'claim FILE --dry-run'}\` with the same flags, then run the command again with --yes.`,
    },
  );
}

function questionText(question: Confirmation): string {
  return `${intentText(question)}. Go on?`;
}

function intentText({ server, partnerId, creates, updates, claims }: Confirmation): string {
  const what =
    claims === undefined
      ? `Creating ${leads(creates)} and updating ${leads(updates)}`
      : `Giving your ids to ${leads(claims)} of 3DS`;
  return `${what} for partner ${printable(partnerId)} at ${printable(server)} (production)`;
}

function leads(count: number): string {
  return count === 1 ? '1 lead' : `${count} leads`;
}
