import { once } from 'node:events';
import { LeadferryError, type SandboxCounts, type SandboxOptions } from '../../index.js';
import type { Command } from '../command.js';
import { allWell } from '../exit-code.js';
import type { FlagValues } from '../flag-values.js';
import { printable } from '../printable.js';

/** What the server is started with where a flag is not given; the help says the same. */
const defaults = {
  host: '127.0.0.1',
  port: 4010,
  latencyMs: 0,
  leads: 0,
  seed: 1,
  catalogueSize: 3000,
} as const;

export const sandboxCommand: Command = {
  usage: 'sandbox',
  summary: 'Run a stand-in for the 3DS API on this computer, to try everything out',
  example: 'npx leadferry sandbox',
  details:
    'Starts a server that answers as the API does, with its quirks, and keeps what it is sent in memory. It takes any key but "wrong-key" and is what --env sandbox speaks to. Runs until Ctrl-C.',
  positionals: {},
  groups: [
    {
      title: 'Sandbox:',
      flags: {
        port: { kind: 'text', describe: `Port, 0 for any free one (default: ${defaults.port})` },
        host: { kind: 'text', describe: `Address to listen on (default: ${defaults.host})` },
        latency: {
          kind: 'text',
          describe: `Milliseconds that each answer waits (default: ${defaults.latencyMs})`,
        },
        'rate-limit': {
          kind: 'text',
          describe: 'Requests per second and key; more are refused with 429 (default: no limit)',
        },
        echo: { kind: 'switch', describe: 'Give back all that was sent, which the real API does not' },
        leads: { kind: 'text', describe: `Made-up leads at the start (default: ${defaults.leads})` },
        seed: {
          kind: 'text',
          describe: `Decides ids, catalogue and made-up leads (default: ${defaults.seed})`,
        },
        'state-file': { kind: 'text', describe: 'Keep the leads in this file (default: in memory only)' },
        key: {
          kind: 'list',
          describe: 'Accept this key only; may be given several times (default: any key)',
        },
        'catalogue-size': {
          kind: 'text',
          describe: `Items of the portfolio (default: ${defaults.catalogueSize})`,
        },
        'allow-duplicates': {
          kind: 'switch',
          describe: 'Accept a second create of the same partner lead id, so that a double shows',
        },
        saved: {
          kind: 'text',
          describe: 'Append a JSON line for everything that is saved to this file, synced to disk',
        },
      },
    },
    {
      title: 'Faults (docs/sandbox.md):',
      flags: {
        fault: {
          kind: 'list',
          describe:
            'What goes wrong, and where: hang-after-save@3, 503:date@id=A-7, or a plan.json; may be given several times',
        },
        'fault-rate': { kind: 'text', describe: 'Share of requests that meet a random fault, 0 to 1' },
        'fault-seed': {
          kind: 'text',
          describe: `Decides which random faults come (default: ${defaults.seed})`,
        },
      },
    },
  ],
  run: async ({ api, flags, output, signal }) => {
    const sandbox = await api.startSandbox(sandboxOptions(flags));
    try {
      if (output.json) output.answer({ url: sandbox.url }, () => '');
      output.hint(`The sandbox listens on ${printable(sandbox.url)}. Ctrl-C stops it.`);
      output.hint(`Next, in another terminal: ${nextCommand(sandbox.url)}`);
      if (!signal.aborted) await once(signal, 'abort');
      output.hint(countsText(sandbox.counts()));
    } finally {
      await sandbox.close();
    }
    return allWell;
  },
};

function nextCommand(url: string): string {
  const server =
    url === `http://${defaults.host}:${defaults.port}` ? '--env sandbox' : `--base-url ${printable(url)}`;
  const partner = server === '--env sandbox' ? '' : ' --partner-id 200000000014442';
  return `LEADFERRY_API_KEY=demo npx leadferry plan samples/leads.xlsx ${server}${partner}`;
}

function countsText({ requests, created, updated, faults }: SandboxCounts): string {
  const received = Object.entries(requests).map(([kind, count]) => `${kind} ${count}`);
  return `Requests: ${received.join(', ')}. Saved: ${created} created, ${updated} updated. Faults: ${faults}.`;
}

function faultOptions(flags: FlagValues): Pick<SandboxOptions, 'faults' | 'faultFiles'> {
  const given = flags.list('fault') ?? [];
  const rate = flags.number('fault-rate', { least: 0, most: 1, fractions: true });
  const seed = flags.number('fault-seed', { least: 0 });
  if (seed !== undefined && rate === undefined) {
    throw new LeadferryError(
      'USAGE',
      '--fault-seed needs --fault-rate, which says how many requests go wrong.',
      {
        next: 'Add for instance `--fault-rate 0.1`.',
      },
    );
  }
  const faultFiles = given.filter(isPlanFile);
  const faults = given.filter((text) => !isPlanFile(text));
  const random = rate === undefined ? undefined : { rate, seed: seed ?? defaults.seed };
  return {
    ...(faultFiles.length === 0 ? {} : { faultFiles }),
    ...(faults.length === 0 && random === undefined
      ? {}
      : { faults: { faults, ...(random === undefined ? {} : { random }) } }),
  };
}

function isPlanFile(text: string): boolean {
  return text.endsWith('.json');
}

function sandboxOptions(flags: FlagValues) {
  const rateLimit = flags.number('rate-limit', { least: 1, most: 1_000_000 });
  const stateFile = flags.text('state-file');
  const savedFile = flags.text('saved');
  const acceptedKeys = flags.list('key');
  return {
    host: flags.text('host') ?? defaults.host,
    port: flags.number('port', { least: 0, most: 65_535 }) ?? defaults.port,
    latencyMs: flags.number('latency', { least: 0, most: 600_000 }) ?? defaults.latencyMs,
    echo: flags.on('echo'),
    leads: flags.number('leads', { least: 0, most: 1_000_000 }) ?? defaults.leads,
    seed: flags.number('seed', { least: 0 }) ?? defaults.seed,
    catalogueSize: flags.number('catalogue-size', { least: 0, most: 900_000 }) ?? defaults.catalogueSize,
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(savedFile === undefined ? {} : { savedFile }),
    ...(flags.on('allow-duplicates') ? { allowDuplicates: true } : {}),
    ...faultOptions(flags),
    ...(acceptedKeys === undefined ? {} : { acceptedKeys }),
  };
}
