import { mapPulled } from '../core/async-iteration.js';
import { type RunLead, undecidedCode } from '../lead/ledger.js';
import { isReadBack } from './read-back-rule.js';
import { sendLead } from './send-lead.js';
import type { UploadSession } from './upload-session.js';

/**
 * Sends every planned lead of the run, several at a time. Once there is a reason to stop no further lead is started, and what is
 * under way is finished and settled; the reason is left in the stop switch.
 */
export async function sendRun(session: UploadSession, total: number): Promise<void> {
  const { deps, stop } = session;
  const rule = deps.readBack ?? 'none';
  const send = async ({ lead, index }: ToSend) => {
    let settled = Promise.resolve();
    await stop.guard(async () => {
      ({ settled } = await sendLead(session, lead, { readBack: isReadBack(rule, index) }));
    });
    return { settled };
  };
  let done = 0;
  for await (const { settled } of mapPulled(leadsToSend(session), send, deps)) {
    await settled;
    done += 1;
    deps.progress({ phase: 'send', done, total, failed: stop.failures() });
  }
}

interface ToSend {
  readonly lead: RunLead;
  /** Its place among those that are sent, from 0. */
  readonly index: number;
}

function* leadsToSend({ record, deps, stop }: UploadSession): Generator<ToSend> {
  let index = 0;
  for (const lead of deps.ledger.leads(record.run, ['planned'])) {
    if (stop.reason() !== null) return;
    if (!isToSend(lead)) continue;
    yield { lead, index };
    index += 1;
  }
}

/** A lead about which nothing could be decided waits in the same state as those that are sent. */
function isToSend({ action, code }: RunLead): boolean {
  return (action === 'create' || action === 'update') && code !== undecidedCode;
}
