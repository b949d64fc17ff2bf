/**
 * The main job against the built-in sandbox, as a user would type it: validate, plan, upload, bring back, report.
 * Everything that it writes goes to `demo-out/`, which each run makes anew.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'bin', 'leadferry.js');
const folder = join(root, 'demo-out');
const out = relative(root, folder);

/** Commands of the tour; what each is about stands before it. */
const steps: readonly (readonly [title: string, args: readonly string[]])[] = [
  ['Is the sheet right? Nothing is sent.', ['validate', 'samples/leads.xlsx']],
  ['What would an upload do? 3DS is read, nothing is sent.', ['plan', 'samples/leads.xlsx']],
  ['Send it.', ['upload', 'samples/leads.xlsx', '--out', `${out}/upload`]],
  ['Once more: nothing is sent twice.', ['plan', 'samples/leads.xlsx']],
  [
    'Bring the leads back, as a sheet that can be uploaded again.',
    ['export', 'leads', '--modified-since', '7d', '-o', `${out}/leads.xlsx`],
  ],
  ['Bring the product catalogue.', ['export', 'portfolio', '-o', `${out}/portfolio.xlsx`]],
  [
    'Add it all up.',
    [
      'report',
      'pipeline',
      '--modified-since',
      '7d',
      '-o',
      `${out}/pipeline.md`,
      '-o',
      `${out}/pipeline.json`,
    ],
  ],
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const sandbox = spawn(process.execPath, [bin, 'sandbox', '--port', '0', '--json'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const environment = {
    ...process.env,
    LEADFERRY_BASE_URL: await sandboxAddress(sandbox),
    LEADFERRY_API_KEY: 'any-key-will-do',
    LEADFERRY_PARTNER_ID: '200000000014442',
    LEADFERRY_STATE_DIR: join(folder, 'state'),
  };
  for (const [title, args] of steps) await runStep(title, [...args, ...speed(args)], environment);
  process.stdout.write(
    `\nEverything is in ${out}/. Open ${out}/upload/results.xlsx and ${out}/leads.xlsx.\n`,
  );
} finally {
  sandbox.kill();
}

/** The sandbox allows more than the careful default, which would only make the tour slower. */
function speed([verb]: readonly string[]): readonly string[] {
  return verb === 'validate' ? [] : ['--rps', '50'];
}

async function sandboxAddress({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the sandbox has no output');
  let text = '';
  for await (const line of createInterface({ input: stdout })) {
    text += line;
    const url = /"url":\s*"([^"]+)"/.exec(text)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the sandbox ended before it named its address');
}

async function runStep(title: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  process.stdout.write(`\n# ${title}\n$ leadferry ${args.join(' ')}\n`);
  const step = spawn(process.execPath, [bin, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(step, 'exit');
  if (code !== 0) throw new Error(`leadferry ${args[0]} ended with ${code}`);
}
