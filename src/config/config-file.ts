import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { OwnRule } from '../lead/rules/own-rule.js';
import { ownRules } from '../lead/rules/own-rules.js';
import type { settingShapes } from './setting-shapes.js';

const defaultConfigFile = 'leadferry.config.yaml';

/** Settings of one file, already those of the chosen profile. */
export type FileSettings = z.infer<z.ZodObject<typeof settingShapes>> & {
  /** Those of the top level, then those of the profile. */
  readonly rules: readonly OwnRule[];
};

interface ConfigRequest {
  /** The path that was asked for; undefined looks for `leadferry.config.yaml` in `cwd` and takes its absence. */
  readonly path: string | undefined;
  readonly profile: string | undefined;
  readonly cwd: string;
}

/**
 * Reads the configuration file and lays the profile's settings over those of its top level.
 * Throws LeadferryError CONFIG_INVALID for a missing file that was asked for, bad YAML (with line), an unknown setting or profile.
 */
export async function readConfigFile({ path, profile, cwd }: ConfigRequest): Promise<FileSettings> {
  const file = resolve(cwd, path ?? defaultConfigFile);
  const text = await configText(file, path !== undefined);
  if (text === null) {
    if (profile === undefined) return { rules: [] };
    throw new LeadferryError(
      'CONFIG_INVALID',
      `Profile "${profile}" needs a configuration file; ${file} does not exist.`,
    );
  }
  const { parsedConfig } = await import('./config-document.js');
  const { profiles = {}, rules: all, ...common } = parsedConfig(file, text);
  const commonRules = ownRules(all ?? [], basename(file));
  if (profile === undefined) return { ...common, rules: commonRules };
  const chosen = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined;
  if (chosen === undefined) {
    const names = Object.keys(profiles).join(', ') || 'none';
    throw new LeadferryError(
      'CONFIG_INVALID',
      `${file} has no profile "${profile}". Its profiles: ${names}.`,
    );
  }
  const { rules: own, ...settings } = chosen;
  const profileRules = ownRules(own ?? [], `profile ${profile} of ${basename(file)}`);
  const below = namesKey(settings) ? withoutKey(common) : common;
  return { ...below, ...settings, rules: [...commonRules, ...profileRules] };
}

type KeyNames = Pick<FileSettings, 'apiKeyFile' | 'apiKeyCommand' | 'apiKeyKeychain'>;

/** A profile with a source of its own for the key does not mean that of the top level as well. */
function namesKey({ apiKeyFile, apiKeyCommand, apiKeyKeychain }: KeyNames): boolean {
  return [apiKeyFile, apiKeyCommand, apiKeyKeychain].some((source) => source !== undefined);
}

function withoutKey<T extends KeyNames>({
  apiKeyFile: _file,
  apiKeyCommand: _command,
  apiKeyKeychain: _entry,
  ...others
}: T): Omit<T, keyof KeyNames> {
  return others;
}

async function configText(file: string, required: boolean): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (!required && cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new LeadferryError(
      'CONFIG_INVALID',
      `The configuration file ${file} cannot be read: ${thrownMessage(cause)}`,
      {
        cause,
      },
    );
  }
}
