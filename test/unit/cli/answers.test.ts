import { describe, expect, test } from 'vitest';
import type { Operations } from '../../../src/cli/command.js';
import { main } from '../../../src/cli/main.js';
import type { UploadOptions } from '../../../src/index.js';
import {
  claimed,
  comparedLead,
  comparison,
  createFakeApi,
  exported,
  inspection,
  mapping,
  pipeline,
  plan,
  plannedLead,
  report,
  runRecord,
  uploadedLead,
  validation,
} from './fake-api.js';
import { createFakeIo, type FakeIoOptions } from './fake-io.js';

async function answerTo(line: string, replaced: Partial<Operations> = {}, options: FakeIoOptions = {}) {
  const io = createFakeIo(options);
  const exitCode = await main(line.split(' '), io, createFakeApi(replaced));
  return { exitCode, out: io.out(), err: io.err() };
}

const failure = {
  code: 'SERVER_BUSY',
  message: 'The server refused.',
  next: 'Run `leadferry resume` later.',
} as const;

const mixedReport = {
  ...report,
  counts: { done: 1, failed: 1, unknown: 1, unsent: 2 },
  actions: { create: 1, update: 0, unchanged: 0 },
  leads: [
    uploadedLead('A-1', { status: 'done', action: 'create', dsLeadOpportunityId: '100' }),
    uploadedLead('A-2', { status: 'failed', action: 'update', code: 'REJECTED', message: 'Not orderable' }),
    uploadedLead('A-3', {
      status: 'unknown',
      action: 'create',
      code: 'OUTCOME_UNKNOWN',
      message: 'No answer',
    }),
    uploadedLead('A-4', { status: 'unsent', code: 'DATE_INVALID', message: 'No date' }),
    uploadedLead('A-5', { status: 'unsent', action: 'create', code: 'NOT_REACHED', message: 'Stopped' }),
  ],
  error: failure,
  resumable: true,
};

const claims = [
  { ...uploadedLead('A-1', { status: 'unsent', action: 'update', code: 'NOT_REACHED', message: 'x' }) },
  {
    ...uploadedLead('A-2', {
      status: 'unsent',
      action: 'conflict',
      code: 'LEAD_CLAIMED',
      message: 'Has A-9',
    }),
  },
  { ...uploadedLead('A-3', { status: 'unsent', code: 'DUPLICATE_ID', message: 'Twice' }) },
];

const dryClaim = {
  ...claimed,
  dryRun: true,
  counts: { done: 0, failed: 0, unknown: 0, unsent: 3 },
  actions: { create: 0, update: 0, unchanged: 0 },
  leads: claims,
  claims: claims.map((claim) => ({ ...claim, name: 'Marketing lead', otherEdits: [] })),
  files: [],
};

const refusedClaim = {
  ...dryClaim,
  run: null,
  dryRun: false,
  error: { code: 'SHEET_HAS_ERRORS', message: 'One id is not usable.', next: 'Correct it.' },
} as const;

const equalComparison = {
  ...comparison,
  counts: { differs: 0, onlyInSheet: 0, onlyAt3ds: 0, unclear: 0, equal: 9 },
  rows: { inLeads: 9, inNone: 0 },
  fields: [],
  leads: [],
  files: ['c.xlsx'],
} as const;

const unreadComparison = {
  ...comparison,
  counts: { differs: 0, onlyInSheet: 0, onlyAt3ds: 22, unclear: 1, equal: 8 },
  sheetErrors: 2,
  knownLookedFor: true,
  fields: [],
  notComparable: ['name', 'city', 'country', 'zipCode', 'vatNumber', 'dunsNumber'].map((name, index) => ({
    field: `customerLegalEntity.${name}`,
    label: `Customer ${name}`,
    leads: 9 - index,
  })),
  leads: [
    ...Array.from({ length: 22 }, (_, index) =>
      comparedLead(`B-${index}`, { state: 'onlyAt3ds', name: `Marketing lead ${index}` }),
    ),
    comparedLead(null, {
      state: 'unclear',
      dsLeadOpportunityId: '79',
      code: 'LEAD_UNREADABLE',
      message: 'no answer',
    }),
  ],
} as const;

interface Case {
  readonly what: string;
  readonly line: string;
  readonly exitCode: number;
  readonly replaced?: Partial<Operations>;
}

const cases: readonly Case[] = [
  { what: 'a file and its columns', line: 'inspect leads.csv', exitCode: 0 },
  { what: 'what was claimed', line: 'claim inbox.xlsx --env sandbox', exitCode: 0 },
  {
    what: 'what would be claimed',
    line: 'claim inbox.xlsx --dry-run',
    exitCode: 4,
    replaced: { claimLeads: () => Promise.resolve(dryClaim) },
  },
  {
    what: 'a claim that sends nothing because of its ids',
    line: 'claim inbox.xlsx',
    exitCode: 4,
    replaced: { claimLeads: () => Promise.resolve(refusedClaim) },
  },
  { what: 'a comparison', line: 'compare leads.xlsx --env sandbox', exitCode: 0 },
  {
    what: 'a comparison in which nothing differs',
    line: 'compare leads.xlsx -o c.xlsx --fail-on-difference',
    exitCode: 0,
    replaced: { compareFile: () => Promise.resolve(equalComparison) },
  },
  {
    what: 'a comparison of which some lead could not be read',
    line: 'compare leads.xlsx --fail-on-difference',
    exitCode: 5,
    replaced: { compareFile: () => Promise.resolve(unreadComparison) },
  },
  { what: 'a difference that is to fail', line: 'compare leads.xlsx --fail-on-difference', exitCode: 4 },
  { what: 'a mapping file that was written', line: 'map leads.csv -o mapping.yaml', exitCode: 0 },
  {
    what: 'a mapping file that is shown',
    line: 'map leads.csv',
    exitCode: 0,
    replaced: { mapColumns: (file) => Promise.resolve({ ...mapping, file, mapping: null }) },
  },
  {
    what: 'a workbook that is read whole',
    line: 'inspect leads.xlsx',
    exitCode: 0,
    replaced: {
      inspectFile: () =>
        Promise.resolve({
          ...inspection,
          format: 'xlsx',
          charset: null,
          delimiter: null,
          layout: 3,
          sheets: ['Leads', 'Notes'],
          unmapped: [],
        }),
    },
  },
  { what: 'a sheet without issues', line: 'validate leads.xlsx', exitCode: 0 },
  {
    what: 'a sheet with errors',
    line: 'validate leads.xlsx --report r.xlsx',
    exitCode: 4,
    replaced: { validateFile: () => Promise.resolve({ ...validation, files: ['r.xlsx'] }) },
  },
  { what: 'a plan', line: 'plan leads.xlsx', exitCode: 0 },
  {
    what: 'a plan with conflicts',
    line: 'plan leads.xlsx',
    exitCode: 4,
    replaced: {
      planUpload: () =>
        Promise.resolve({
          ...plan,
          counts: { ...plan.counts, conflict: 1 },
          leads: [
            ...plan.leads,
            plannedLead('A-4', { action: 'conflict', code: 'IDS_DISAGREE', message: 'Two leads' }),
          ],
        }),
    },
  },
  {
    what: 'a plan of a sheet with errors',
    line: 'plan leads.xlsx',
    exitCode: 4,
    replaced: { planUpload: () => Promise.resolve({ ...plan, validation }) },
  },
  {
    what: 'a plan that changes nothing',
    line: 'plan leads.xlsx',
    exitCode: 0,
    replaced: { planUpload: () => Promise.resolve({ ...plan, leads: plan.leads.slice(2) }) },
  },
  { what: 'an upload', line: 'upload leads.xlsx', exitCode: 0 },
  {
    what: 'an upload that stopped early',
    line: 'upload leads.xlsx',
    exitCode: 6,
    replaced: { upload: () => Promise.resolve(mixedReport) },
  },
  {
    what: 'an upload of a sheet with errors',
    line: 'upload leads.xlsx',
    exitCode: 4,
    replaced: {
      upload: () =>
        Promise.resolve({
          ...report,
          run: null,
          counts: { done: 0, failed: 0, unknown: 0, unsent: 60 },
          actions: { create: 0, update: 0, unchanged: 0 },
          leads: [],
          files: [],
          error: { code: 'SHEET_HAS_ERRORS', message: 'leads.xlsx has errors.', next: 'Correct them.' },
          validation,
        }),
    },
  },
  {
    what: 'an upload with unknown outcomes',
    line: 'upload leads.xlsx',
    exitCode: 6,
    replaced: { upload: () => Promise.resolve({ ...mixedReport, error: null }) },
  },
  {
    what: 'a dry run',
    line: 'upload leads.xlsx --dry-run',
    exitCode: 0,
    replaced: { upload: () => Promise.resolve({ ...report, dryRun: true }) },
  },
  { what: 'a resumed run', line: 'resume', exitCode: 0 },
  { what: 'earlier runs', line: 'runs', exitCode: 0 },
  { what: 'no earlier runs', line: 'runs', exitCode: 0, replaced: { listRuns: () => Promise.resolve([]) } },
  { what: 'one run', line: 'runs R1', exitCode: 0 },
  { what: 'exported leads', line: 'export leads -o leads.xlsx', exitCode: 0 },
  { what: 'an exported portfolio', line: 'export portfolio -o p.xlsx', exitCode: 0 },
  { what: 'a pipeline report', line: 'report pipeline -o report.md', exitCode: 0 },
  { what: 'a template', line: 'template -o sheet.xlsx', exitCode: 0 },
  {
    what: 'a template with products',
    line: 'template -o sheet.xlsx',
    exitCode: 0,
    replaced: {
      writeTemplate: () =>
        Promise.resolve({
          files: ['sheet.xlsx'],
          layout: 3,
          language: 'en',
          portfolioItems: 3000,
          leads: 0,
          rejected: 0,
          inNone: 0,
        }),
    },
  },
  { what: 'one code', line: 'explain DATE_INVALID', exitCode: 0 },
  { what: 'all codes', line: 'explain', exitCode: 0 },
  { what: 'a set-up that is well', line: 'doctor', exitCode: 0 },
  {
    what: 'a set-up without a key',
    line: 'doctor',
    exitCode: 3,
    replaced: {
      doctor: () =>
        Promise.resolve({
          ok: false,
          checks: [
            { name: 'settings', ok: true, found: 'server from option', next: null },
            { name: 'API key', ok: false, found: 'none is set', next: 'Set LEADFERRY_API_KEY.' },
          ],
          failure: { code: 'KEY_MISSING', message: 'There is no key.', next: 'Set LEADFERRY_API_KEY.' },
        }),
    },
  },
];

describe('the answer for people', () => {
  test.each(cases)('shows $what', async ({ line, exitCode, replaced = {} }) => {
    const answer = await answerTo(line, replaced);
    expect(answer).toMatchSnapshot();
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.out.trim()).not.toBe('');
  });

  test.each(cases)(
    '--quiet leaves stdout as it is and hints away: $what',
    async ({ line, replaced = {} }) => {
      const loud = await answerTo(line, replaced);
      const quiet = await answerTo(`${line} --quiet`, replaced);
      expect(quiet.out).toBe(loud.out);
      expect(quiet.err).not.toMatch(/^(Next: leadferry|Written:)/m);
    },
  );

  test('is cut to the terminal, and only there', async () => {
    const to = 'x'.repeat(300);
    const wide = {
      planUpload: () =>
        Promise.resolve({
          ...plan,
          leads: [plannedLead('A-2', { action: 'update', changes: [{ field: 'name', from: 'a', to }] })],
        }),
    };
    const piped = await answerTo('plan leads.xlsx', wide);
    expect(piped.out).toContain(to);
    const shown = await answerTo('plan leads.xlsx --no-color', wide, { columns: 80 });
    expect(Math.max(...shown.out.split('\n').map((line) => line.length))).toBe(80);
    expect(shown.out).toContain('x…');
  });

  test('is as wide as usual on a terminal that does not know its width', async () => {
    const unknown = await answerTo('doctor --no-color', {}, { columns: 0 });
    const usual = await answerTo('doctor --no-color', {}, { columns: 80 });
    expect(unknown).toEqual(usual);
  });

  test('has colours on a terminal, unless they are refused', async () => {
    const shown = await answerTo('plan leads.xlsx', {}, { columns: 100 });
    expect(shown.out).toContain('\u001b[');
    for (const refusal of [
      await answerTo('plan leads.xlsx --no-color', {}, { columns: 100 }),
      await answerTo('plan leads.xlsx', {}, { columns: 100, env: { NO_COLOR: '1' } }),
      await answerTo('plan leads.xlsx', {}, { columns: 100, env: { TERM: 'dumb' } }),
      await answerTo('plan leads.xlsx'),
    ]) {
      expect(refusal.out).not.toContain('\u001b[');
    }
  });
});

test('--json=true is --json', async () => {
  const { out } = await answerTo('doctor --json=true');
  expect(JSON.parse(out).ok).toBe(true);
});

describe('--json', () => {
  const documents: readonly (readonly [line: string, document: unknown])[] = [
    ['inspect a', inspection],
    ['plan a', plan],
    ['upload a', report],
    ['resume', { ...report, validation: null }],
    ['runs', { runs: [runRecord] }],
    ['runs R1', { ...runRecord, leads: report.leads }],
    ['report pipeline', { ...pipeline.report, files: pipeline.files }],
    [
      'template -o a',
      {
        ...{ files: ['sheet.xlsx'], layout: 3, language: 'en', portfolioItems: 0 },
        ...{ leads: 0, rejected: 0, inNone: 0 },
      },
    ],
  ];

  test.each(documents)('%s answers with its document and nothing else', async (line, document) => {
    const { out, err, exitCode } = await answerTo(`${line} --json`);
    expect(JSON.parse(out)).toEqual(document);
    expect(err).toBe('');
    expect(exitCode).toBe(0);
  });

  test.each(cases)(
    'gives one document and the same exit code for $what',
    async ({ line, exitCode, replaced = {} }) => {
      const { out, exitCode: found } = await answerTo(`${line} --json`, replaced);
      expect(typeof JSON.parse(out)).toBe('object');
      expect(out.endsWith('}\n')).toBe(true);
      expect(found).toBe(exitCode);
    },
  );

  test('holds the failure within the report of an upload that stopped', async () => {
    const { out, err } = await answerTo('upload a --json', { upload: () => Promise.resolve(mixedReport) });
    expect(JSON.parse(out).error).toEqual(failure);
    expect(err).toBe('');
  });
});

describe('the next command', () => {
  const resumable = { ...report, resumable: true };
  const server = '--env qal --partner-id 007 --config c.yaml';

  test.each([
    [`validate a.csv ${server}`, `leadferry plan a.csv ${server}`],
    ['validate a.csv', 'leadferry plan a.csv --env sandbox'],
    [
      `plan a.csv ${server} --mode create --strict`,
      `leadferry upload a.csv --mode create --strict ${server}`,
    ],
    [`upload a.csv ${server}`, `leadferry resume R1 ${server}`],
    [`resume ${server}`, `leadferry resume R1 ${server}`],
    [`runs ${server}`, `leadferry resume R1 ${server}`],
  ])('after %s is %s', async (line, next) => {
    const { err } = await answerTo(line, {
      upload: () => Promise.resolve(resumable),
      resume: () => Promise.resolve(resumable),
    });
    const words = (text: string): string[] => text.trim().split(' ').toSorted();
    expect(words(err)).toEqual(words(`Next: ${next}`));
  });

  test('after a run that stopped goes on with the same server', async () => {
    const { err } = await answerTo('upload a.csv --env qal', { upload: () => Promise.resolve(mixedReport) });
    expect(err).toMatch(
      /\(SERVER_BUSY\)\nNext: {2}Run `leadferry resume` later\.\nTo go on: leadferry resume R1 --env qal\n$/,
    );
  });

  test('after a plan that changes nothing is none', async () => {
    const counts = { create: 0, update: 0, unchanged: 3, conflict: 0, blocked: 0 };
    const { err } = await answerTo('plan a.csv', { planUpload: () => Promise.resolve({ ...plan, counts }) });
    expect(err).toBe('Next: nothing has to be uploaded.\n');
    const blocked = { ...counts, blocked: 1 };
    const held = await answerTo('plan a.csv', {
      planUpload: () => Promise.resolve({ ...plan, counts: blocked }),
    });
    expect(held.err).toContain('Next: look at the leads above that are blocked or in conflict');
    expect(held.exitCode).toBe(4);
  });
});

describe('the plan of an upload', () => {
  const counts = { create: 2, update: 1, unchanged: 0, conflict: 0, blocked: 0 };
  const warnings = [
    { partnerLeadOpportunityId: 'A-7', code: 'LEAD_LIKE_UNCLAIMED', message: '3DS holds an unclaimed lead' },
  ];
  const uploading = {
    upload: (_file: string, { onPlan }: UploadOptions = {}) => {
      onPlan?.(counts, {
        budget: { searches: 0, reads: 0, writes: 3, readBacks: 3, requests: 6, seconds: 1 },
        warnings,
      });
      return Promise.resolve(report);
    },
  };

  test('is shown before anything is sent', async () => {
    const { err } = await answerTo('upload a', uploading);
    expect(err).toContain('Plan: 2 create, 1 update, 0 unchanged, 0 conflict, 0 blocked');
    expect(err).toContain('6 requests (3 writes, 3 read back), about 1 s from now on');
    expect(err).toContain('Look at A-7: 3DS holds an unclaimed lead');
  });

  test.each(['--quiet', '--json'])('is not shown with %s', async (flag) => {
    expect((await answerTo(`upload a ${flag}`, uploading)).err).not.toContain('Plan:');
  });
});

describe('long tables', () => {
  test('of a plan end with what is not shown', async () => {
    const changes = [{ field: 'leadOpportunity.name', from: 'Old', to: 'New' }];
    const leads = Array.from({ length: 250 }, (_, index) =>
      plannedLead(`A-${index}`, { action: 'update', changes }),
    );
    const { out } = await answerTo('plan a', { planUpload: () => Promise.resolve({ ...plan, leads }) });
    expect(out).toContain('A-199');
    expect(out).not.toContain('A-200');
    expect(out).toContain('50 more lines not shown. All of them: --json.');
  });

  test('of creates, which say nothing but their ids, show ten of them', async () => {
    const leads = Array.from({ length: 12 }, (_, index) => plannedLead(`A-${index}`, { action: 'create' }));
    const counts = { ...plan.counts, create: 12 };
    const { out } = await answerTo('plan a', {
      planUpload: () => Promise.resolve({ ...plan, leads, counts }),
    });
    expect(out).toContain('A-9');
    expect(out).not.toContain('A-10');
    expect(out).toContain('… and 2 more creates. All of them: --json.');
  });

  test('of created and of failed leads end with what is not shown', async () => {
    const created = Array.from({ length: 12 }, (_, index) =>
      uploadedLead(`C-${index}`, { status: 'done', action: 'create', dsLeadOpportunityId: `${index}` }),
    );
    const failed = Array.from({ length: 23 }, (_, index) =>
      uploadedLead(`F-${index}`, { status: 'failed', action: 'create', code: 'REJECTED' }),
    );
    const { out } = await answerTo('upload a', {
      upload: () => Promise.resolve({ ...report, leads: [...created, ...failed] }),
    });
    expect(out).toContain('… and 2 more in results.xlsx');
    expect(out).toContain('… and 3 more in results.xlsx');
    expect(out).not.toContain('C-10');
    expect(out).not.toContain('F-20');
  });

  test('of the leads of a run end with what is not shown', async () => {
    const leads = Array.from({ length: 101 }, (_, index) => uploadedLead(`A-${index}`, { status: 'done' }));
    const { out } = await answerTo('runs R1', { showRun: () => Promise.resolve({ ...runRecord, leads }) });
    expect(out).toContain('1 more lead not shown. All of them: --json.');
  });
});

describe('an export or a report of which leads could not be read', () => {
  test('ends with 5', async () => {
    const leads = await answerTo('export leads -o a.xlsx', {
      exportLeads: () =>
        Promise.resolve({
          server: 'http://127.0.0.1:4010',
          ...exported,
          partnerId: '1',
          counts: { found: 2, fetched: 1, outOfScope: 0, failed: 1, written: 1 },
          files: [],
        }),
    });
    expect(leads).toMatchObject({ exitCode: 5 });
    expect(leads.out).toContain('2 leads found, 1 written, 1 could not be read');
    const coverage = { counted: 1, unclaimed: 0, outOfScope: 0, failed: 1 };
    const totals = await answerTo('report pipeline', {
      pipelineReport: () => Promise.resolve({ ...pipeline, report: { ...pipeline.report, coverage } }),
    });
    expect(totals.exitCode).toBe(5);
  });
});
