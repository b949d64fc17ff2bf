import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { createProgressLine } from '../../../src/cli/progress-line.js';
import { createFakeApi, plan, report } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

function watched({ terminal, columns = 80 }: { terminal: boolean; columns?: number }) {
  let nowMs = 0;
  let text = '';
  const line = createProgressLine({
    terminal,
    columns,
    monotonic: () => nowMs,
    write: (chunk) => {
      text += chunk;
    },
  });
  return { line, text: () => text, advance: (ms: number) => (nowMs += ms) };
}

describe('progress without a terminal', () => {
  test('is one plain line every few seconds, with rate and failures, and one at the end of a phase', () => {
    const { line, text, advance } = watched({ terminal: false });
    for (let done = 1; done <= 100; done += 1) {
      advance(100);
      line.report({ phase: 'send', done, total: 100, failed: done > 50 ? 2 : 0 });
    }
    line.report({ phase: 'send', done: 100, total: 100 });
    line.clear();
    expect(text()).toBe(
      [
        'Sending: 31/100, 10.3/s',
        'Sending: 61/100, 10.2/s, 2 failed',
        'Sending: 91/100, 10.1/s, 2 failed',
        'Sending: 100/100, 10.1/s, 2 failed',
        '',
      ].join('\n'),
    );
  });

  test('counts the rate of each phase by itself and shows no total that is not known', () => {
    const { line, text, advance } = watched({ terminal: false });
    line.report({ phase: 'read', done: 5, total: null });
    advance(60_000);
    line.report({ phase: 'fetch', done: 0, total: null });
    advance(5000);
    line.report({ phase: 'fetch', done: 10, total: null });
    expect(text()).toBe('Reading from 3DS: 10, 2.0/s\n');
  });
});

describe('progress on a terminal', () => {
  test('is one line that is written over, not wider than the terminal, and taken away at the end', () => {
    const { line, text, advance } = watched({ terminal: true, columns: 12 });
    line.report({ phase: 'read', done: 1, total: null });
    advance(50);
    line.report({ phase: 'read', done: 2, total: null });
    advance(50);
    line.report({ phase: 'read', done: 3, total: null });
    line.clear();
    line.clear();
    expect(text()).toBe('\r\u001b[2KReading the\r\u001b[2K');
  });
});

describe('a wait', () => {
  test.each([
    [
      { reason: 'busy', status: 429, waitMs: 12_000, leftMs: 888_000 },
      'Waiting 12 s: the server is busy (429); 15 min of --max-wait left',
    ],
    [
      { reason: 'busy', status: null, waitMs: 400, leftMs: 60_000 },
      'Waiting 1 s: another process was asked to wait; 60 s of --max-wait left',
    ],
    [
      { reason: 'unreachable', status: null, waitMs: 250, leftMs: 0 },
      'Waiting 1 s: no connection to the server; 0 s of --max-wait left',
    ],
    [
      { reason: 'no-answer', status: 502, waitMs: 2000, leftMs: 8000 },
      'Waiting 2 s: no usable answer (502); 8 s of --max-wait left',
    ],
  ] as const)('says for what, how long, and what is left: %o', (info, expected) => {
    const { line, text } = watched({ terminal: false });
    line.wait(info);
    expect(text()).toBe(`${expected}\n`);
  });

  const busy = { reason: 'busy', status: 503, waitMs: 1000, leftMs: 9000 } as const;

  test('is said at once, and then every few seconds at most, where there is no terminal', () => {
    const { line, text, advance } = watched({ terminal: false });
    line.report({ phase: 'send', done: 1, total: 9 });
    for (let refusal = 0; refusal < 50; refusal += 1) {
      line.wait(busy);
      advance(100);
    }
    expect(text().match(/Waiting/g)).toHaveLength(2);
  });

  test('is written over on a terminal', () => {
    const { line, text } = watched({ terminal: true });
    line.wait(busy);
    line.clear();
    expect(text()).toBe(
      '\r\u001b[2KWaiting 1 s: the server is busy (503); 9 s of --max-wait left\r\u001b[2K',
    );
  });
});

describe('what a command says beside its work', () => {
  const api = createFakeApi({
    planUpload: (_file, { onWait, onWarning } = {}) => {
      onWait?.({ reason: 'busy', status: 429, waitMs: 1000, leftMs: 9000 });
      onWarning?.('the log ends here.');
      return Promise.resolve(plan);
    },
  });

  test.each([
    [['plan', 'a'], true],
    [['plan', 'a', '--json'], true],
    [['plan', 'a', '--quiet'], false],
  ])('%j: waits go to stderr unless it is to be quiet, warnings always', async (words, saysWaits) => {
    const io = createFakeIo();
    await main(words, io, api);
    expect(io.err().includes('Waiting 1 s: the server is busy (429)')).toBe(saysWaits);
    expect(io.err()).toContain('Warning: the log ends here.');
    expect(io.out()).not.toContain('the log ends here.');
  });
});

describe('the progress of a command', () => {
  const api = createFakeApi({
    planUpload: (_file, { progress } = {}) => {
      progress?.({ phase: 'compare', done: 3, total: 3 });
      return Promise.resolve(plan);
    },
  });

  test('goes to stderr, also with --json', async () => {
    for (const words of [
      ['plan', 'a'],
      ['plan', 'a', '--json'],
    ]) {
      const io = createFakeIo();
      await main(words, io, api);
      expect(io.err()).toContain('Comparing with 3DS: 3/3\n');
      expect(io.out()).not.toContain('Comparing');
    }
  });

  test('is silent with --quiet', async () => {
    const io = createFakeIo();
    await main(['plan', 'a', '--quiet'], io, api);
    expect(io.err()).toBe('');
  });

  test('leaves a clean line on a terminal', async () => {
    const io = createFakeIo({ columns: 80 });
    await main(['plan', 'a', '--no-color'], io, api);
    expect(io.err().startsWith('\r\u001b[2KComparing with 3DS: 3/3\r\u001b[2KNext: ')).toBe(true);
  });

  test('is taken away before a question', async () => {
    const asking = createFakeApi({
      upload: async (_file, { progress, confirm } = {}) => {
        progress?.({ phase: 'send', done: 0, total: 0 });
        await confirm?.({ server: 's', partnerId: '7', creates: 1, updates: 0 });
        return report;
      },
    });
    const io = createFakeIo({ columns: 80, stdinIsTty: true });
    let before = '';
    await main(
      ['upload', 'a'],
      {
        ...io,
        ask: () => {
          before = io.err();
          return Promise.resolve(true);
        },
      },
      asking,
    );
    expect(before.endsWith('Sending: 0/0\r\u001b[2K')).toBe(true);
  });
});
