import { homedir } from 'node:os';

/** What the process was started with, as plain values. The only place that looks at `process.env`. */
export interface ProcessEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

export function processEnvironment(): ProcessEnvironment {
  return { variables: process.env, cwd: process.cwd(), home: homedir(), platform: process.platform };
}
