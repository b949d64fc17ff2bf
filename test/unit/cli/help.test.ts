import { describe, expect, test } from 'vitest';
import { commandWords } from '../../../src/cli/command.js';
import { commands } from '../../../src/cli/commands.js';
import { main } from '../../../src/cli/main.js';
import { createFakeApi } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

const helps = ['', 'export', 'report', 'refs', ...commands.map(commandWords)];

async function helpOf(words: string): Promise<string> {
  const io = createFakeIo();
  const api = createFakeApi();
  expect(await main([...words.split(' ').filter((word) => word !== ''), '--help'], io, api)).toBe(0);
  expect(io.err()).toBe('');
  expect(api.calls).toEqual([]);
  return io.out();
}

describe('help', () => {
  test.each(helps)('of "leadferry %s" stays as it is', async (words) => {
    expect(await helpOf(words)).toMatchSnapshot();
  });

  test.each(helps)('of "leadferry %s" starts with an example that can be parsed', async (words) => {
    const [title, example = ''] = (await helpOf(words)).split('\n');
    expect(title).toBe('Example:');
    const typed = /^ {2}(?:LEADFERRY_API_KEY=demo )?npx leadferry (.+)$/.exec(example)?.[1] ?? '';
    expect(typed.startsWith(words)).toBe(true);
    const io = createFakeIo();
    const api = createFakeApi();
    const done = main(typed.split(' '), io, api);
    await new Promise(setImmediate);
    io.send('SIGTERM');
    expect(await done).toBe(0);
    expect(api.calls.length).toBeGreaterThan(0);
  });

  test('lists every verb with one line', async () => {
    const text = await helpOf('');
    for (const command of commands) {
      const verb = commandWords(command).split(' ')[0];
      expect(text).toMatch(new RegExp(`^  leadferry ${verb}\\b.*  \\S`, 'm'));
    }
  });

  test('fits a narrow terminal', async () => {
    const io = createFakeIo({ columns: 60 });
    await main(['upload', '--help'], io, createFakeApi());
    expect(
      Math.max(
        ...io
          .out()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
    expect(io.out().split('\n').length).toBeGreaterThan(60);
  });

  test('says nothing that needs a TTY or the environment of the caller', async () => {
    const io = createFakeIo({ columns: 100, env: { LANG: 'de_DE.UTF-8' } });
    await main(['--help'], io, createFakeApi());
    expect(io.out()).toContain('Commands:');
    expect(io.out()).not.toContain('\u001b');
  });

  test('gives the version of package.json', async () => {
    const io = createFakeIo();
    expect(await main(['--version'], io, createFakeApi())).toBe(0);
    expect(io.out()).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});
