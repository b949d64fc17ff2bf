import type { Command } from './command.js';

/** What the words of the command line ask for. */
export type Parsed =
  /** The help or the version. */
  | { readonly kind: 'show'; readonly text: string }
  | {
      readonly kind: 'run';
      readonly command: Command;
      /** Positionals and flags by name, texts as typed. */
      readonly values: Readonly<Record<string, unknown>>;
    };

export interface ParseOptions {
  /** Characters per line of the help. */
  readonly columns: number;
  readonly version: string;
}
