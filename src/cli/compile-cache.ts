import { mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import type { Io } from './io.js';

/** What a process knows of its user and its machine. */
export interface CacheHost {
  readonly env: Io['env'];
  readonly platform: string;
  /** The user's home folder; blank where there is none. */
  readonly home: string;
  /** The number of the user; null where the platform has none. */
  readonly userId: number | null;
}

const privateMode = 0o700;
const writableByOthers = 0o022;

/**
 * Has Node keep the compiled form of our code and of the packages, so that the next start need not compile them again. Nothing of a user's data is
 * in it. Nothing is kept and nothing said where the user has no folder for it, or NODE_DISABLE_COMPILE_CACHE is set.
 */
export function keepCompiledCode(host: CacheHost): void {
  if (isSet(host, 'NODE_COMPILE_CACHE') || isSet(host, 'NODE_DISABLE_COMPILE_CACHE')) return;
  const folder = cacheFolder(host);
  // What lies there is run: nobody else may write to it.
  if (isAbsolute(folder) && isMade(folder) && isPrivate(folder, host)) enableCompileCache(folder);
}

/** `$XDG_CACHE_HOME` or `~/.cache` (XDG Base Directory specification 0.8), `~/Library/Caches`, `%LOCALAPPDATA%`. */
export function cacheFolder({ env, platform, home }: CacheHost): string {
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'leadferry-cache');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'leadferry');
  return join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'leadferry');
}

function isSet({ env }: CacheHost, name: string): boolean {
  return (env[name] ?? '') !== '';
}

/** Makes no more than two levels: a home that does not exist stays so. */
function isMade(folder: string): boolean {
  return isFolder(dirname(folder)) && isFolder(folder);
}

function isFolder(path: string): boolean {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return true;
    mkdirSync(path, { mode: privateMode });
    return true;
  } catch {
    return false;
  }
}

function isPrivate(folder: string, { userId }: CacheHost): boolean {
  if (userId === null) return true;
  const { uid, mode } = statSync(folder);
  return uid === userId && (mode & writableByOthers) === 0;
}
