import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandResult, ended, projectRoot } from '../support/leadferry-command.js';

/** System calls of one kind on some files, of which one fails, or all from one on. */
export interface Failure {
  readonly call: string;
  readonly error: 'ENOSPC' | 'EIO';
  /** From 1, counted for each thread of the process. */
  readonly at: number;
  /** True where all later ones fail as well, as on a disk that stays full. */
  readonly isLasting: boolean;
}

export interface WatchedFiles {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Paths within the working folder; `$$` stands for the number of the process. */
  readonly files: readonly string[];
}

/** The ledger, which the main thread alone writes. */
export const ledgerFiles: readonly string[] = ['state/ledger.db', 'state/ledger.db-wal'];

/** The files of results while they are written. */
export const resultFiles: readonly string[] = [
  'results.xlsx',
  'results.csv',
  'write-back.csv',
  'run.json',
].map((name) => `out/.${name}.$$-1.tmp`);

const bin = join(projectRoot, 'bin', 'leadferry.js');

/** Runs the real command while system calls on some files fail. */
export async function leadferryFailing(
  args: readonly string[],
  { call, error, at, isLasting }: Failure,
  watched: WatchedFiles,
): Promise<CommandResult> {
  const inject = `inject=${call}:error=${error}:when=${at}${isLasting ? '+' : ''}`;
  return await straced(args, ['-e', `trace=${call}`, '-e', inject, '-o', '/dev/null'], watched);
}

/** How often the command calls this on the files when nothing fails. */
export async function countCalls(
  args: readonly string[],
  call: string,
  watched: WatchedFiles,
): Promise<{ readonly result: CommandResult; readonly count: number }> {
  const trace = join(watched.cwd, 'calls.txt');
  const result = await straced(args, ['-e', `trace=${call}`, '-o', trace], watched);
  const lines = (await readFile(trace, 'utf8')).split('\n');
  return { result, count: lines.filter((line) => line.includes(` ${call}(`)).length };
}

/** With -D strace is not the parent, so that the shell's number is that of the command, and with it part of names of files. */
async function straced(
  args: readonly string[],
  flags: readonly string[],
  { cwd, env, files }: WatchedFiles,
): Promise<CommandResult> {
  const paths = files.map((file) => `-P "$PWD/${file}"`).join(' ');
  const script = `exec strace -D -f -qq --seccomp-bpf -e signal=none ${paths} "$@"`;
  const command = [...flags, '--', process.execPath, bin, ...args];
  const child = spawn('sh', ['-c', script, 'sh', ...command], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return await ended(child);
}
