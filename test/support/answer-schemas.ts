import { z } from 'zod';

/** What `--json` of each verb holds at least. Keys may be added, none is renamed or dropped. */
const text = z.string();
const maybe = text.nullable();
const count = z.int().min(0);
const status = z.enum(['done', 'failed', 'unknown', 'unsent']);
const action = z.enum(['create', 'update', 'unchanged', 'conflict', 'blocked']);

const severity = z.enum(['error', 'warning', 'info']);

const issue = z.looseObject({
  code: text,
  severity,
  source: text,
  sheet: maybe,
  row: z.int().nullable(),
  column: maybe,
  header: maybe,
  field: maybe,
  value: maybe,
  message: text,
  hint: maybe,
  suggestion: maybe,
});

const failure = z.looseObject({ code: text, message: text, next: text });
const remark = z.looseObject({ code: text, message: text });
const conflict = z.looseObject({ field: text, mine: z.unknown(), base: z.unknown(), theirs: z.unknown() });
const leadRemark = remark.extend({ partnerLeadOpportunityId: text });
const readBack = z.looseObject({
  partnerLeadOpportunityId: text,
  field: text,
  sent: z.unknown(),
  held: z.unknown(),
});
const change = z.looseObject({ field: text, from: z.unknown(), to: z.unknown() });

const typedCell = z.union([
  z.looseObject({ kind: z.literal('number'), digits: text }),
  z.looseObject({ kind: z.literal('date'), iso: text }),
  z.looseObject({ kind: z.literal('boolean'), value: z.boolean() }),
  z.looseObject({ kind: z.literal('error'), error: text }),
  z.looseObject({ kind: z.literal('formula-without-value'), formula: text }),
]);

const validation = z.looseObject({
  file: text,
  layout: z.literal([1, 2, 3]),
  rows: count,
  inLeads: count,
  inNone: count,
  leads: z.looseObject({ total: count, valid: count, rejected: count }),
  fileErrors: count,
  issueCounts: z.looseObject({ error: count, warning: count, info: count, byCode: z.record(text, count) }),
  summary: z.array(z.looseObject({ severity, code: text, title: text, count, first: count })),
  hidden: z.array(z.looseObject({ by: z.enum(['ignore', 'severity', 'only']), severity, count })),
  issues: z.array(issue),
  issuesLeftOut: count,
  files: z.array(text),
  split: z.looseObject({ valid: text, rejected: text }).nullable(),
});

const uploadedLead = z.looseObject({
  partnerLeadOpportunityId: text,
  dsLeadOpportunityId: maybe,
  status,
  action: action.nullable(),
  code: maybe,
  message: maybe,
  traceId: maybe,
});

const statusCounts = z.looseObject({ done: count, failed: count, unknown: count, unsent: count });

const upload = z.looseObject({
  run: maybe,
  server: text,
  partnerId: text,
  dryRun: z.boolean(),
  counts: statusCounts,
  actions: z.looseObject({ create: count, update: count, unchanged: count }),
  rows: z.looseObject({ inLeads: count, inNone: count }),
  leads: z.array(uploadedLead),
  files: z.array(text),
  error: failure.nullable(),
  resumable: z.boolean(),
  readBack: z.array(readBack),
  warnings: z.array(leadRemark),
  validation: validation.nullable(),
});

const unread = z.looseObject({ dsLeadOpportunityId: text, code: text, message: text, traceId: maybe });
const totals = z.looseObject({
  leads: count,
  withoutAmount: count,
  amount: z.string().regex(/^-?\d+\.\d{2,}$/),
});
const line = totals.extend({ code: maybe, label: text });
const phases = z.looseObject({ open: totals, won: totals, lost: totals, other: totals });
const phaseLine = phases.extend({ code: maybe, label: text, weighted: text });
const flow = z.looseObject({ leads: z.int(), amount: text });
const changesPoint = z.looseObject({
  kind: z.enum(['file', 'run', 'ledger']),
  name: text,
  asOf: maybe,
  lastReading: maybe,
});
const changedLead = z.looseObject({
  dsLeadOpportunityId: maybe,
  partnerLeadOpportunityId: maybe,
  name: maybe,
  owner: maybe,
  customer: maybe,
  stage: maybe,
  closeDate: maybe,
  currency: maybe,
  amount: maybe,
});
const changedValue = changedLead.extend({ from: maybe, to: maybe });
const leadLine = z.looseObject({
  partnerLeadOpportunityId: maybe,
  dsLeadOpportunityId: text,
  name: maybe,
  customer: maybe,
  owner: maybe,
  stage: maybe,
  forecastCategory: text,
  closeDate: maybe,
  modified: maybe,
  nextMilestone: maybe,
  nextMilestoneDate: maybe,
  currency: maybe,
  amount: maybe,
});
const currencyFigures = {
  currency: maybe,
  total: totals,
  phases,
  weighted: text,
  byStage: z.array(line.extend({ probability: z.number(), weighted: text })),
  byForecastCategory: z.array(line),
  byOwner: z.array(phaseLine),
  byCountry: z.array(phaseLine),
  byOffer: z.array(phaseLine),
  byCloseMonth: z.array(phaseLine.extend({ openByForecastCategory: z.array(line) })),
  byCloseQuarter: z.array(phaseLine),
  byAge: z.array(phaseLine),
};

const run = z.looseObject({
  run: text,
  file: text,
  out: text,
  startedAt: text,
  endedAt: maybe,
  counts: statusCounts,
  rows: z.looseObject({ inLeads: count, inNone: count }),
  resumable: z.boolean(),
  kind: z.enum(['upload', 'claim', 'retry', 'undo']),
  ofRun: maybe,
});

const fieldTally = z.looseObject({ field: text, label: text, leads: count });

const sheetDifference = z.looseObject({
  same: count,
  changed: z.array(text),
  changedSinceDone: z.array(text),
  changedWhileOpen: z.array(text),
  added: z.array(text),
  gone: z.array(text),
  restored: z.array(text),
});

const evidence = z.looseObject({
  kind: z.enum(['dates', 'decimal']),
  decision: maybe,
  provenBy: z.array(z.int()),
  text,
});

const references = z.looseObject({
  kind: z.enum(['catalogue', 'offers', 'competitors']),
  entries: count,
  file: maybe,
  savedAt: text,
});
const referenceColumn = z.looseObject({ column: text, header: text });

/** By the name under which the schema is published. */
export const answerSchemas = {
  inspect: z.looseObject({
    file: text,
    format: z.enum(['csv', 'xlsx']),
    charset: maybe,
    charsetConfidence: z.number().min(0).max(1).nullable(),
    delimiter: maybe,
    quote: maybe,
    dateSystem: z.literal([1900, 1904]).nullable(),
    headerRow: count,
    layout: z.literal([1, 2, 3]).nullable(),
    sheets: z.array(text),
    columns: z.array(
      z.looseObject({
        sheet: maybe,
        column: text,
        header: text,
        field: maybe,
        score: z.number(),
        reason: text,
        use: text,
        evidence: evidence.nullable(),
      }),
    ),
    preset: maybe,
    unmapped: z.array(text),
    notes: z.array(issue),
    rows: z.array(
      z.looseObject({
        sheet: maybe,
        row: z.int(),
        cells: z.array(z.union([text, typedCell])),
        issues: z.array(issue),
      }),
    ),
  }),
  map: z.looseObject({
    file: text,
    mapping: maybe,
    preset: maybe,
    columns: z.array(
      z.looseObject({
        sheet: maybe,
        column: text,
        header: text,
        field: maybe,
        score: z.number(),
        reason: text,
        use: text,
        suggestion: maybe,
      }),
    ),
    unmapped: z.array(text),
    values: z.array(
      z.looseObject({
        field: text,
        column: text,
        header: text,
        lines: z.array(z.looseObject({ text, rows: count, proposal: maybe, by: maybe })),
        more: count,
      }),
    ),
    text,
  }),
  validate: validation,
  plan: z.looseObject({
    file: text,
    server: text,
    partnerId: text,
    counts: z.looseObject({
      create: count,
      update: count,
      unchanged: count,
      conflict: count,
      blocked: count,
    }),
    unclaimed: z.looseObject({ found: count, read: count }).nullable(),
    budget: z.looseObject({
      searches: count,
      reads: count,
      writes: count,
      readBacks: count,
      requests: count,
      seconds: count,
    }),
    leads: z.array(
      z.looseObject({
        partnerLeadOpportunityId: text,
        dsLeadOpportunityId: maybe,
        action,
        changes: z.array(change),
        code: maybe,
        message: maybe,
        notComparable: z.array(text),
        conflicts: z.array(conflict),
        keptAt3ds: z.array(conflict),
        warnings: z.array(remark),
        modifiedDate: maybe,
      }),
    ),
    validation,
    files: z.array(text),
  }),
  upload,
  resume: upload.extend({ difference: sheetDifference.optional() }),
  retry: upload,
  undo: upload.extend({
    ofRun: text,
    created: z.array(z.looseObject({ partnerLeadOpportunityId: text, dsLeadOpportunityId: text })),
  }),
  forget: z.looseObject({
    dryRun: z.boolean(),
    erased: z.looseObject({ leads: count, rows: count, lastSent: count, copies: count }),
    leads: z.array(text),
    runs: z.array(z.looseObject({ run: text, out: text, outExists: z.boolean() })),
    unfinished: z.array(text),
    overwritten: z.boolean(),
    outOfReach: z.array(text),
  }),
  runs: z.looseObject({ runs: z.array(run) }),
  run: run.extend({ leads: z.array(uploadedLead) }),
  'export-leads': z.looseObject({
    server: text,
    partnerId: text,
    counts: z.looseObject({
      ...{ found: count, fetched: count, outOfScope: count, failed: count, written: count },
    }),
    span: z.looseObject({ from: text, to: maybe }).nullable(),
    resumed: z.looseObject({ startedAt: text, fetched: count }).nullable(),
    watermark: z.looseObject({ from: text, until: text }).nullable(),
    files: z.array(text),
    split: z.array(z.looseObject({ value: text, file: text, leads: count })),
    coverage: z.looseObject({
      windows: z.array(
        z.looseObject({
          ...{ from: maybe, to: maybe, found: count, newIds: count, searchedAt: text },
          ...{ fetched: count, outOfScope: count, failed: count },
        }),
      ),
      ids: count,
      fetched: count,
      outOfScope: z.array(unread),
      failed: z.array(unread),
      notYetRead: count,
      partnerIdsNotFound: z.array(text),
    }),
  }),
  'export-portfolio': z.looseObject({
    server: text,
    counts: z.looseObject({ items: count, orderable: count }),
    files: z.array(text),
    coverage: z.looseObject({ estimatedTotal: count, pages: count, readings: count }),
    changes: z
      .looseObject({
        since: text,
        items: z.array(z.looseObject({ change: text, salesPortfolioId: text, name: text, was: maybe })),
      })
      .nullable(),
  }),
  claim: upload.extend({
    claims: z.array(uploadedLead.extend({ name: maybe, otherEdits: z.array(text) })),
    blank: count,
  }),
  compare: z.looseObject({
    file: text,
    server: text,
    partnerId: text,
    comparedAt: text,
    span: z.looseObject({ since: text, until: maybe }),
    knownLookedFor: z.boolean(),
    counts: z.looseObject({
      differs: count,
      onlyInSheet: count,
      onlyAt3ds: count,
      unclear: count,
      equal: count,
    }),
    rows: z.looseObject({ inLeads: count, inNone: count }),
    sheetErrors: count,
    fields: z.array(fieldTally),
    notComparable: z.array(fieldTally),
    leads: z.array(
      z.looseObject({
        state: z.enum(['differs', 'onlyInSheet', 'onlyAt3ds', 'unclear']),
        partnerLeadOpportunityId: maybe,
        dsLeadOpportunityId: maybe,
        name: maybe,
        status: maybe,
        closeDate: maybe,
        currency: maybe,
        amount: maybe,
        modifiedDate: maybe,
        origin: z.looseObject({ sheet: maybe, row: count }).nullable(),
        differences: z.array(change.extend({ label: text })),
        notComparable: z.array(text),
        code: maybe,
        message: maybe,
      }),
    ),
    files: z.array(text),
  }),
  'report-pipeline': z.looseObject({
    report: z.literal('pipeline'),
    asOf: text,
    madeAt: text,
    source: z.looseObject({ origin: text, criteria: z.record(text, text) }),
    coverage: z.looseObject({ counted: count, unclaimed: count, outOfScope: count, failed: count }),
    settings: z.looseObject({ probabilities: z.record(text, z.number()), staleDays: count, top: count }),
    currencies: z.array(z.looseObject({ ...currencyFigures, topOpen: z.array(leadLine) })),
    converted: z
      .looseObject({
        ...currencyFigures,
        topOpen: z.array(leadLine.extend({ converted: text })),
        rates: z.array(z.looseObject({ currency: text, rate: text, source: text, date: text })),
        unconverted: z.array(z.looseObject({ currency: maybe, leads: count })),
      })
      .nullable(),
    overdue: z.array(leadLine.extend({ days: count })),
    milestones: z.array(leadLine.extend({ problem: z.enum(['missing', 'undated', 'passed']) })),
    stale: z.array(leadLine.extend({ days: count })),
    quality: z
      .looseObject({
        leadsChecked: count,
        leadsWithIssues: count,
        byCode: z.array(
          z.looseObject({
            code: text,
            severity: z.enum(['error', 'warning', 'info']),
            title: text,
            issues: count,
            leads: count,
            examples: z.array(text),
          }),
        ),
      })
      .nullable(),
    notes: z.array(text),
    files: z.array(text),
  }),
  'report-changes': z.looseObject({
    report: z.literal('changes'),
    origin: maybe,
    from: changesPoint,
    to: changesPoint,
    cautions: z.array(text),
    leads: z.looseObject({ before: count, after: count, kept: count, unchanged: count, repeated: count }),
    waterfalls: z.array(
      z.looseObject({
        currency: maybe,
        start: flow,
        steps: z.looseObject({ new: flow, up: flow, down: flow, won: flow, lost: flow, other: flow }),
        end: flow,
        other: z.looseObject({ reopened: flow, appeared: flow, gone: flow, currency: flow, stage: flow }),
      }),
    ),
    moves: z.array(z.looseObject({ from: maybe, to: maybe, leads: count, fromLabel: text, toLabel: text })),
    changes: z.looseObject({
      won: z.array(changedValue),
      lost: z.array(changedValue),
      new: z.array(changedLead),
      moved: z.array(changedValue),
      slipped: z.array(changedValue.extend({ days: z.int() })),
      pulledIn: z.array(changedValue.extend({ days: z.int() })),
      amountUp: z.array(changedValue),
      amountDown: z.array(changedValue),
      currencyChanged: z.array(changedValue),
      ownerChanged: z.array(changedValue),
      reopened: z.array(changedValue),
      appeared: z.array(changedLead),
      gone: z.array(changedLead),
    }),
    files: z.array(text),
  }),
  template: z.looseObject({
    files: z.array(text),
    layout: z.literal([1, 2, 3]),
    language: z.literal(['en', 'de', 'fr', 'ja']),
    portfolioItems: count,
    leads: count,
    rejected: count,
    inNone: count,
  }),
  explain: z.looseObject({
    code: text,
    kind: z.enum(['issue', 'error']),
    severity: maybe,
    title: text,
    explanation: text,
    remedy: text,
    example: maybe,
  }),
  'refs-add': z.looseObject({
    server: text,
    partnerId: text,
    kind: z.enum(['offers', 'competitors']),
    file: text,
    sheet: maybe,
    column: referenceColumn,
    names: z.array(referenceColumn),
    entries: count,
    skippedRows: count,
    examples: z.array(text),
    replaced: references.nullable(),
  }),
  'refs-list': z.looseObject({ server: text, partnerId: text, lists: z.array(references) }),
  'refs-remove': z.looseObject({ server: text, partnerId: text, removed: references.nullable() }),
  doctor: z.looseObject({
    ok: z.boolean(),
    checks: z.array(z.looseObject({ name: text, ok: z.boolean(), found: text, next: maybe })),
    failure: failure.nullable(),
  }),
  sandbox: z.looseObject({ url: text }),
  failure: z.looseObject({ error: failure }),
} as const satisfies Record<string, z.ZodType>;
