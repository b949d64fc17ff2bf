import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const source = readFileSync(new URL('../../../bin/leadferry.js', import.meta.url), 'utf8');

/** Runs the shim as if another Node had started it; no module can be loaded from there. */
async function startedBy(version: string) {
  let said = '';
  const host = {
    versions: { node: version },
    exitCode: 0,
    stderr: {
      write: (text: string) => {
        said += text;
      },
    },
  };
  runInNewContext(source, { process: host });
  await new Promise(setImmediate);
  return { said, exitCode: host.exitCode };
}

test.each(['8.17.0', '20.20.2', '22.18.9'])('Node %s is refused with what is needed', async (version) => {
  const { said, exitCode } = await startedBy(version);
  expect(said).toBe(
    `Error: leadferry needs Node 22.19 or newer and was started by Node ${version}.\nNext:  Install a newer Node from https://nodejs.org, then run the command again.\n`,
  );
  expect(exitCode).toBe(2);
});

test.each(['22.19.0', '23.0.0', '24.21.0'])(
  'Node %s goes on, and says so where the build is missing',
  async (version) => {
    const { said, exitCode } = await startedBy(version);
    expect(said).toMatch(/^Error: leadferry cannot start: .*\nNext: {2}In a checkout, run `npm ci`/);
    expect(exitCode).toBe(2);
  },
);
