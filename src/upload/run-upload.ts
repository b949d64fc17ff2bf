import { LeadferryError } from '../core/error.js';
import { leadsInUse } from '../lead/leads-in-use.js';
import type { RunRecord } from '../lead/ledger.js';
import { planRun } from './plan-run.js';
import { sendRun } from './send-run.js';
import { settleRun } from './settle-run.js';
import { createStopSwitch } from './stop-switch.js';
import type { ActionCounts, UploadDeps, UploadResult, UploadSession } from './upload-session.js';

/** How often a lead is sent in one pass at most, each time but the first only after a look-up proved that it is needed. */
const sendingRounds = 3;
/** A lead that a look-up finds after its create may need an update, which has its own rounds; what is left then waits for `resume`. */
const mostRounds = 2 * sendingRounds;

const noActions: ActionCounts = { create: 0, update: 0, unchanged: 0, conflict: 0, blocked: 0 };

/**
 * Carries a run of the ledger to its end, whether it is new or was stopped before: settles what is open, plans what waits, sends it, and settles
 * what became unknown (docs/delivery.md). What stops the run early comes back as `stoppedBy`; the run can then be resumed.
 * Throws RUN_NOT_FOUND, and LEDGER_UNUSABLE where not even the counts can be read any more.
 */
export async function runUpload(run: string, deps: UploadDeps): Promise<UploadResult> {
  const stop = createStopSwitch({ signal: deps.signal, maxFailures: deps.maxFailures });
  const session = { record: recordOf(run, deps), deps, stop, seenMs: new Map<number, number>() };
  let actions = noActions;
  await stop.guard(async () => {
    deps.ledger.reopenRun(run);
    const other = deps.ledger.openElsewhere(run);
    if (other !== null) throw leadsInUse(other);
    await settleRun(session, { mayResend: true });
    actions = await planRun(session);
    refuseConflicts(session.record, actions);
    if (!deps.dryRun && hasToSend(actions)) await sendAll(session, actions);
  });
  await stop.guard(() => deps.ledger.endRun(run));
  const { counts, resumable } = recordOf(run, deps);
  return { run, counts, actions, stoppedBy: stop.reason(), resumable };
}

async function sendAll(session: UploadSession, planned: ActionCounts): Promise<void> {
  const { deps, stop } = session;
  if (deps.confirm !== null && !(await deps.confirm(planned))) {
    throw new LeadferryError('NOT_CONFIRMED', 'Sending was not confirmed; nothing was sent.');
  }
  let toSend = planned;
  for (let round = 1; round <= mostRounds && hasToSend(toSend); round += 1) {
    stop.check();
    await sendRun(session, toSend.create + toSend.update);
    stop.check();
    await settleRun(session, { mayResend: round < sendingRounds });
    toSend = await planRun(session);
  }
}

/** With the rule `stop` a single conflict keeps everything from being sent. */
function refuseConflicts({ onConflict, file }: RunRecord, { conflict }: ActionCounts): void {
  if (onConflict !== 'stop' || conflict === 0) return;
  throw new LeadferryError(
    'CONFLICTS_FOUND',
    `${conflict} leads of ${file} are in conflict with 3DS, and --on-conflict stop sends nothing then.`,
    { next: `Look at them with \`leadferry plan ${file}\`, then choose --on-conflict skip, mine or theirs.` },
  );
}

function hasToSend({ create, update }: ActionCounts): boolean {
  return create + update > 0;
}

function recordOf(run: string, { ledger }: UploadDeps): RunRecord {
  const record = ledger.run(run);
  if (record !== null) return record;
  throw new LeadferryError('RUN_NOT_FOUND', `There is no run ${run} of this server and partner.`);
}
