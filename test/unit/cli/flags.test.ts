import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { environments } from '../../../src/config/environments.js';
import { createFakeApi } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

async function callOf(line: string): Promise<unknown> {
  const io = createFakeIo();
  const api = createFakeApi();
  const done = main(line.split(' '), io, api);
  await new Promise(setImmediate);
  io.send('SIGINT');
  await done;
  expect(io.err()).not.toContain('Error:');
  return api.calls[0];
}

const sheetDefaults = { strict: false };
/** What a text for people needs of the issues; JSON holds them all. */
const forText = { maxIssues: 200 };
const validateDefaults = { ...sheetDefaults, ...forText, maskValues: false };
const sandboxDefaults = {
  host: '127.0.0.1',
  port: 4010,
  latencyMs: 0,
  echo: false,
  leads: 0,
  seed: 1,
  catalogueSize: 3000,
};

describe('flags become options', () => {
  test.each([
    ['inspect a.csv --sheet Leads', ['inspectFile', 'a.csv', { sheet: 'Leads' }]],
    [
      'inspect a.csv --rows 5 --encoding latin1 --delimiter semicolon --quote none --header-row 3',
      [
        'inspectFile',
        'a.csv',
        { rows: 5, encoding: 'latin1', delimiter: 'semicolon', quote: 'none', headerRow: 3 },
      ],
    ],
    [
      'validate a.csv --dates day-first --decimal comma --limit maxRows=5 --limit maxEntries=7',
      [
        'validateFile',
        'a.csv',
        { ...validateDefaults, dates: 'day-first', decimal: 'comma', limits: { maxRows: 5, maxEntries: 7 } },
      ],
    ],
    [
      'compare a.xlsx -o c.xlsx -o c.json --modified-since 90d --modified-until 1d --known --blanks --sheet S --preset sap',
      [
        'compareFile',
        'a.xlsx',
        {
          out: ['c.xlsx', 'c.json'],
          modifiedSince: '90d',
          modifiedUntil: '1d',
          known: true,
          blanks: true,
          sheet: 'S',
          preset: 'sap',
        },
      ],
    ],
    [
      'claim a.xlsx --dry-run --skip-invalid --out results --max-failures 3 --deadline 2h --sheet S',
      [
        'claimLeads',
        'a.xlsx',
        { dryRun: true, skipInvalid: true, out: 'results', maxFailures: 3, deadline: '2h', sheet: 'S' },
      ],
    ],
    ['compare a.csv', ['compareFile', 'a.csv', { known: false, blanks: false }]],
    [
      'validate a.csv --report r.xlsx --strict --sheet S --mode create --max-issues 3',
      [
        'validateFile',
        'a.csv',
        {
          ...validateDefaults,
          report: ['r.xlsx'],
          strict: true,
          sheet: 'S',
          mode: 'create',
          maxIssues: 3,
        },
      ],
    ],
    [
      'validate a.csv --severity warning --only a,b --only C --ignore d --mask-values --split d --report r.csv --report r.html',
      [
        'validateFile',
        'a.csv',
        {
          ...validateDefaults,
          severity: 'warning',
          only: ['a', 'b', 'C'],
          ignore: ['d'],
          maskValues: true,
          split: 'd',
          report: ['r.csv', 'r.html'],
        },
      ],
    ],
    ['validate a.csv --json', ['validateFile', 'a.csv', { strict: false, maskValues: false }]],
    ['validate 0012', ['validateFile', '0012', validateDefaults]],
    [
      'plan a.csv --lists replace --ignore A,B',
      ['planUpload', 'a.csv', { ...sheetDefaults, ...forText, lists: 'replace', ignore: ['A', 'B'] }],
    ],
    [
      'plan a.csv -o p.json -o p.xlsx --on-conflict theirs --find-unclaimed no --read-back all',
      [
        'planUpload',
        'a.csv',
        {
          ...sheetDefaults,
          ...forText,
          out: ['p.json', 'p.xlsx'],
          onConflict: 'theirs',
          findUnclaimed: false,
          readBack: 'all',
        },
      ],
    ],
    [
      'upload --plan p.json --skip-invalid --read-back none --out d',
      ['uploadPlan', 'p.json', { dryRun: false, skipInvalid: true, readBack: 'none', out: 'd' }],
    ],
    [
      'upload a.csv --mode update --lists keep --dry-run --skip-invalid --max-failures 5 --out d',
      [
        'upload',
        'a.csv',
        {
          ...sheetDefaults,
          ...forText,
          mode: 'update',
          lists: 'keep',
          dryRun: true,
          skipInvalid: true,
          maxFailures: 5,
          out: 'd',
        },
      ],
    ],
    [
      'upload a.csv',
      ['upload', 'a.csv', { ...sheetDefaults, ...forText, dryRun: false, skipInvalid: false }],
    ],
    ['resume', ['resume', {}]],
    ['resume R1 --max-failures 1', ['resume', { run: 'R1', maxFailures: 1 }]],
    ['runs', ['listRuns', {}]],
    ['runs R1', ['showRun', 'R1', {}]],
    [
      'export leads -o x.csv --modified-since 30d --modified-until 2026-03-01 --layout 2',
      [
        'exportLeads',
        {
          ...{ out: 'x.csv', modifiedSince: '30d', modifiedUntil: '2026-03-01', layout: 2 },
          ...{ unassigned: false, incremental: false, restart: false },
        },
      ],
    ],
    [
      'export leads --output x.csv --partner-ids 007,8 --unassigned',
      [
        'exportLeads',
        {
          ...{ out: 'x.csv', partnerIds: ['007', '8'] },
          ...{ unassigned: true, incremental: false, restart: false },
        },
      ],
    ],
    [
      'export leads -o x.xlsx --partner-ids @crm,all.xlsx --partner-ids A-1 --id-column [F] --ids D-1,D-2 --ids @ids.txt',
      [
        'exportLeads',
        {
          ...{ out: 'x.xlsx', partnerIds: ['A-1'], partnerIdFiles: ['crm,all.xlsx'], idColumn: '[F]' },
          ...{ ids: ['D-1', 'D-2'], idFiles: ['ids.txt'] },
          ...{ unassigned: false, incremental: false, restart: false },
        },
      ],
    ],
    [
      'export leads -o x.csv --incremental --restart --status WON,LOST --filter a=b,c --filter d>=1 --columns name,status --columns id --split-by Stage --locale de-DE',
      [
        'exportLeads',
        {
          ...{
            out: 'x.csv',
            incremental: true,
            restart: true,
            status: ['WON', 'LOST'],
            filter: ['a=b,c', 'd>=1'],
          },
          ...{ columns: ['name', 'status', 'id'], splitBy: 'Stage', locale: 'de-DE', unassigned: false },
        },
      ],
    ],
    ['export portfolio -o p.jsonl', ['exportPortfolio', { out: 'p.jsonl' }]],
    ['report pipeline', ['pipelineReport', { unassigned: false }]],
    ['report pipeline -o a.md -o b.json', ['pipelineReport', { unassigned: false, out: ['a.md', 'b.json'] }]],
    ['report pipeline --from ledger', ['pipelineReport', { unassigned: false, from: 'ledger' }]],
    [
      'report pipeline --from a.xlsx --from b.csv --as-of 2026-11-21 --rates r.csv --probability VALIDATED=60 --probability QUALIFIED=12.5% --stale-days 7 --top 5 --no-checks',
      [
        'pipelineReport',
        {
          unassigned: false,
          files: ['a.xlsx', 'b.csv'],
          asOf: '2026-11-21',
          rates: 'r.csv',
          probabilities: { VALIDATED: 60, QUALIFIED: 12.5 },
          staleDays: 7,
          top: 5,
          quality: false,
        },
      ],
    ],
    ['template -o t.xlsx --layout 1', ['writeTemplate', { out: 't.xlsx', layout: 1, example: false }]],
    ['explain', ['listCodes']],
    ['explain USAGE', ['explainCode', 'USAGE']],
    ['doctor', ['doctor', {}]],
    ['sandbox', ['startSandbox', sandboxDefaults]],
    [
      'sandbox --port 0 --host ::1 --latency 20 --rate-limit 10 --echo --leads 5 --seed 2 --state-file s.json --key 1e3 --key b --catalogue-size 10',
      [
        'startSandbox',
        {
          port: 0,
          host: '::1',
          latencyMs: 20,
          rateLimit: 10,
          echo: true,
          leads: 5,
          seed: 2,
          stateFile: 's.json',
          acceptedKeys: ['1e3', 'b'],
          catalogueSize: 10,
        },
      ],
    ],
  ])('%s', async (line, call) => {
    expect(await callOf(line)).toEqual(call);
  });

  const connection =
    '--env qal --base-url https://x.example --api-key-file k --api-key-command x --ca-file c.pem --log-file l.log --partner-id 007 --api-version v0 --state-dir s --timeout 2.5 --max-wait 0 --settle 0 --rps 0.5 --concurrency 2 --config c.yaml --profile p';
  const connectionOptions = {
    env: 'qal',
    baseUrl: 'https://x.example',
    apiKeyFile: 'k',
    apiKeyCommand: 'x',
    caFile: 'c.pem',
    logFile: 'l.log',
    partnerId: '007',
    apiVersion: 'v0',
    stateDir: 's',
    timeout: 2.5,
    maxWait: 0,
    settle: 0,
    rps: 0.5,
    concurrency: 2,
    config: 'c.yaml',
    profile: 'p',
  };

  test.each([
    'plan a',
    'upload a',
    'resume',
    'runs',
    'runs R',
    'export leads -o a',
    'export portfolio -o a',
    'report pipeline',
    'doctor',
  ])('%s takes every connection flag', async (line) => {
    const call = await callOf(`${line} ${connection}`);
    expect(Array.isArray(call) ? call.at(-1) : null).toMatchObject(connectionOptions);
  });

  test('--rps may be unlimited', async () => {
    expect(await callOf('doctor --rps unlimited')).toEqual(['doctor', { rps: 'unlimited' }]);
  });

  test.each(Object.keys(environments))('--env %s is known', async (env) => {
    expect(await callOf(`doctor --env ${env}`)).toEqual(['doctor', { env }]);
  });
});

describe('a command line that cannot be meant', () => {
  test.each([
    ['', 'leadferry needs a command: inspect, map, validate'],
    ['uplod a', 'There is no command "uplod". Did you mean upload?'],
    ['frobnicate', 'There is no command "frobnicate".'],
    ['export', 'leadferry export needs one of its parts: leads or portfolio.'],
    ['export lead', 'There is no command "export lead". Did you mean leads?'],
    [
      'upload a --plan p.json',
      '--plan says which leads are sent and how, so a file cannot be given beside it.',
    ],
    [
      'upload --plan p.json --mode create',
      '--plan says which leads are sent and how, so --mode cannot be given',
    ],
    [
      'upload --plan p.json --strict',
      '--plan says which leads are sent and how, so --strict cannot be given',
    ],
    ['upload', 'leadferry upload needs FILE, or a plan with --plan.'],
    ['upload a --on-conflict ours', '--on-conflict takes stop, skip, mine or theirs, found "ours".'],
    ['upload a --read-back some', '--read-back takes all, sample or none, found "some".'],
    ['plan a --find-unclaimed maybe', '--find-unclaimed takes yes or no, found "maybe".'],
    ['upload a b', 'leadferry upload takes only FILE beside its flags, found "b" too.'],
    ['template x', 'leadferry template takes nothing beside its flags, found "x" too.'],
    [
      'upload a --skip-invalids',
      'leadferry upload has no flag --skip-invalids. Did you mean --skip-invalid?',
    ],
    ['upload a --modee=create', 'leadferry upload has no flag --modee. Did you mean --mode?'],
    ['upload a -x', 'leadferry upload has no flag -x.'],
    ['export leads --outptu a', 'leadferry export leads has no flag --outptu. Did you mean --output?'],
    ['--jsno', 'leadferry has no flag --jsno. Did you mean --json?'],
    ['upload a --mode', '--mode needs a value.'],
    ['upload a --mode --dry-run', '--mode needs a value.'],
    ['upload a --mode upsrt', '--mode takes upsert, create or update, found "upsrt".'],
    ['upload a --mode create --mode update', '--mode can be given once, found create and update.'],
    ['upload a --lists all', '--lists takes keep or replace, found "all".'],
    ['upload a --env prod', '--env takes production, ppt, qal, ptd, ppd or sandbox, found "prod".'],
    ['upload a --rps fast', '--rps takes a number from 0.1 to 10000, found "fast".'],
    ['upload a --rps Unlimited', '--rps takes a number from 0.1 to 10000, found "Unlimited".'],
    ['upload a --rps 0', '--rps takes a number from 0.1 to 10000, found "0".'],
    ['upload a --concurrency 1.5', '--concurrency takes a whole number from 1 to 256, found "1.5".'],
    ['upload a --max-failures -1', '--max-failures takes a whole number of at least 1, found "-1".'],
    ['upload a --timeout 1e3', '--timeout takes a number from 1 to 86400, found "1e3".'],
    ['validate a --max-issues many', '--max-issues takes a whole number from 0 to 100000, found "many".'],
    ['template -o a --layout 4', '--layout takes 1, 2 or 3, found "4".'],
    ['template', '--output is missing.'],
    ['export leads -o a --partner-ids 1,,2', '--partner-ids holds an empty item: "1,,2".'],
    ['sandbox --port 70000', '--port takes a whole number from 0 to 65535, found "70000".'],
  ])('%s: says so, names the help and exits with 2', async (line, message) => {
    const words = line.split(' ').filter((word) => word !== '');
    const io = createFakeIo();
    const api = createFakeApi();
    expect(await main(words, io, api)).toBe(2);
    expect(api.calls).toEqual([]);
    expect(io.out()).toBe('');
    expect(io.err()).toContain(`Error: ${message}`);
    expect(io.err()).toMatch(/\(USAGE\)\nNext: {2}Run `leadferry( [a-z ]+)? --help`/);

    const json = createFakeIo();
    expect(await main([...words, '--json'], json, api)).toBe(2);
    expect(json.err()).toBe('');
    const { error } = JSON.parse(json.out());
    expect(error.code).toBe('USAGE');
    expect(error.message).toContain(message);
    expect(error.next).toContain('--help');
  });
});
