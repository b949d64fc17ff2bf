import { describe, expect, it } from 'vitest';
import { apiErrors, gatewayMessages } from '../../src/sandbox/answers.js';
import { type OperationId, operationIds, operations } from '../../src/sandbox/operations.js';
import { openContract } from '../unit/sandbox/open-contract.js';
import {
  at,
  leadBody,
  type Opened,
  openSandbox,
  type Received,
  updateBody,
} from '../unit/sandbox/test-client.js';

const contract = await openContract();

/** Calls an operation by its id, so that a case names what it is about. */
function callOf({ send }: Opened) {
  return async (operationId: OperationId, { id = 'NONE-000000', query = '', body, key }: CallParts = {}) => {
    const { method, path } = operations[operationId];
    const answer = await send(method, `${path.replace('{id}', id)}${query}`, {
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
    return { operationId, answer };
  };
}

interface CallParts {
  readonly id?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly key?: string | null;
}

/** Nothing, where the answer is one that the contract allows for that operation and status. */
function objections({ operationId, answer }: { operationId: OperationId; answer: Received }): unknown {
  const { method, path } = operations[operationId];
  return contract.objectionsToAnswer({ method, path, status: answer.status, body: answer.body });
}

const full = {
  attributes: {
    dsOwnerEmail: 'owner@example.org',
    status: 'WON',
    cometCampaignCode: 'OC2DE17TAQ1C13018',
    reasonWon: ['LWR_IMPL_COST'],
    competitors: ['X'],
    reasonWonLostComment: 'Price',
    gtmTacticId: 'T-1',
    description: 'Long',
    nextMilestone: 'Demonstration',
    nextMilestoneDate: '2026-05-01T00:00:00.000Z',
  },
  rest: {
    customerLegalEntity: { name: 'A', city: 'B', country: 'France', id: null, zipCode: '75001' },
    customerContacts: [{ email: 'a@example.com', firstName: 'A', lastName: 'B', salutation: 'Mrs' }],
    partnerContacts: [{ salesRepEmail: 's@example.com', salesRepFirstName: 'S', salesRepLastName: 'T' }],
  },
};
const badDate = { attributes: { closeDate: '30.09.2026' } };
const week = { modifiedDate: { fromDate: '2026-03-01T00:00:00Z', toDate: '2026-03-08T00:00:00Z' } };

describe.each([[false], [true]])('with echo %s, an answer is one that the contract allows', (echo) => {
  it.each([
    ['createLeadOpportunityV0', 'updateLeadOpportunityV0', 'getLeadOpportunityV0'],
    ['createLeadOpportunityV1', 'updateLeadOpportunityV1', 'getLeadOpportunityV1'],
  ] as const)('of %s, %s and %s, in success and in failure', async (create, update, get) => {
    const call = callOf(await openSandbox({ echo }));
    const created = await call(create, { body: leadBody(full) });
    const id = String(at(created.answer.body, 'dsLeadOpportunityId'));
    const answers = [
      created,
      await call(create, { body: leadBody({ id: 'CRM-2' }) }),
      await call(create, { body: leadBody(full) }),
      await call(create, { body: leadBody({ id: 'CRM-3', ...badDate }) }),
      await call(create, { body: {} }),
      await call(update, { id, body: updateBody({ attributes: { name: 'B' } }) }),
      await call(update, { id, body: updateBody(badDate) }),
      await call(update, { body: updateBody() }),
      await call(get, { id }),
      await call(get),
    ];
    expect(answers.map(({ answer }) => answer.status)).toEqual([
      201, 201, 400, 406, 400, 200, 406, 400, 200, 500,
    ]);
    expect(answers.map(objections)).toEqual(answers.map(() => null));
  });

  it('of the searches, with and without hits, and refused', async () => {
    const opened = await openSandbox({ echo });
    const call = callOf(opened);
    await opened.createdId();
    const answers = [
      await call('searchLeadsOpportunities', { body: { data: [week] } }),
      await call('searchLeadsOpportunities', { body: { data: [{ partnerLeadOpportunityId: ['none'] }] } }),
      await call('searchLeadsOpportunities', { body: { data: [{ modifiedDate: {} }] } }),
      await call('searchLeadsOpportunities', { body: {} }),
      await call('searchPortfolioItems'),
      await call('searchPortfolioItems', { query: '?skip=5&top=5' }),
      await call('searchPortfolioItems', { query: '?top=0' }),
    ];
    expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200, 400, 400, 200, 200, 400]);
    expect(answers.map(objections)).toEqual(answers.map(() => null));
  });

  it('of every seeded lead, in both versions', async () => {
    const opened = await openSandbox({ echo, leads: 60 });
    const call = callOf(opened);
    for (const { dsLeadOpportunityId: id } of opened.sandbox.leads()) {
      for (const operationId of ['getLeadOpportunityV0', 'getLeadOpportunityV1'] as const) {
        const read = await call(operationId, { id });
        expect([read.answer.status, objections(read)]).toEqual([200, null]);
      }
    }
  });
});

describe('an answer of the gateway is one that the contract allows', () => {
  it.each(operationIds)('to %s', async (operationId) => {
    const call = callOf(await openSandbox({ rateLimit: 1 }));
    const answers = [
      await call(operationId, { key: null }),
      await call(operationId, { key: 'wrong-key' }),
      await call(operationId, { key: 'busy' }).then(() => call(operationId, { key: 'busy' })),
    ];
    expect(answers.map(({ answer }) => answer.status)).toEqual([401, 403, 429]);
    expect(answers.map(objections)).toEqual([null, null, null]);
  });

  it.each(operationIds.filter((id) => id !== 'searchPortfolioItems'))('to %s in maintenance', async (id) => {
    const call = callOf(await openSandbox({ onRequest: () => ({ kind: 'answer', status: 503 }) }));
    expect(objections(await call(id))).toBeNull();
  });
});

describe('the OpenAPI file', () => {
  const { method, path } = operations.createLeadOpportunityV1;
  const created = { partnerLeadOpportunityId: 'A', dsLeadOpportunityId: 'B', action: 'create', info: {} };
  it.each([
    ['the shape of another operation', { status: 201, body: { data: created } }, /must have required/],
    ['a value of another type', { status: 201, body: { ...created, action: null } }, /must be string/],
    ['a status that the operation does not have', { status: 204, body: '' }, /has no 204/],
    ['a gateway answer without its message', { status: 401, body: {} }, /required property 'message'/],
  ])('objects to %s', (_what, answer, objection) => {
    expect(contract.objectionsToAnswer({ method, path, ...answer })).toMatch(objection);
  });

  it('has the operations of the sandbox, no more and no less', () => {
    expect(contract.operations.toSorted()).toEqual(
      operationIds.map((id) => `${id} ${operations[id].method} ${operations[id].path}`).toSorted(),
    );
    expect(new Set(operationIds)).toEqual(new Set(Object.keys(operations)));
  });

  it('holds no example that its own schema refuses', () => {
    expect(contract.examples.length).toBeGreaterThan(8);
    expect(contract.examples.filter(({ objections: found }) => found !== null)).toEqual([]);
  });

  it('holds requests that the sandbox accepts', async () => {
    const { create } = await openSandbox();
    const bodies = contract.examples
      .filter(({ pointer }) => /\/schemas\/CreateRequestV[01]$/.test(pointer))
      .map(({ value }) => value);
    expect(bodies).toHaveLength(1);
    for (const body of bodies) expect((await create(body)).status).toBe(201);
  });

  it('has the messages and statuses of the errors that the sandbox calls published', () => {
    const published = contract.examples.flatMap(({ value }) => {
      const code = at(value, 'error.code');
      return code === undefined
        ? []
        : [[code, { status: at(value, 'info.statusCode'), message: at(value, 'error.message') }]];
    });
    const ours = Object.entries(apiErrors).filter(([, { source }]) => source === 'contract');
    expect(
      Object.fromEntries(ours.map(([code, { status, message }]) => [code, { status, message }])),
    ).toEqual(Object.fromEntries(published));
  });

  it('has the words of the gateway', () => {
    const words = contract.examples
      .map(({ value }) => at(value, 'message'))
      .filter((text) => text !== undefined);
    expect(words.toSorted()).toEqual(Object.values(gatewayMessages).toSorted());
  });

  it('answers a lead with the keys of its example', async () => {
    const { createdId, lead } = await openSandbox();
    const example = contract.examples.find(({ value }) => at(value, 'dsLeadOpportunityId') !== undefined);
    const answered = await lead(await createdId());
    expect(new Set(Object.keys(Object(answered)))).toEqual(new Set(Object.keys(Object(example?.value))));
  });
});
