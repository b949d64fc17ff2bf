import { resolve } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { keyFromCommand } from './api-key-command.js';
import { keyInFile } from './api-key-file.js';
import { keychainCommand } from './api-key-keychain.js';
import { commandWords } from './command-words.js';
import type { ProcessEnvironment } from './environment.js';

/** Where the API key comes from. */
export type KeySource =
  | { readonly kind: 'value'; readonly key: string; readonly from: 'caller' | 'LEADFERRY_API_KEY' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'keychain'; readonly entry: string };

/** The settings that name a source of the key, of one layer. */
export interface KeySettings {
  readonly apiKey?: string | undefined;
  readonly apiKeyFile?: string | undefined;
  readonly apiKeyCommand?: string | undefined;
  readonly apiKeyKeychain?: string | undefined;
}

/**
 * The source that one layer of settings names; null where it names none.
 * Throws LeadferryError CONFIG_INVALID where it names two: which of them is meant cannot be known.
 */
export function keySourceOf(settings: KeySettings, from: 'caller' | 'LEADFERRY_API_KEY'): KeySource | null {
  const { apiKey: key = '', apiKeyFile: file, apiKeyCommand: command, apiKeyKeychain: entry } = settings;
  const sources: KeySource[] = [];
  if (key !== '') sources.push({ kind: 'value', key, from });
  if (file !== undefined) sources.push({ kind: 'file', file });
  if (command !== undefined) sources.push({ kind: 'command', command });
  if (entry !== undefined) sources.push({ kind: 'keychain', entry });
  const [first = null, second] = sources;
  if (first === null || second === undefined) return first;
  throw new LeadferryError(
    'CONFIG_INVALID',
    `Expected one source of the API key, found two: ${settingOf[first.kind]} and ${settingOf[second.kind]}.`,
    { next: 'Leave out one of them; docs/network.md says which are looked at in which order.' },
  );
}

const settingOf = {
  value: 'apiKey',
  file: 'apiKeyFile',
  command: 'apiKeyCommand',
  keychain: 'apiKeyKeychain',
} as const satisfies Record<KeySource['kind'], string>;

/** The source in words; a command is not repeated, as it may hold what nobody else should see. */
export function keySourceText(source: KeySource | null): string {
  switch (source?.kind) {
    case 'value':
      return source.from === 'caller' ? 'given by the calling program' : source.from;
    case 'file':
      return `file ${source.file}`;
    case 'command':
      return 'answer of the key command';
    case 'keychain':
      return `keychain entry "${source.entry}"`;
    case undefined:
      return 'no source';
  }
}

/**
 * The API key from its source.
 * Throws LeadferryError KEY_MISSING where there is none, CONFIG_INVALID for a file that cannot be read or that others can read, a command
 * that fails, or a key with characters that no header may carry. No message ever holds the key.
 */
export async function readApiKey(source: KeySource | null, environment: ProcessEnvironment): Promise<string> {
  if (source === null) {
    throw new LeadferryError(
      'KEY_MISSING',
      'No API key is set: LEADFERRY_API_KEY is empty, and neither a file nor a command nor a keychain entry is named.',
    );
  }
  const key = await keyOf(source, environment);
  if (key === '') {
    throw new LeadferryError('KEY_MISSING', `The API key is empty (${keySourceText(source)}).`);
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new LeadferryError(
      'CONFIG_INVALID',
      'The API key holds spaces or characters that no key has. Copy it again, without quotes.',
    );
  }
  return key;
}

async function keyOf(source: KeySource, environment: ProcessEnvironment): Promise<string> {
  switch (source.kind) {
    case 'value':
      return source.key;
    case 'file':
      return await keyInFile(resolve(environment.cwd, source.file), environment.platform);
    case 'command':
      return await keyFromCommand(commandWords(source.command), environment);
    case 'keychain':
      return await keyFromCommand(keychainCommand(source.entry, environment.platform), environment);
  }
}
