import * as publicApi from '../index.js';
import type { Operations } from './command.js';
import { commandWords } from './command.js';
import { createConfirm, createConfirmChanges } from './confirmation.js';
import { allWell, exitCodeOf } from './exit-code.js';
import { failureOf, stackOf } from './failure.js';
import { createFlagValues } from './flag-values.js';
import { type Io, lineWidth } from './io.js';
import { createOutput, type Output } from './output.js';
import { parseCommand } from './parse-command.js';
import { type HostProcess, processIo } from './process-io.js';
import { createStop, type Stop } from './stop.js';
import { packageVersion } from './version.js';
import { keepYoungGenerationSmall } from './young-generation.js';

const widestHelp = 110;

/** Runs the command on a real process; what bin/leadferry.js hands over to. */
export async function run(host: HostProcess): Promise<void> {
  keepYoungGenerationSmall();
  host.exitCode = await main(host.argv.slice(2), processIo(host));
}

/**
 * Runs one command line and resolves with its exit code; never rejects. Everything that was said has been handed on by then.
 * `words` are those after `leadferry`; `api` is what the commands call.
 */
export async function main(words: readonly string[], io: Io, api: Operations = publicApi): Promise<number> {
  const output = createOutput(io, {
    json: isGiven('--json', words),
    quiet: isGiven('--quiet', words),
    noColor: isGiven('--no-color', words),
  });
  const stop = createStop(io, output);
  try {
    const exitCode = await runWords(words, { io, api, output, stop });
    await output.flush();
    return exitCode;
  } catch (thrown) {
    return await failed(thrown, { io, output, stop });
  } finally {
    stop.end();
  }
}

interface Surroundings {
  readonly io: Io;
  readonly api: Operations;
  readonly output: Output;
  readonly stop: Stop;
}

async function runWords(words: readonly string[], { io, api, output, stop }: Surroundings): Promise<number> {
  const columns = Math.min(lineWidth(io.stdout, widestHelp), widestHelp);
  const parsed = await parseCommand(words, { columns, version: packageVersion() });
  if (parsed.kind === 'show') {
    output.show(parsed.text);
    return allWell;
  }
  const flags = createFlagValues(parsed.values, commandWords(parsed.command));
  return parsed.command.run({
    api,
    flags,
    output,
    confirm: createConfirm({ io, flags, output, signal: stop.signal }),
    confirmChanges: createConfirmChanges({ io, flags, output, signal: stop.signal }),
    signal: stop.signal,
    stopSignal: stop.received,
  });
}

async function failed(thrown: unknown, { io, output, stop }: Omit<Surroundings, 'api'>): Promise<number> {
  const failure = failureOf(thrown, stop.signal);
  output.fail(failure);
  if ((io.env['LEADFERRY_DEBUG'] ?? '') !== '') output.trace(stackOf(thrown));
  // What could not be written cannot be reported either; the exit code stays.
  await output.flush().catch(() => undefined);
  return exitCodeOf(failure.code, stop.received());
}

/** Looked for among the words themselves, because a command line that cannot be parsed is answered in the same form. */
function isGiven(flag: string, words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const given = end === -1 ? words : words.slice(0, end);
  return given.includes(flag) || given.includes(`${flag}=true`);
}
