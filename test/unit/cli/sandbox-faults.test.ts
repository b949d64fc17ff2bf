import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { createFakeApi } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

async function sandboxOf(line: string) {
  const io = createFakeIo();
  const api = createFakeApi();
  const done = main(['sandbox', ...line.split(' ').filter((word) => word !== '')], io, api);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  io.send('SIGINT');
  return { exitCode: await done, options: api.calls[0]?.[1], io };
}

describe('the flags of the sandbox about faults', () => {
  test.each([
    ['--allow-duplicates --saved s.jsonl', { allowDuplicates: true, savedFile: 's.jsonl' }],
    ['--fault hang@3 --fault 503:date@id=A-7', { faults: { faults: ['hang@3', '503:date@id=A-7'] } }],
    [
      '--fault a.json --fault hang --fault b.json',
      { faultFiles: ['a.json', 'b.json'], faults: { faults: ['hang'] } },
    ],
    ['--fault-rate 0.25', { faults: { faults: [], random: { rate: 0.25, seed: 1 } } }],
    ['--fault-rate 1 --fault-seed 9', { faults: { faults: [], random: { rate: 1, seed: 9 } } }],
  ])('%s', async (line, expected) => {
    const { exitCode, options } = await sandboxOf(line);
    expect(options).toMatchObject(expected);
    expect(exitCode).toBe(0);
  });

  test('none of them is an option where none was given', async () => {
    const { options } = await sandboxOf('');
    const names = new Set(Object.keys(options ?? {}));
    for (const name of ['allowDuplicates', 'savedFile', 'faults', 'faultFiles'])
      expect(names).not.toContain(name);
  });

  test.each([
    ['--fault-seed 3', '--fault-seed needs --fault-rate'],
    ['--fault-rate 1.5', '--fault-rate takes a number from 0 to 1, found "1.5".'],
  ])('%s is refused', async (line, message) => {
    const { exitCode, io } = await sandboxOf(line);
    expect(exitCode).toBe(2);
    expect(io.err()).toContain(message);
  });

  test('what the server did is said in the end', async () => {
    const { io } = await sandboxOf('');
    expect(io.err()).toContain(
      'Requests: create 0, update 0, read 0, search 0, portfolio 0, other 0. Saved: 0 created, 0 updated. Faults: 0.\n',
    );
  });
});
