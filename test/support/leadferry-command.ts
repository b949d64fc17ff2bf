import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const projectRoot: string = join(import.meta.dirname, '..', '..');

/** The real command, as package.json's `bin` names it. */
const bin = join(projectRoot, 'bin', 'leadferry.js');

export interface CommandResult {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The process with everything it needs and nothing of the machine's own settings. */
export function startLeadferry(args: readonly string[], { cwd, env = {} }: CommandOptions): ChildProcess {
  const variables = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    // Hundreds of processes compile the same modules.
    NODE_COMPILE_CACHE: join(projectRoot, 'node_modules', '.cache', 'leadferry'),
    LEADFERRY_AS_OF: process.env['LEADFERRY_AS_OF'] ?? '',
    LEADFERRY_STATE_DIR: join(cwd, 'state'),
    ...env,
  };
  return spawn(process.execPath, [bin, ...args], { cwd, env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the real command to its end. */
export async function leadferry(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return await ended(startLeadferry(args, options));
}

/** What a process that was started said by its end. */
export async function ended(child: ChildProcess): Promise<CommandResult> {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, ...output };
}
