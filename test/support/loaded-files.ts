import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { leadferry, projectRoot } from './leadferry-command.js';

/** What a command loaded by its end: our own files, and the packages that package.json names. */
export interface LoadedFiles {
  readonly own: readonly string[];
  readonly packages: readonly string[];
}

// Runs before the command, in its process.
const noting = `
  import { writeFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  process.on('exit', () => writeFileSync(process.env.LOADED_FILES, JSON.stringify(loaded)));
`;

/** Runs a command in the folder and says what it loaded. Throws where it ends with another code than 0. */
export async function loadedBy(args: readonly string[], cwd: string): Promise<LoadedFiles> {
  const script = join(cwd, 'noting.mjs');
  const list = join(cwd, 'loaded.json');
  await writeFile(script, noting);
  // Nothing of the tests' own settings: what checks them is loaded with them.
  const settings = { LEADFERRY_STATE_DIR: '', LEADFERRY_AS_OF: '' };
  const env = { ...settings, NODE_OPTIONS: `--import=${script}`, LOADED_FILES: list };
  const { code, stdout } = await leadferry(args, { cwd, env });
  if (code !== 0) throw new Error(`ended with ${code}: ${stdout}`);
  const urls: string[] = JSON.parse(await readFile(list, 'utf8'));
  const files = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  const { dependencies } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const names = new Set(files.map((file) => /.*node_modules[/\\]([^/\\]+)/.exec(file)?.[1] ?? ''));
  return {
    own: files.filter((file) => file.startsWith(projectRoot) && !file.includes('node_modules')),
    packages: Object.keys(dependencies).filter((name) => names.has(name)),
  };
}
