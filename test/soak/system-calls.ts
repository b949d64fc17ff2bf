import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A system call that wrote or synced. */
export interface SystemCall {
  readonly name: string;
  /** What the file descriptor stands for: a path, or `socket:[…]`. */
  readonly target: string;
  /** The bytes that were written; empty for a sync. */
  readonly bytes: Buffer;
  /** The last number: where pwrite64 writes, the length that ftruncate gives. */
  readonly offset: number;
}

const watched = 'fsync,fdatasync,write,writev,sendto,sendmsg,pwrite64,ftruncate';

/** Throws where strace is not installed: what a trace shows is never skipped. */
export function requireStrace(): void {
  if (spawnSync('strace', ['--version']).status === 0) return;
  throw new Error('strace is needed to see system calls: apt-get install -y strace');
}

/** Runs a program to its end under strace, all its threads and children too. Gives its exit code and the path of the trace. */
export async function traced(
  command: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string>> },
): Promise<{ code: number | null; stderr: string; trace: string }> {
  const trace = join(cwd, 'trace.txt');
  const flags = [
    '-f',
    '-y',
    '-xx',
    '-s',
    '1048576',
    '-e',
    `trace=${watched}`,
    '-e',
    'signal=none',
    '-o',
    trace,
  ];
  const child = spawn('strace', [...flags, '--', ...command], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, stderr, trace };
}

const whole = /^(\d+) +(\w+)\((.*)$/;
const resumed = /^(\d+) +<\.\.\. \w+ resumed>(.*)$/;
const unfinished = / <unfinished \.\.\.>$/;

/**
 * The calls of a trace that succeeded, in their order. A file operation counts when it has ended, since only then it has taken effect; a
 * write to a socket when it begins.
 */
export async function* systemCalls(trace: string): AsyncGenerator<SystemCall> {
  const begun = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(trace) })) {
    const [, resumedBy = '', rest = ''] = resumed.exec(line) ?? [];
    const start = begun.get(resumedBy);
    begun.delete(resumedBy);
    const text = start === undefined ? line : `${start}${rest}`;
    const [, thread = '', name = '', tail = ''] = whole.exec(text) ?? [];
    if (name === '') continue;
    const isUnfinished = unfinished.test(tail);
    if (isUnfinished) begun.set(thread, text.replace(unfinished, ''));
    const call = parsedCall(name, tail.replace(unfinished, ''));
    const isOnSocket = call.target.startsWith('socket:');
    // A socket write that was interrupted by other threads was given when it began.
    if (isOnSocket ? start === undefined : !isUnfinished && / = \d+$/.test(tail)) yield call;
  }
}

function parsedCall(name: string, tail: string): SystemCall {
  const [, target = ''] = /^\d+<([^>]*)>/.exec(tail) ?? [];
  const strings = [...tail.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => unescaped(hex));
  const [, offset = '0'] = /, (\d+)\)?(?: = \d+)?$/.exec(tail) ?? [];
  return {
    name,
    target: target.startsWith('\\x') ? unescaped(target).toString() : target,
    bytes: Buffer.concat(strings),
    offset: Number(offset),
  };
}

function unescaped(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}
