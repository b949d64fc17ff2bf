import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Cell } from '../../src/core/row.js';
import { cellText } from '../../src/core/row.js';
import { remoteLead } from '../../src/lead/answers.js';
import type { CheckedLead } from '../../src/lead/checked-lead.js';
import { compareLead } from '../../src/lead/compare.js';
import { leadAnswer } from '../../src/lead/contracts/lead-answer.js';
import { createAnswer } from '../../src/lead/contracts/write-answers.js';
import { type ApiVersion, type Field, type ListPart, listParts } from '../../src/lead/field-catalogue.js';
import type { FieldValue, LeadParts, PartValues } from '../../src/lead/lead.js';
import type { UploadMode } from '../../src/lead/ledger.js';
import { createBody, updateBody } from '../../src/lead/requests.js';
import { openSandboxDesk, type SandboxDesk } from '../support/sandbox-desk.js';
import { type WrittenLead, writtenColumns, writtenLeads } from '../support/written-leads.js';
import { check } from '../unit/pipeline/fake-reader.js';

const partnerId = '200000000014442';
const modes = ['create', 'update', 'upsert'] as const satisfies readonly UploadMode[];
const versions = ['v0', 'v1'] as const satisfies readonly ApiVersion[];
const combinations = versions.flatMap((version) => modes.map((mode) => ({ version, mode })));

const operations = {
  v0: { create: 'createLeadOpportunityV0', update: 'updateLeadOpportunityV0', get: 'getLeadOpportunityV0' },
  v1: { create: 'createLeadOpportunityV1', update: 'updateLeadOpportunityV1', get: 'getLeadOpportunityV1' },
} as const;

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const file = readFileSync(new URL('../../api/sales-2.0.openapi.yaml', import.meta.url), 'utf8');
ajv.addSchema(z.looseObject({}).parse(parse(file)), 'contract');
const compiled = (name: string) => ajv.compile({ $ref: `contract#/components/schemas/${name}` });
const schemas = {
  v0: { create: compiled('CreateRequestV0'), update: compiled('UpdateRequestV0') },
  v1: { create: compiled('CreateRequestV1'), update: compiled('UpdateRequestV1') },
} as const;

/** What 3DS has of a lead before the sheet comes, in the terms of the version. */
const before = (partnerLeadOpportunityId: string): LeadParts => ({
  partnerLeadOpportunityId,
  leadOpportunity: { name: 'Before', status: 'QUALIFIED', closeDate: '2025-01-31', currency: 'ZMW' },
  customerLegalEntity: { name: 'Before AG', city: 'Ulm', country: 'Germany' },
  offerLines: [{ offerNameId: 'BEFORE' }],
  customerContacts: null,
  partnerContacts: null,
});

interface Stage {
  readonly version: ApiVersion;
  readonly desk: SandboxDesk;
  /** 3DS ids of the leads that 3DS has, by partner lead id. */
  readonly ids: ReadonlyMap<string, string>;
}

interface Judged {
  readonly written: WrittenLead;
  readonly checked: CheckedLead;
}

/** The leads of a sheet after the checks, and a sandbox that has those which are not new. */
async function judge(leads: readonly WrittenLead[], { version, mode }: (typeof combinations)[number]) {
  const desk = await openSandboxDesk(partnerId);
  const named = leads.map((written, index) => ({ written, id: `A-${index + 1}` }));
  const ids = new Map<string, string>();
  for (const { written, id } of named) {
    if (written.held === 'new') continue;
    const answer = desk.call(operations[version].create, {
      body: createBody(before(id), { partnerId, apiVersion: version }),
    });
    ids.set(id, createAnswer.parse(answer.body).dsLeadOpportunityId ?? '');
  }
  const labels = writtenColumns.map(({ label }) => label);
  const rows = named.map(({ written, id }): Cell[] => {
    const dsId = written.held === 'by 3DS id' ? (ids.get(id) ?? '') : '';
    return [id, dsId, ...labels.map((label) => written.cells[label] ?? '')];
  });
  const heldBy = new Map(named.map(({ id, written }) => [id, written.held]));
  const known = (id: string) => {
    const held = heldBy.get(id);
    if (held !== 'known' && held !== 'erased') return null;
    return { dsLeadOpportunityId: ids.get(id) ?? '', lastSent: held === 'known' ? before(id) : null };
  };
  const result = await check([{ headers: ['Partner lead id', '3DS lead id', ...labels], rows }], {
    mode,
    apiVersion: version,
    partnerId,
    known,
  });
  const byId = new Map(result.leads.map((checked) => [checked.partnerLeadOpportunityId, checked]));
  const judged = named.flatMap(({ written, id }): Judged[] => {
    const checked = byId.get(id);
    return checked === undefined ? [] : [{ written, checked }];
  });
  return { judged, stage: { version, desk, ids }, lost: leads.length - judged.length };
}

type Verdict =
  | { readonly kind: 'accepted' | 'unchanged' }
  | { readonly kind: 'withheld'; readonly code: string }
  | { readonly kind: 'refused'; readonly why: string };

/** Sends a lead as an upload does: a create as it is, an update as what differs from the GET. */
function send({ written, checked }: Judged, { version, desk, ids }: Stage): Verdict {
  const { lead } = checked;
  const context = { partnerId, apiVersion: version };
  const id = ids.get(checked.partnerLeadOpportunityId);
  if (id === undefined) return verdictOf('create', { body: createBody(lead, context), version, desk });
  const answer = leadAnswer.parse(desk.call(operations[version].get, { id }).body);
  const comparison = compareLead({
    sheet: lead,
    remote: remoteLead(answer, id),
    lastSent: written.held === 'known' ? before(checked.partnerLeadOpportunityId) : null,
    lists: 'replace',
    apiVersion: version,
  });
  if (comparison.blocked !== null) return { kind: 'withheld', code: comparison.blocked.code };
  if (comparison.update === null) return { kind: 'unchanged' };
  return verdictOf('update', { body: updateBody(comparison.update, context), version, desk, id });
}

interface Sent {
  readonly body: unknown;
  readonly version: ApiVersion;
  readonly desk: SandboxDesk;
  readonly id?: string;
}

function verdictOf(kind: 'create' | 'update', { body, version, desk, id = '' }: Sent): Verdict {
  const validate = schemas[version][kind];
  if (!validate(JSON.parse(JSON.stringify(body)))) {
    return { kind: 'refused', why: `schema: ${ajv.errorsText(validate.errors)}` };
  }
  const { status, body: answered } = desk.call(operations[version][kind], { id, body });
  if (status === 200 || status === 201) return { kind: 'accepted' };
  return { kind: 'refused', why: `sandbox: ${status} ${JSON.stringify(answered)}` };
}

/** The request that somebody would send who believes every cell: what the checks could not read goes out as it was written. */
function believed({ written, checked }: Judged, version: ApiVersion): unknown {
  const { lead } = checked;
  const parts = new Map<string, Map<number, Record<string, unknown>>>();
  let partner: string = partnerId;
  for (const { label, field, item } of writtenColumns) {
    const cell = written.cells[label] ?? '';
    if (cellText(cell).trim() === '' || field.readOnly || !field.versions.includes(version)) continue;
    if (field.part === 'identity') {
      partner = cellText(cell);
      continue;
    }
    const items = parts.get(field.part) ?? new Map<number, Record<string, unknown>>();
    const values = items.get(item ?? 0) ?? {};
    parts.set(field.part, items.set(item ?? 0, values));
    const index = [...items.keys()].indexOf(item ?? 0);
    const value = sentValue(field, readValue(lead, field, index));
    if (value !== '') values[field.name] = value ?? cellText(cell).trim();
  }
  const list = (part: ListPart) => (parts.has(part) ? [...(parts.get(part)?.values() ?? [])] : undefined);
  return {
    partnerId: partner,
    leadOpportunity: {
      ...parts.get('leadOpportunity')?.get(0),
      partnerLeadOpportunityId: checked.partnerLeadOpportunityId,
    },
    customerLegalEntity: parts.get('customerLegalEntity')?.get(0),
    ...Object.fromEntries(listParts.map((part) => [part, list(part)])),
  };
}

function readValue(lead: CheckedLead['lead'], field: Field, index: number): FieldValue | undefined {
  const values: Readonly<Record<string, readonly (PartValues | null)[] | null>> = {
    leadOpportunity: [lead.leadOpportunity],
    customerLegalEntity: [lead.customerLegalEntity],
    offerLines: lead.offerLines,
    customerContacts: lead.customerContacts,
    partnerContacts: lead.partnerContacts,
  };
  return values[field.part]?.[index]?.[field.name];
}

function sentValue(field: Field, value: FieldValue | undefined): FieldValue | undefined {
  return field.type === 'date' && typeof value === 'string' ? `${value}T00:00:00.000Z` : value;
}

// The checks know more than a request shows: what the spreadsheet has done to a value, and what people mean by one.
const beyondTheContract: ReadonlySet<string> = new Set([
  'CELL_ERROR',
  'CELL_TYPE_WRONG',
  'CLEAR_REFUSED',
  'CURRENCY_INVALID',
  'DATES_REVERSED',
  'EMAIL_INVALID',
  'ID_DAMAGED',
  'TEXT_DAMAGED',
]);
/** What only the plan can tell, since it depends on what 3DS holds: a site id that differs there, and lists that it may not send. */
function isThePlansToTell(code: string, { lead, issues }: CheckedLead): boolean {
  if (code === 'CUSTOMER_INCOMPLETE') {
    const isSiteAlone = Object.keys(lead.customerLegalEntity ?? {}).join() === 'id';
    return isSiteAlone || issues.some((issue) => issue.code === 'CUSTOMER_PARTIAL');
  }
  const types = lead.offerLines?.map((line) => line['revenueType']) ?? [];
  return (
    code === 'REVENUE_TYPE_BLOCKED' && types.some((type) => type === 'SUPPORT_SERVICES' || type === 'SxC')
  );
}

const batch = 50;
const seed = 20_261_121;

describe('10,000 random leads', () => {
  it.each(combinations)(
    'in $version with --mode $mode: what passes the checks is accepted, what is refused was an error',
    async (combination) => {
      const seen = { accepted: 0, unchanged: 0, withheld: 0, rejected: 0, refusedRightly: 0, lost: 0 };
      const sheets = writtenLeads({ ...combination, faulty: 0.4, count: batch });
      const oneSheet = async (leads: readonly WrittenLead[]): Promise<void> => {
        const { judged, stage, lost } = await judge(leads, combination);
        seen.lost += lost;
        const surprises = judged.flatMap((one) => {
          const surprise = one.checked.rejected ? ofRejected(one, stage) : ofPassed(one, stage);
          return surprise === null ? [] : [{ surprise, cells: one.written.cells, held: one.written.held }];
        });
        expect(surprises).toEqual([]);
      };
      const ofPassed = (one: Judged, stage: Stage): string | null => {
        const verdict = send(one, stage);
        if (verdict.kind === 'refused') return `passed and refused: ${verdict.why}`;
        seen[verdict.kind] += 1;
        if (verdict.kind !== 'withheld' || isThePlansToTell(verdict.code, one.checked)) return null;
        return `passed and withheld: ${verdict.code}`;
      };
      const ofRejected = (one: Judged, { version, desk, ids }: Stage): string | null => {
        seen.rejected += 1;
        const errors = one.checked.issues.filter(({ severity }) => severity === 'error');
        const codes = errors.map(({ code }) => code);
        if (!one.written.isFaulty) return `rejected without a fault: ${codes.join()}`;
        const id = ids.get(one.checked.partnerLeadOpportunityId);
        const body = believed(one, version);
        const verdict = verdictOf(id === undefined ? 'create' : 'update', {
          body,
          version,
          desk,
          id: id ?? '',
        });
        if (verdict.kind === 'refused') seen.refusedRightly += 1;
        if (verdict.kind === 'refused' || codes.some((code) => beyondTheContract.has(code))) return null;
        return `rejected, and 3DS would take it: ${codes.join()}`;
      };
      const numRuns = 34;
      await fc.assert(fc.asyncProperty(sheets, oneSheet), { seed, numRuns, endOnFailure: true });
      expect(seen.accepted + seen.unchanged + seen.withheld + seen.rejected + seen.lost).toBe(
        numRuns * batch,
      );
      expect(seen.lost).toBe(0);
      expect(seen.accepted).toBeGreaterThan(numRuns * batch * 0.5);
      expect(seen.refusedRightly).toBeGreaterThan(numRuns * batch * 0.05);
    },
  );
});
