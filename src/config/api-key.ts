import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LeadferryError } from '../core/error.js';

interface KeySources {
  readonly apiKey: string | undefined;
  readonly apiKeyFile: string | undefined;
  readonly cwd: string;
}

/**
 * The API key, from the environment (or the library's caller) or from the first line of a file.
 * Throws LeadferryError KEY_MISSING where neither is set, CONFIG_INVALID for an unreadable file or a key with characters
 * that no header may carry. No message ever holds the key.
 */
export async function readApiKey({ apiKey, apiKeyFile, cwd }: KeySources): Promise<string> {
  const key = apiKey ?? (apiKeyFile === undefined ? undefined : await keyInFile(resolve(cwd, apiKeyFile)));
  if (key === undefined || key === '') {
    throw new LeadferryError(
      'KEY_MISSING',
      'No API key is set: LEADFERRY_API_KEY is empty and there is no --api-key-file.',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new LeadferryError(
      'CONFIG_INVALID',
      'The API key holds spaces or characters that no key has. Copy it again, without quotes.',
    );
  }
  return key;
}

async function keyInFile(file: string): Promise<string> {
  try {
    const [line = ''] = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
    return line.trim();
  } catch (cause) {
    throw new LeadferryError('CONFIG_INVALID', `The API key file ${file} cannot be read.`, { cause });
  }
}
