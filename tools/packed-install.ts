/**
 * Packs the project, installs the tarball into an empty folder and runs the command there, as a user of the package would.
 * Ends with 1 and the output of the step that failed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'leadferry-packed-'));

interface Step {
  readonly cwd: string;
  readonly exit: number;
  readonly prints: RegExp;
}

function run(command: string, args: readonly string[], { cwd, exit, prints }: Step): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === exit && prints.test(stdout)) return;
  throw new Error(
    `${command} ${args.join(' ')}: expected exit ${exit} and ${prints}, got ${status}\n${stdout}\n${stderr}`,
  );
}

try {
  const version: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  run('npm', ['pack', '--pack-destination', folder], { cwd: root, exit: 0, prints: /\.tgz/ });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', join(folder, tarball)], { cwd: folder, exit: 0, prints: /added/ });
  for (const sample of ['leads.xlsx', 'leads-with-errors.xlsx']) {
    cpSync(join(root, 'samples', sample), join(folder, sample));
  }
  const leadferry = (args: readonly string[], exit: number, prints: RegExp) =>
    run('npx', ['--no-install', 'leadferry', ...args], { cwd: folder, exit, prints });
  leadferry(['--version'], 0, new RegExp(`^${version}`));
  leadferry(['validate', 'leads.xlsx'], 0, /60 leads/);
  leadferry(['validate', 'leads-with-errors.xlsx', '--json'], 4, /"issueCounts"/);
  process.stdout.write('the packed tarball installs and runs in an empty folder\n');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
