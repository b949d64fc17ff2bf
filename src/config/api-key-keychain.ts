import { LeadferryError } from '../core/error.js';

/**
 * The command that asks the system's keychain for an entry, which is stored under this name as its service.
 * Throws LeadferryError CONFIG_INVALID where the system has no keychain that a command can ask.
 */
export function keychainCommand(entry: string, platform: NodeJS.Platform): readonly string[] {
  switch (platform) {
    case 'darwin':
      return ['security', 'find-generic-password', '-s', entry, '-w'];
    case 'linux':
      return ['secret-tool', 'lookup', 'service', entry];
    default:
      throw new LeadferryError(
        'CONFIG_INVALID',
        `apiKeyKeychain is set, and leadferry knows no keychain on ${platform === 'win32' ? 'Windows' : platform}: it asks that of macOS and the secret service of Linux.`,
        {
          next: 'Use LEADFERRY_API_KEY, --api-key-file, or --api-key-command with a program that prints the key.',
        },
      );
  }
}
