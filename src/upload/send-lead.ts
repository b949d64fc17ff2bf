import { LeadferryError } from '../core/error.js';
import type { LeadParts, RemoteLead } from '../lead/lead.js';
import type { Delivery } from '../lead/lead-api.js';
import type { LeadOutcome, RunLead } from '../lead/ledger.js';
import { confirmedClaim } from './claim-verdict.js';
import { existsCode } from './exists-code.js';
import { stateAfter } from './lead-states.js';
import { isStillAsPlanned } from './look-again.js';
import { isOtherLead, noteReadBack, readSent } from './read-back.js';
import type { UploadSession } from './upload-session.js';
import { sheetLeadOf } from './waiting-leads.js';

/** A lead whose answer was judged. */
export interface SentLead {
  /** Resolves when its outcome is in the ledger, or the reason why it cannot be is left in the stop switch. */
  readonly settled: Promise<void>;
}

const notSent: SentLead = { settled: Promise.resolve() };

/**
 * Sends one planned lead: the intent first, then the request, then what its answer proves. A new lead that is read back has to be the one that
 * was sent. Nothing is sent where 3DS changed the lead since it was planned. Resolves before the outcome is written, so that it shares a commit with
 * the intent of the lead that comes next. Throws what ends the run: an error of the API
 * (the request had no effect, the lead is planned again) or of the ledger (without an intent nothing is sent).
 */
export async function sendLead(
  session: UploadSession,
  lead: RunLead,
  options: { readonly readBack: boolean },
): Promise<SentLead> {
  const { record, deps, stop } = session;
  if (stop.reason() !== null || !(await isStillAsPlanned(session, lead))) return notSent;
  const request = requestFor(session, lead);
  await deps.ledger.intend(record.run, lead.seq, request.parts);
  if (stop.reason() !== null) {
    await deps.ledger.withdraw(record.run, lead.seq);
    return notSent;
  }
  const answered = await deliver(session, lead, request);
  const isClaim = record.mode === 'claim';
  const mustRead = options.readBack || isClaim;
  const shown = mustRead && answered.kind === 'proven' ? await readSent(answered, deps) : null;
  const delivery = isClaim ? confirmedClaim(answered, shown, lead) : answered;
  const isCreate = lead.action !== 'update';
  const outcome = isCreate && isOtherLead(shown, lead) ? otherLead(delivery, shown) : judge(delivery, lead);
  // Before the outcome is written: the next lead may be on its way by then.
  if (outcome.state === 'failed') stop.countFailure();
  const settled = stop.guard(async () => {
    await deps.ledger.settle(record.run, lead.seq, outcome);
    if (!options.readBack || outcome.state !== 'done') return;
    noteReadBack(session, { seq: lead.seq, parts: request.parts, isCreate }, shown);
  });
  return { settled };
}

interface LeadRequest {
  readonly parts: LeadParts;
  readonly send: () => Promise<Delivery>;
}

function requestFor({ deps: { api, signal } }: UploadSession, lead: RunLead): LeadRequest {
  const { update, dsLeadOpportunityId: id } = lead;
  if (lead.action === 'update' && update !== null && id !== null) {
    return { parts: update, send: () => api.update(id, update, { signal }) };
  }
  const { dsLeadOpportunityId: _, ...parts } = sheetLeadOf(lead);
  return { parts, send: () => api.create(parts, { signal }) };
}

async function deliver(
  { record, deps }: UploadSession,
  { seq }: RunLead,
  { send }: LeadRequest,
): Promise<Delivery> {
  try {
    return await send();
  } catch (thrown) {
    if (thrown instanceof LeadferryError) await deps.ledger.withdraw(record.run, seq);
    throw thrown;
  }
}

/** What a delivery makes of the lead. An update that is told of an existing lead is refused: its id is taken by another one. */
function judge(delivery: Delivery, lead: RunLead): LeadOutcome {
  switch (delivery.kind) {
    case 'proven':
      return {
        state: stateAfter('intent', 'proven'),
        delivered: true,
        dsLeadOpportunityId: delivery.dsLeadOpportunityId,
        code: null,
        message: null,
        traceId: delivery.traceId,
      };
    case 'exists':
      return lead.action === 'update'
        ? { ...undelivered(delivery), state: stateAfter('intent', 'refused') }
        : { ...undelivered(delivery), state: stateAfter('intent', 'exists'), code: existsCode };
    case 'refused':
      return { ...undelivered(delivery), state: stateAfter('intent', 'refused') };
    case 'unknown':
      return { ...undelivered(delivery), state: stateAfter('intent', 'lost') };
  }
}

/** A create whose answer named a lead that is another one: what became of it is looked up. */
function otherLead({ traceId }: Delivery, shown: RemoteLead): LeadOutcome {
  const carried = shown.partnerLeadOpportunityId ?? '';
  return {
    ...undelivered({
      code: 'NO_PROOF',
      message: `3DS answered with the id ${shown.dsLeadOpportunityId}, and shows that lead with the partner lead id "${carried}".`,
      traceId,
    }),
    state: stateAfter('intent', 'lost'),
  };
}

function undelivered({
  code,
  message,
  traceId,
}: Pick<Exclude<Delivery, { kind: 'proven' }>, 'code' | 'message' | 'traceId'>): Omit<LeadOutcome, 'state'> {
  return { delivered: false, dsLeadOpportunityId: null, code, message, traceId };
}
