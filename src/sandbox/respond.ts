import { refusalAnswer, successInfo } from './answers.js';
import { createLead } from './create-lead.js';
import { type Call, type Desk, type Response, refuse } from './desk.js';
import { viewLead } from './lead-view.js';
import { type OperationKind, operations } from './operations.js';
import { readPage } from './portfolio-page.js';
import { emptySearchData, searchLeads, searchRefusal } from './search-leads.js';
import { updateLead } from './update-lead.js';

type Responder = (call: Call, desk: Desk) => Response;

/** One function per operation kind. */
const responders = {
  create: createLead,
  update: updateLead,
  get,
  search,
  portfolio,
} as const satisfies Record<OperationKind, Responder>;

/** Does what an operation asks and answers as the API would. */
export function respond(call: Call, desk: Desk): Response {
  return responders[operations[call.operationId].kind](call, desk);
}

function get(call: Call, { store, echo }: Desk): Response {
  const lead = store.find(call.id);
  if (lead === undefined) return refuse(call, { code: 'ERROR_048' });
  const { version } = operations[call.operationId];
  return read(call, { data: { leadOpportunity: viewLead(lead, { version, echo }) }, error: null });
}

function search(call: Call, desk: Desk): Response {
  const verdict = desk.contract.search(call.body);
  const refusal = searchRefusal(call.body, verdict, desk.maxSearchIds);
  if (!verdict.ok || refusal !== null) return refuse(call, refusal ?? { code: 'ERR802' });
  const ids = searchLeads(desk.store, verdict.body, desk.clock.monotonic());
  const data = ids.length === 0 ? emptySearchData[desk.emptySearch] : [{ dsLeadOpportunityId: ids }];
  return read(call, { data, error: null });
}

function portfolio(call: Call, { catalogue }: Desk): Response {
  const page = readPage(call.query);
  const { at: timeStamp } = call.stamp;
  const estimatedSearchCount = catalogue.length;
  if (!page.ok) {
    const answer = refusalAnswer('portfolio', page.refusal, { timeStamp, estimatedSearchCount });
    return { answer, saved: null };
  }
  const data = catalogue.slice(page.skip, page.skip + page.top);
  const info = { ...successInfo(call.operationId, call.stamp), estimatedSearchCount };
  return { answer: { status: 200, body: { data, info } }, saved: null };
}

function read(call: Call, parts: Readonly<Record<string, unknown>>): Response {
  const body = { ...parts, info: successInfo(call.operationId, call.stamp) };
  return { answer: { status: 200, body }, saved: null };
}
