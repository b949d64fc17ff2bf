import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../support/leadferry-command.js';
import { partnerId, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

interface Shown {
  readonly command: string;
  /** Lines of the page; `…` stands for lines that were left out. */
  readonly lines: readonly string[];
}

// The tour as a reader would type it, both streams as a terminal shows them, against a sandbox of its own.
it('the tour of the README shows real output', async () => {
  const sandbox = await sandboxes();
  const cwd = await tempFolder();
  await cp(join(projectRoot, 'samples'), join(cwd, 'samples'), { recursive: true });
  await mkdir(join(cwd, 'demo-out'));
  const readme = await readFile(join(projectRoot, 'README.md'), 'utf8');
  const tour = shownCommands(readme);
  expect(tour.length).toBeGreaterThanOrEqual(7);
  for (const { command, lines } of tour) {
    const real = await terminalOutput(
      command.replace('--env sandbox', `--base-url ${sandbox.url} --partner-id ${partnerId}`),
      cwd,
    );
    const said = normalised(
      real.replaceAll(sandbox.url, 'http://127.0.0.1:4010').replaceAll(`${cwd}/`, '/home/you/'),
    );
    expect(`${said.join('\n')}\n`, command).toMatch(pattern(lines));
  }
});

function shownCommands(readme: string): readonly Shown[] {
  return [...readme.matchAll(/```console\n\$ (.+)\n([\s\S]*?)```/g)].map(([, command = '', output = '']) => ({
    command,
    lines: normalised(output),
  }));
}

async function terminalOutput(command: string, cwd: string): Promise<string> {
  const path = join(cwd, 'terminal.txt');
  const file = await open(path, 'w');
  const [, , ...args] = command.split(' ');
  const env = {
    PATH: process.env['PATH'] ?? '',
    LEADFERRY_AS_OF: process.env['LEADFERRY_AS_OF'] ?? '',
    LEADFERRY_API_KEY: 'demo',
    LEADFERRY_STATE_DIR: join(cwd, 'state'),
  };
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'leadferry.js'), ...args], {
    cwd,
    env,
    stdio: ['ignore', file.fd, file.fd],
  });
  await once(child, 'close');
  await file.close();
  return await readFile(path, 'utf8');
}

/** Without what differs from run to run: run ids, 3DS ids, speeds, times, how a base URL was chosen, progress on the way. */
function normalised(text: string): readonly string[] {
  return text
    .replaceAll(/\b\d{8}-\d{6}-[0-9a-z]+\b/g, 'RUN')
    .replaceAll(/\b[0-9A-Z]{4}-[0-9A-Z]{6}\b/g, 'XXXX-XXXXXX')
    .replaceAll(/, [\d.]+\/s/g, ', N/s')
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC|\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'DATE')
    .replaceAll(/--base-url \S+ --partner-id \d+/g, '--env sandbox')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^(Sending|Searching|Reading|Comparing|Settling|Writing)\b/.test(line));
}

function pattern(lines: readonly string[]): RegExp {
  const parts = lines.map((line) => (line === '…' ? '(?:.*\\n)*?' : `${escaped(line)}\\n`));
  return new RegExp(`^${parts.join('')}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
