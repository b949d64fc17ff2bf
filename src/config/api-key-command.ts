import { execFile } from 'node:child_process';
import { LeadferryError } from '../core/error.js';
import type { ProcessEnvironment } from './environment.js';

/** Long enough for a password manager that asks its owner. */
export const keyCommandTimeoutMs = 60_000;

const mostBytes = 64 * 1024;

/**
 * The first line that a program writes to stdout. It is run without a shell, without LEADFERRY_API_KEY in its environment and without
 * input; what it says on stderr is dropped, because nobody knows what is in it.
 * Throws LeadferryError CONFIG_INVALID where it is not found, fails, writes too much or takes longer than `timeoutMs`.
 */
export async function keyFromCommand(
  [program = '', ...words]: readonly string[],
  { variables, cwd }: Pick<ProcessEnvironment, 'variables' | 'cwd'>,
  timeoutMs: number = keyCommandTimeoutMs,
): Promise<string> {
  const { LEADFERRY_API_KEY: _key, ...env } = variables;
  const options = { cwd, env, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: mostBytes } as const;
  return await new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(failed(program, reason));
    try {
      const child = execFile(program, words, { ...options, windowsHide: true }, (error, stdout) => {
        if (error !== null) fail(reasonOf(error, timeoutMs));
        else resolve((stdout.split(/\r?\n/, 1)[0] ?? '').trim());
      });
      child.stdin?.end();
    } catch {
      fail('it cannot be run with these arguments');
    }
  });
}

interface CommandError {
  readonly killed?: boolean | undefined;
  readonly code?: string | number | null | undefined;
  readonly signal?: string | null | undefined;
}

/** The error's own message repeats the command and its stderr, either of which may hold a secret. */
function reasonOf({ killed, code, signal }: CommandError, timeoutMs: number): string {
  if (code === 'ENOENT') return 'it was not found';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it wrote far more than a key';
  if (killed === true) return `it was not done within ${timeoutMs / 1000} s`;
  if (typeof code === 'number') return `it ended with exit code ${code}`;
  return code === undefined || code === null ? `it was ended by ${signal ?? 'a signal'}` : `${code}`;
}

function failed(program: string, reason: string): LeadferryError {
  return new LeadferryError('CONFIG_INVALID', `The program for the API key, ${program}, failed: ${reason}.`, {
    next: 'Run it yourself in this folder: the key has to be the first line of its output. It is run without a shell, so pipes and variables have no meaning in it.',
  });
}
