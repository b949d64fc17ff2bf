import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askYesOrNo } from '../../../src/cli/ask.js';
import { main } from '../../../src/cli/main.js';
import { claimed, createFakeApi, report } from './fake-api.js';
import { createFakeIo, type FakeIoOptions } from './fake-io.js';

const question = { server: 'https://apigw-prd.3ds.com', partnerId: '7', creates: 1, updates: 3 };
const wording =
  'Creating 1 lead and updating 3 leads for partner 7 at https://apigw-prd.3ds.com (production)';

/** Runs a command that asks for confirmation before it goes on. */
async function asked(line: string, options: FakeIoOptions) {
  const answers: boolean[] = [];
  const confirmed = async (confirm: ((asking: typeof question) => Promise<boolean>) | undefined) => {
    answers.push((await confirm?.(question)) ?? false);
    return report;
  };
  const api = createFakeApi({
    upload: (_file, { confirm } = {}) => confirmed(confirm),
    resume: ({ confirm } = {}) => confirmed(confirm),
  });
  const io = createFakeIo(options);
  return { exitCode: await main(line.split(' '), io, api), answers, io };
}

describe.each(['upload a', 'resume'])('%s to production', (line) => {
  test.each([true, false])('asks on a terminal and takes the answer %s', async (answer) => {
    const { answers, io } = await asked(line, { stdinIsTty: true, answer });
    expect(io.questions).toEqual([`${wording}. Go on?`]);
    expect(answers).toEqual([answer]);
  });

  test.each(['--yes', '-y', '--yes --no-input'])('is confirmed by %s without a question', async (flags) => {
    for (const stdinIsTty of [true, false]) {
      const { answers, io, exitCode } = await asked(`${line} ${flags}`, { stdinIsTty });
      expect(io.questions).toEqual([]);
      expect(answers).toEqual([true]);
      expect(exitCode).toBe(0);
    }
  });

  test.each([
    ['', false],
    [' --no-input', true],
    [' --no-input', false],
  ])('with "%s" and a terminal: %s is refused with the next command', async (flags, stdinIsTty) => {
    const { answers, io, exitCode } = await asked(`${line}${flags}`, { stdinIsTty, answer: true });
    expect(io.questions).toEqual([]);
    expect(answers).toEqual([]);
    expect(exitCode).toBe(2);
    expect(io.err()).toContain(`Nothing was sent. ${wording} needs a confirmation`);
    expect(io.err()).toMatch(/Next: {2}.*`leadferry plan FILE`.*--yes/);
  });
});

describe('the question on a terminal', () => {
  async function answerTo(keys: string): Promise<boolean> {
    const input = new PassThrough();
    const output = new PassThrough();
    output.resume();
    const answer = askYesOrNo('Go on?', { input, output, signal: new AbortController().signal });
    input.write(keys);
    return await answer;
  }

  test.each([
    ['y', true],
    ['n', false],
    ['\r', false],
    ['\u0003', false],
  ])('%j means %s', async (keys, meaning) => {
    expect(await answerTo(keys)).toBe(meaning);
  });

  test('is no when the run is stopped meanwhile', async () => {
    const controller = new AbortController();
    const output = new PassThrough();
    output.resume();
    const answer = askYesOrNo('Go on?', { input: new PassThrough(), output, signal: controller.signal });
    controller.abort();
    expect(await answer).toBe(false);
  });
});

test('a claim asks with its own words, and names its dry run where nobody can be asked', async () => {
  const api = createFakeApi({
    claimLeads: async (_file, { confirm } = {}) => {
      await confirm?.({ ...question, creates: 0, claims: 3 });
      return claimed;
    },
  });
  const terminal = createFakeIo({ stdinIsTty: true, answer: true });
  await main(['claim', 'inbox.xlsx'], terminal, api);
  expect(terminal.questions).toEqual([
    'Giving your ids to 3 leads of 3DS for partner 7 at https://apigw-prd.3ds.com (production). Go on?',
  ]);
  const nobody = createFakeIo({ stdinIsTty: false });
  expect(await main(['claim', 'inbox.xlsx'], nobody, api)).toBe(2);
  expect(nobody.err()).toContain('Look at `leadferry claim FILE --dry-run` with the same flags');
});
