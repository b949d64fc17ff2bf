import type { Operations } from '../../../src/cli/command.js';
import {
  type ClaimReport,
  type ComparedLead,
  type CompareResult,
  errorCatalogue,
  type ForgetResult,
  type Issue,
  issueCatalogue,
  type MapResult,
} from '../../../src/index.js';
import { changes } from './fake-changes.js';

export const issue: Issue = {
  code: 'DATE_INVALID',
  severity: 'error',
  source: 'leads.xlsx',
  sheet: 'Leads',
  row: 17,
  column: 'F',
  header: 'Close date',
  field: 'leadOpportunity.closeDate',
  value: '31.02.2026',
  message: 'expected a date as YYYY-MM-DD, found "31.02.2026".',
  hint: 'Write the date as YYYY-MM-DD.',
  suggestion: null,
};

export const validation = {
  file: 'leads.xlsx',
  layout: 3,
  rows: 62,
  inLeads: 60,
  inNone: 2,
  leads: { total: 60, valid: 59, rejected: 1 },
  fileErrors: 0,
  issueCounts: { error: 1, warning: 0, info: 0, byCode: { DATE_INVALID: 1 } },
  summary: [
    {
      severity: 'error',
      code: 'DATE_INVALID',
      title: issueCatalogue.DATE_INVALID.title,
      count: 1,
      first: 0,
    },
  ],
  hidden: [],
  issues: [issue],
  issuesLeftOut: 0,
  files: [],
  split: null,
} as const;

export const cleanValidation = {
  ...validation,
  inNone: 0,
  rows: 60,
  leads: { total: 60, valid: 60, rejected: 0 },
  issueCounts: { error: 0, warning: 0, info: 0, byCode: {} },
  summary: [],
  issues: [],
} as const;

export const inspection = {
  file: 'leads.csv',
  format: 'csv',
  charset: 'utf-8',
  charsetConfidence: 1,
  delimiter: ';',
  quote: '"',
  dateSystem: null,
  headerRow: 1,
  layout: 2,
  sheets: [],
  columns: [
    {
      sheet: null,
      column: 'A',
      header: 'Lead name',
      field: 'name',
      score: 1,
      reason: 'label',
      use: 'used',
      evidence: null,
    },
    {
      sheet: null,
      column: 'B',
      header: 'Region',
      field: null,
      score: 0,
      reason: 'no name is near',
      use: 'unknown',
      evidence: null,
    },
  ],
  preset: null,
  unmapped: ['Region'],
  notes: [],
  rows: [],
} as const;

const server = 'http://127.0.0.1:4010';
const partnerId = '200000000014442';

export const plan = {
  file: 'leads.xlsx',
  server,
  partnerId,
  counts: { create: 1, update: 1, unchanged: 1, conflict: 0, blocked: 0 },
  unclaimed: null,
  budget: { searches: 1, reads: 2, writes: 2, readBacks: 2, requests: 7, seconds: 1 },
  leads: [
    plannedLead('A-1', { action: 'create' }),
    plannedLead('A-2', {
      action: 'update',
      dsLeadOpportunityId: '77',
      changes: [
        { field: 'name', from: 'Old name', to: 'New name' },
        { field: 'leadOpportunity.competitors', from: null, to: ['ACME', 'Globex'] },
      ],
    }),
    plannedLead('A-3', { action: 'unchanged', dsLeadOpportunityId: '78' }),
  ],
  validation: cleanValidation,
  files: [],
} as const;

interface Planned {
  readonly action: 'create' | 'update' | 'unchanged' | 'conflict' | 'blocked';
  readonly dsLeadOpportunityId?: string;
  readonly changes?: readonly { field: string; from: unknown; to: unknown }[];
  readonly code?: string;
  readonly message?: string;
}

export function plannedLead(partnerLeadOpportunityId: string, planned: Planned) {
  return {
    partnerLeadOpportunityId,
    dsLeadOpportunityId: planned.dsLeadOpportunityId ?? null,
    action: planned.action,
    changes: planned.changes ?? [],
    conflicts: [],
    keptAt3ds: [],
    warnings: [],
    modifiedDate: null,
    code: planned.code ?? null,
    message: planned.message ?? null,
    notComparable: [],
  };
}

interface Uploaded {
  readonly status: 'done' | 'failed' | 'unknown' | 'unsent';
  readonly action?: Planned['action'];
  readonly dsLeadOpportunityId?: string;
  readonly code?: string;
  readonly message?: string;
}

export function uploadedLead(partnerLeadOpportunityId: string, uploaded: Uploaded) {
  return {
    partnerLeadOpportunityId,
    dsLeadOpportunityId: uploaded.dsLeadOpportunityId ?? null,
    status: uploaded.status,
    action: uploaded.action ?? null,
    code: uploaded.code ?? null,
    message: uploaded.message ?? null,
    traceId: null,
  };
}

export const report = {
  run: 'R1',
  server,
  partnerId,
  dryRun: false,
  counts: { done: 2, failed: 0, unknown: 0, unsent: 0 },
  actions: { create: 1, update: 0, unchanged: 1 },
  rows: { inLeads: 2, inNone: 0 },
  leads: [
    uploadedLead('A-1', { status: 'done', action: 'create', dsLeadOpportunityId: '100' }),
    uploadedLead('A-2', { status: 'done', action: 'unchanged', dsLeadOpportunityId: '77' }),
  ],
  files: ['leadferry-R1/results.xlsx'],
  error: null,
  resumable: false,
  readBack: [],
  warnings: [],
  validation: cleanValidation,
  requests: null,
};

export const runRecord = {
  run: 'R1',
  file: 'leads.xlsx',
  out: 'leadferry-R1',
  mode: 'upsert',
  lists: 'keep',
  apiVersion: 'v1',
  onConflict: 'skip',
  unclaimed: 'off',
  planHash: null,
  kind: 'upload',
  ofRun: null,
  writeBack: null,
  startedAt: '2026-03-01T08:00:00.000Z',
  endedAt: null,
  counts: { done: 1, failed: 0, unknown: 0, unsent: 1 },
  rows: { inLeads: 2, inNone: 0 },
  resumable: true,
} as const;

const totals = { leads: 1, withoutAmount: 0, amount: '10.00' };

export const pipeline = {
  report: {
    report: 'pipeline',
    asOf: '2026-03-01',
    madeAt: '2026-03-01T08:00:00.000Z',
    source: { origin: server, criteria: {} },
    coverage: { counted: 1, unclaimed: 0, outOfScope: 0, failed: 0 },
    settings: { probabilities: { VALIDATED: 50 }, staleDays: 30, top: 20 },
    currencies: [
      {
        currency: 'EUR',
        total: totals,
        phases: { open: totals, won: totals, lost: totals, other: totals },
        weighted: '0.00',
        byStage: [],
        byForecastCategory: [],
        byOwner: [],
        byCountry: [],
        byOffer: [],
        byCloseMonth: [],
        byCloseQuarter: [],
        byAge: [],
        topOpen: [],
      },
    ],
    converted: null,
    overdue: [],
    milestones: [],
    stale: [],
    quality: { leadsChecked: 1, leadsWithIssues: 0, byCode: [] },
    notes: [],
  },
  markdown: '# Pipeline\n\n| Stage | Leads |\n',
  files: ['report.md'],
} as const;

/** What an export answers beside its counts and files. */
export const exported = {
  span: null,
  resumed: null,
  watermark: null,
  split: [],
  coverage: {
    ...{ windows: [], ids: 3, fetched: 2, outOfScope: [], failed: [], notYetRead: 0 },
    partnerIdsNotFound: [],
  },
};

export const claimed: ClaimReport = {
  ...report,
  validation: null,
  actions: { create: 0, update: 1, unchanged: 1 },
  leads: [
    uploadedLead('A-1', { status: 'done', action: 'update', dsLeadOpportunityId: '100' }),
    uploadedLead('A-2', { status: 'done', action: 'unchanged', dsLeadOpportunityId: '77' }),
  ],
  claims: [
    {
      ...uploadedLead('A-1', { status: 'done', action: 'update', dsLeadOpportunityId: '100' }),
      name: 'Marketing lead',
      otherEdits: ['Close date'],
    },
    {
      ...uploadedLead('A-2', { status: 'done', action: 'unchanged', dsLeadOpportunityId: '77' }),
      name: null,
      otherEdits: [],
    },
  ],
  blank: 3,
};

export const comparison: CompareResult = {
  file: 'leads.xlsx',
  server,
  partnerId,
  comparedAt: '2026-03-01T08:00:00.000Z',
  span: { since: '2025-03-01T08:00:00.000Z', until: null },
  knownLookedFor: false,
  counts: { differs: 1, onlyInSheet: 1, onlyAt3ds: 1, unclear: 0, equal: 7 },
  rows: { inLeads: 9, inNone: 1 },
  sheetErrors: 0,
  fields: [{ field: 'leadOpportunity.name', label: 'Lead name', leads: 1 }],
  notComparable: [],
  leads: [
    comparedLead('A-1', {
      state: 'differs',
      dsLeadOpportunityId: '77',
      origin: { sheet: 'Leads', row: 2 },
      differences: [
        { field: 'leadOpportunity.name', label: 'Lead name', from: 'Old name', to: 'New name' },
        { field: 'offerLines', label: 'Offer lines', from: { offerNameId: 'CLASS00002' }, to: null },
        { field: 'leadOpportunity.nextMilestone', label: 'Next milestone', from: null, to: 'Call' },
      ],
    }),
    comparedLead('A-2', { state: 'onlyInSheet', name: 'New business', origin: { sheet: 'Leads', row: 3 } }),
    comparedLead(null, {
      state: 'onlyAt3ds',
      dsLeadOpportunityId: '78',
      name: 'Marketing lead',
      status: 'LEAD_OPEN',
      closeDate: '2026-09-30',
      currency: 'EUR',
      amount: '13800.00',
    }),
  ],
  requests: {
    total: 3,
    retries: 0,
    refusedForRate: 0,
    unanswered: 0,
    serverClockAheadSeconds: null,
    latencyMs: {},
    rate: { seconds: 1, requests: [3] },
  },
  files: [],
};

export function comparedLead(
  partnerLeadOpportunityId: string | null,
  lead: Partial<ComparedLead> & Pick<ComparedLead, 'state'>,
): ComparedLead {
  return {
    partnerLeadOpportunityId,
    dsLeadOpportunityId: null,
    name: null,
    status: null,
    closeDate: null,
    currency: null,
    amount: null,
    modifiedDate: null,
    origin: null,
    differences: [],
    notComparable: [],
    code: null,
    message: null,
    ...lead,
  };
}

export const mapping: MapResult = {
  file: 'leads.csv',
  mapping: 'mapping.yaml',
  preset: 'salesforce',
  columns: [],
  unmapped: ['Region'],
  values: [
    {
      field: 'leadOpportunity.status',
      column: 'C',
      header: 'Stage',
      lines: [{ text: 'Negotiation', rows: 2, proposal: 'ESTABLISHED', by: 'preset' }],
      more: 0,
    },
  ],
  text: 'columns:\n',
};

export interface FakeApi extends Operations {
  /** Every call: the operation's name and what it was given, without signal, progress and the other functions. */
  readonly calls: readonly (readonly unknown[])[];
}

export const forgotten: ForgetResult = {
  dryRun: false,
  erased: { leads: 2, rows: 3, lastSent: 1, copies: 4 },
  leads: ['A-1', 'A-2'],
  runs: [{ run: 'R1', out: 'leadferry-R1', outExists: true }],
  unfinished: ['R1'],
  overwritten: true,
  outOfReach: ['the results in leadferry-R1', '3DS itself'],
};

/** Operations that answer at once with small results; single ones can be replaced. */
export function createFakeApi(replaced: Partial<Operations> = {}): FakeApi {
  const calls: unknown[][] = [];
  const answer =
    <R>(name: string, result: R) =>
    (...given: readonly unknown[]): Promise<R> => {
      calls.push([name, ...given.map(recorded)]);
      return Promise.resolve(result);
    };
  return {
    inspectFile: answer('inspectFile', inspection),
    mapColumns: answer('mapColumns', mapping),
    validateFile: answer('validateFile', cleanValidation),
    planUpload: answer('planUpload', plan),
    upload: answer('upload', report),
    uploadPlan: answer('uploadPlan', report),
    resume: answer('resume', { ...report, validation: null }),
    retry: answer('retry', { ...report, validation: null }),
    undo: answer('undo', {
      ...report,
      validation: null,
      ofRun: 'R0',
      created: [{ partnerLeadOpportunityId: 'A-9', dsLeadOpportunityId: 'DS-9' }],
    }),
    forget: answer('forget', forgotten),
    listRuns: answer('listRuns', [runRecord]),
    showRun: answer('showRun', { ...runRecord, leads: report.leads }),
    exportLeads: answer('exportLeads', {
      server,
      partnerId,
      ...exported,
      counts: { found: 3, fetched: 2, outOfScope: 1, failed: 0, written: 2 },
      files: ['leads.xlsx'],
    }),
    exportPortfolio: answer('exportPortfolio', {
      server,
      counts: { items: 3000, orderable: 2900 },
      files: ['portfolio.xlsx'],
      coverage: { estimatedTotal: 3000, pages: 30, readings: 1 },
      changes: null,
    }),
    claimLeads: answer('claimLeads', claimed),
    compareFile: answer('compareFile', comparison),
    pipelineReport: answer('pipelineReport', pipeline),
    changesReport: answer('changesReport', changes),
    writeTemplate: answer('writeTemplate', {
      files: ['sheet.xlsx'],
      layout: 3,
      language: 'en',
      portfolioItems: 0,
      leads: 0,
      rejected: 0,
      inNone: 0,
    }),
    addReferences: answer('addReferences', {
      server,
      partnerId,
      kind: 'competitors',
      file: 'competitors.csv',
      sheet: null,
      column: { column: 'A', header: 'Competitor' },
      names: [],
      entries: 12,
      skippedRows: 1,
      examples: ['Globex', 'Initech'],
      replaced: { kind: 'competitors', entries: 11, file: 'old.csv', savedAt: '2026-01-02T08:00:00.000Z' },
    }),
    listReferences: answer('listReferences', {
      server,
      partnerId,
      lists: [{ kind: 'offers', entries: 214, file: 'offers.xlsx', savedAt: '2026-01-02T08:00:00.000Z' }],
    }),
    removeReferences: answer('removeReferences', { server, partnerId, removed: null }),
    doctor: answer('doctor', {
      ok: true,
      checks: [{ name: 'API key', ok: true, found: 'set in the environment', next: null }],
      failure: null,
    }),
    explainCode: answer('explainCode', {
      code: 'DATE_INVALID',
      kind: 'issue',
      severity: 'error',
      title: issueCatalogue.DATE_INVALID.title,
      explanation: 'Dates are never guessed.',
      remedy: 'Write YYYY-MM-DD.',
      example: '31.02.2026',
    }),
    listCodes: answer('listCodes', [
      { code: 'USAGE', kind: 'error', severity: null, title: errorCatalogue.USAGE.title },
    ]),
    startSandbox: answer('startSandbox', {
      url: server,
      requests: [],
      clearRequests: () => undefined,
      leads: () => [],
      counts: () => ({
        requests: { create: 0, update: 0, read: 0, search: 0, portfolio: 0, other: 0 },
        created: 0,
        updated: 0,
        faults: 0,
      }),
      countCreates: () => 0,
      countUpdates: () => 0,
      close: () => {
        calls.push(['close']);
        return Promise.resolve();
      },
    }),
    ...replaced,
    calls,
  };
}

/** Options without what every operation takes, and without the flags that were not given. */
function recorded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name, given]) => given !== undefined && name !== 'signal' && typeof given !== 'function',
  );
  return Object.fromEntries(kept);
}
