import { createRequire } from 'node:module';
import { z } from 'zod';

const packageFile = z.object({ version: z.string() });

/** The version in package.json, which stands at the package's root both from src/ and from dist/. */
export const packageVersion: string = packageFile.parse(
  createRequire(import.meta.url)('../../package.json'),
).version;

/** What the server sees as the caller. */
export const userAgent = `leadferry/${packageVersion}`;
