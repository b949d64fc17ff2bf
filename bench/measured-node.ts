import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a process took from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

interface Place {
  readonly folder: string;
  readonly stateDir: string;
  /** The exit codes of a process that did its work; any other ends the measuring. */
  readonly codes: readonly number[];
}

const teller = `data:text/javascript,${encodeURIComponent(`
  const start = performance.now();
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write('\\n' + JSON.stringify({
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000,
      peakMb: Math.round(maxRSS / 1024),
    }));
  });`)}`;

/** Runs Node with these words in a process of its own that says at its end what it took, as a process counts the peak of the one that started it as its own. */
export async function measuredNode(
  words: readonly string[],
  { folder, stateDir, codes }: Place,
): Promise<Measured & { readonly code: number }> {
  const child = spawn(process.execPath, ['--import', teller, ...words], {
    cwd: folder,
    env: { HOME: folder, LEADFERRY_STATE_DIR: stateDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code]: (number | null)[] = await once(child, 'close');
  if (code === undefined || code === null || !codes.includes(code)) throw new Error(said);
  const measured: Measured = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
  return { code, ...measured };
}

/** The words with which Node runs the command of a build, without the shim. */
export function commandWords(main: string, words: readonly string[]): readonly string[] {
  const script = `
    const cli = await import(${JSON.stringify(`file://${main}`)});
    process.argv.splice(1, 0, 'leadferry');
    cli.run(process);`;
  return ['--input-type=module', '-e', script, '--', ...words];
}
