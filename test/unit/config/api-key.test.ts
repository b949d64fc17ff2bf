import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keySourceText } from '../../../src/config/api-key.js';
import { keyFromCommand } from '../../../src/config/api-key-command.js';
import { keychainCommand } from '../../../src/config/api-key-keychain.js';
import { commandWords } from '../../../src/config/command-words.js';
import type { ProcessEnvironment } from '../../../src/config/environment.js';
import { type ConnectionOptions, resolveSettings } from '../../../src/config/settings.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

interface Given {
  readonly options?: ConnectionOptions;
  readonly variables?: Record<string, string>;
  /** Text of leadferry.config.yaml. */
  readonly config?: string;
  readonly platform?: NodeJS.Platform;
}

/** A folder with keys in every kind of source; `say TEXT` is a program on PATH. */
async function placeOf({ variables = {}, config, platform = 'linux' }: Given): Promise<ProcessEnvironment> {
  const cwd = await tempFolder();
  await writeFile(join(cwd, 'key'), '\uFEFFof-file\r\nsecond line\n', { mode: 0o600 });
  await program(cwd, 'say', 'printf "%s\\nsecond line\\n" "$1"; echo of-stderr >&2');
  await program(cwd, 'secret-tool', 'echo "$1 $2 $3" > asked; echo of-keychain');
  await program(cwd, 'security', 'echo "$1 $2 $3 $4" > asked; echo of-keychain');
  if (config !== undefined) await writeFile(join(cwd, 'leadferry.config.yaml'), config);
  const path = `${cwd}:${process.env['PATH'] ?? ''}`;
  return { variables: { ...variables, PATH: path }, cwd, home: cwd, platform };
}

async function program(folder: string, name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
}

async function settingsOf(given: Given) {
  return await resolveSettings({ env: 'sandbox', ...given.options }, await placeOf(given));
}

const variables = { LEADFERRY_API_KEY: 'of-environment' };
const profile = 'apiKeyKeychain: top\nprofiles:\n  night: { apiKeyFile: key }\n  day: { rps: 1 }\n';

describe('the API key comes from', () => {
  it.each<readonly [string, Given, string]>([
    ['the calling program', { options: { apiKey: 'of-caller' }, variables }, 'of-caller'],
    ['the environment', { variables }, 'of-environment'],
    ['the first line of a file', { options: { apiKeyFile: 'key' } }, 'of-file'],
    ['the first line that a command prints', { options: { apiKeyCommand: 'say of-command' } }, 'of-command'],
    [
      'a file that was named, though the environment has one',
      { options: { apiKeyFile: 'key' }, variables },
      'of-file',
    ],
    [
      'the environment, though the configuration names a file',
      { variables, config: 'apiKeyFile: key' },
      'of-environment',
    ],
    ['a command of the configuration', { config: `apiKeyCommand: say 'of-command'` }, 'of-command'],
    ['the keychain of Linux', { config: 'apiKeyKeychain: leadferry qal' }, 'of-keychain'],
    ['the keychain of macOS', { config: 'apiKeyKeychain: leadferry qal', platform: 'darwin' }, 'of-keychain'],
    ['the source of the profile alone', { config: profile, options: { profile: 'night' } }, 'of-file'],
    [
      'the source of the top level, where the profile names none',
      { config: profile, options: { profile: 'day' } },
      'of-keychain',
    ],
    [
      'the configuration, where the environment is empty',
      { variables: { LEADFERRY_API_KEY: '' }, config: 'apiKeyFile: key' },
      'of-file',
    ],
  ])('%s', async (_title, given, key) => {
    const settings = await settingsOf(given);
    expect(await settings.apiKey()).toBe(key);
  });

  it.each<readonly [string, Given, string, RegExp]>([
    ['nowhere', {}, 'KEY_MISSING', /No API key is set/],
    ['an empty variable', { variables: { LEADFERRY_API_KEY: '' } }, 'KEY_MISSING', /No API key/],
    [
      'a file that is missing',
      { options: { apiKeyFile: 'nowhere' } },
      'CONFIG_INVALID',
      /nowhere cannot be read/,
    ],
    ['a folder', { options: { apiKeyFile: '.' } }, 'CONFIG_INVALID', /cannot be read/],
    [
      'a command that prints nothing',
      { options: { apiKeyCommand: 'say ""' } },
      'KEY_MISSING',
      /is empty \(answer of the key command\)/,
    ],
    [
      'a command that is not there',
      { options: { apiKeyCommand: 'not-there secret-word' } },
      'CONFIG_INVALID',
      /not-there, failed: it was not found/,
    ],
    [
      'a command that fails',
      { options: { apiKeyCommand: 'sh -c "echo secret-word >&2; exit 3"' } },
      'CONFIG_INVALID',
      /sh, failed: it ended with exit code 3/,
    ],
    [
      'a command that is killed',
      { options: { apiKeyCommand: `sh -c 'kill -9 $$'` } },
      'CONFIG_INVALID',
      /ended by SIGKILL/,
    ],
    [
      'a command that prints without end',
      { options: { apiKeyCommand: 'yes secret-word' } },
      'CONFIG_INVALID',
      /far more than a key/,
    ],
    [
      'a command that no system runs',
      { options: { apiKeyCommand: 'say secret-word\0' } },
      'CONFIG_INVALID',
      /say, failed: it cannot be run/,
    ],
    [
      'a command with an open quote',
      { options: { apiKeyCommand: 'say "secret-word' } },
      'CONFIG_INVALID',
      /quote that is not closed/,
    ],
    [
      'a keychain on Windows',
      { options: { apiKeyKeychain: 'x' }, platform: 'win32' },
      'CONFIG_INVALID',
      /no keychain on Windows/,
    ],
    [
      'a text with a blank in it',
      { variables: { LEADFERRY_API_KEY: 'secret-word x' } },
      'CONFIG_INVALID',
      /spaces or characters/,
    ],
  ])('%s: that is refused, and nothing secret is said', async (...[, given, code, message]) => {
    const settings = await settingsOf(given);
    const thrown: unknown = await settings.apiKey().catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(JSON.stringify([String(thrown), thrown])).not.toContain('secret-word');
  });

  it.each<readonly [string, Given]>([
    ['two options', { options: { apiKeyFile: 'key', apiKeyCommand: 'say x' } }],
    ['two settings of the configuration', { config: 'apiKeyFile: key\napiKeyKeychain: x' }],
  ])('not from %s at once', async (_title, given) => {
    await expect(settingsOf(given)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/found two: apiKeyFile and apiKey(Command|Keychain)/),
    });
  });

  it('not from a keychain entry that a program could take for a switch', async () => {
    await expect(settingsOf({ config: 'apiKeyKeychain: -w' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});

describe('a key file', () => {
  it.each([0o640, 0o604, 0o644, 0o660, 0o602])(
    'of mode %o is refused, with the command that mends it',
    async (mode) => {
      const place = await placeOf({});
      await chmod(join(place.cwd, 'key'), mode);
      const settings = await resolveSettings({ env: 'sandbox', apiKeyFile: 'key' }, place);
      await expect(settings.apiKey()).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(`expected mode 0600, found 0${mode.toString(8)}`),
        next: expect.stringContaining(`chmod 600 ${join(place.cwd, 'key')}`),
      });
      const onWindows = await resolveSettings(
        { env: 'sandbox', apiKeyFile: 'key' },
        { ...place, platform: 'win32' },
      );
      expect(await onWindows.apiKey()).toBe('of-file');
    },
  );

  it('that is far larger than a key is refused', async () => {
    const place = await placeOf({});
    await writeFile(join(place.cwd, 'key'), 'x'.repeat(70_000));
    const settings = await resolveSettings({ env: 'sandbox', apiKeyFile: 'key' }, place);
    await expect(settings.apiKey()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('a key command', () => {
  it('is given neither LEADFERRY_API_KEY nor a shell, and the rest of the environment', async () => {
    const place = await placeOf({ variables: { ...variables, OTHER: 'kept' } });
    const words = commandWords(`sh -c 'env > seen; echo key' '$HOME' ; "a b"`);
    expect(words.slice(3)).toEqual(['$HOME', ';', 'a b']);
    expect(await keyFromCommand(words, place)).toBe('key');
    const seen = await readFile(join(place.cwd, 'seen'), 'utf8');
    expect(seen).toContain('OTHER=kept');
    expect(seen).not.toContain('of-environment');
  });

  it('that takes too long is ended', async () => {
    const place = await placeOf({});
    const attempt = keyFromCommand(['sh', '-c', 'echo secret-word; exec sleep 30'], place, 30);
    await expect(attempt).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/not done within 0.03 s/),
    });
  });

  it.each([
    ['pass show 3ds/key', ['pass', 'show', '3ds/key']],
    [`op read "op://a b/c"`, ['op', 'read', 'op://a b/c']],
    [`a'b c'd ""  `, ['ab cd', '']],
  ])('%s is taken apart by blanks and quotes', (command, words) => {
    expect(commandWords(command)).toEqual(words);
  });
});

describe('the keychain', () => {
  it.each<readonly [NodeJS.Platform, readonly string[]]>([
    ['darwin', ['security', 'find-generic-password', '-s', 'leadferry', '-w']],
    ['linux', ['secret-tool', 'lookup', 'service', 'leadferry']],
  ])('of %s is asked for the entry by its service', (platform, command) => {
    expect(keychainCommand('leadferry', platform)).toEqual(command);
  });
});

it.each([
  [{ kind: 'value', key: 'secret-word', from: 'caller' }, 'given by the calling program'],
  [{ kind: 'value', key: 'secret-word', from: 'LEADFERRY_API_KEY' }, 'LEADFERRY_API_KEY'],
  [{ kind: 'file', file: '/k' }, 'file /k'],
  [{ kind: 'command', command: 'secret-word' }, 'answer of the key command'],
  [{ kind: 'keychain', entry: 'leadferry' }, 'keychain entry "leadferry"'],
  [null, 'no source'],
] as const)('the source %o is shown as %s', (source, text) => {
  expect(keySourceText(source)).toBe(text);
});
