import { join } from 'node:path';
import type { ProcessEnvironment } from './environment.js';

/**
 * Where the platform keeps a program's state: `$XDG_STATE_HOME` or `~/.local/state` (XDG Base Directory specification 0.8),
 * `~/Library/Application Support`, `%LOCALAPPDATA%`.
 */
export function defaultStateFolder({ platform, variables, home }: ProcessEnvironment): string {
  if (platform === 'win32') {
    return join(variables['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'leadferry');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'leadferry');
  return join(variables['XDG_STATE_HOME'] ?? join(home, '.local', 'state'), 'leadferry');
}
