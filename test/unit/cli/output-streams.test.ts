import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { createSinkWriter } from '../../../src/cli/sink-writer.js';
import { createFakeApi } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

function streamError(code: string): Error {
  return Object.assign(new Error(`write ${code}`), { code });
}

describe('a stdout whose reader has gone away', () => {
  test.each(['EPIPE', 'ERR_STREAM_DESTROYED'])('is no failure and says nothing (%s)', async (code) => {
    for (const line of ['explain', 'plan a', 'plan a --json', '--help', 'upload a --quiet']) {
      const io = createFakeIo({ stdoutError: streamError(code) });
      expect(await main(line.split(' '), io, createFakeApi())).toBe(0);
      expect(io.err()).not.toContain('Error');
    }
  });
});

describe('a stdout that cannot be written for another reason', () => {
  test('is a failure that says so', async () => {
    const io = createFakeIo({ stdoutError: streamError('ENOSPC') });
    expect(await main(['explain'], io, createFakeApi())).toBe(1);
    expect(io.err()).toContain('write ENOSPC');
  });
});

describe('the writer of a stream', () => {
  test('writes nothing more after the reader has gone away', async () => {
    let writes = 0;
    const writer = createSinkWriter({
      write: (_text, done) => {
        writes += 1;
        done(streamError('EPIPE'));
      },
      on: () => undefined,
    });
    writer.lines('one');
    writer.lines('two');
    await writer.flush();
    expect(writes).toBe(1);
  });

  test('keeps colours and makes every other control character visible', () => {
    const io = createFakeIo();
    createSinkWriter(io.stdout).lines('\u001b[31mred\u001b[39m \u001b[2J\u0007\u009b1m\r end\nnext');
    expect(io.out()).toBe('\u001b[31mred\u001b[39m \\u001b[2J\\u0007\\u009b1m\\u000d end\nnext\n');
  });
});
