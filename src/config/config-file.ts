import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { describeProblems, settingShapes } from './setting-shapes.js';

const defaultConfigFile = 'leadferry.config.yaml';

const configFile = z.strictObject({
  ...settingShapes,
  /** Named blocks of the same settings, chosen by `--profile`. */
  profiles: z.record(z.string(), z.strictObject(settingShapes)).optional(),
});

/** Settings of one file, already those of the chosen profile. */
export type FileSettings = Omit<z.infer<typeof configFile>, 'profiles'>;

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
    if (profile === undefined) return {};
    throw new LeadferryError(
      'CONFIG_INVALID',
      `Profile "${profile}" needs a configuration file; ${file} does not exist.`,
    );
  }
  const { profiles = {}, ...common } = parsedConfig(file, text);
  if (profile === undefined) return common;
  const chosen = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined;
  if (chosen === undefined) {
    const names = Object.keys(profiles).join(', ') || 'none';
    throw new LeadferryError(
      'CONFIG_INVALID',
      `${file} has no profile "${profile}". Its profiles: ${names}.`,
    );
  }
  return { ...common, ...chosen };
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

function parsedConfig(file: string, text: string): z.infer<typeof configFile> {
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 10 }) ?? {};
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? ` line ${cause.linePos?.[0].line ?? '?'}` : '';
    throw new LeadferryError(
      'CONFIG_INVALID',
      `${file}${line}: not valid YAML. ${thrownMessage(cause).split('\n')[0]}`,
      { cause },
    );
  }
  const result = configFile.safeParse(content);
  if (result.success) return result.data;
  throw new LeadferryError('CONFIG_INVALID', `${file}: ${describeProblems(result.error)}`);
}
