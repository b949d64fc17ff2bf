import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a program took, all of its processes together. */
export interface Timed {
  readonly wallSeconds: number;
  /** User and system together. */
  readonly processorSeconds: number;
}

/** Runs a program to its end, whatever its exit code; what it says goes to the file `said`. The shell's `time` counts in milliseconds. */
export async function timedCommand(
  command: readonly string[],
  { folder, said }: { readonly folder: string; readonly said: string },
): Promise<Timed> {
  const script = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" >/dev/null 2>"$0"; } 2>&1; true';
  const { stdout } = await promisify(execFile)('bash', ['-c', script, said, ...command], {
    cwd: folder,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder },
  });
  const [wallSeconds = 0, user = 0, system = 0] = stdout.trim().split(' ').map(Number);
  return { wallSeconds, processorSeconds: user + system };
}
