import { z } from 'zod';
import { LeadferryError } from '../core/error.js';

/** What the pipeline report counts with, where no flag says otherwise. */
const pipelineReport = z
  .strictObject({
    /** Percent by stage. */
    probabilities: z
      .partialRecord(
        z.enum(['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED']),
        z.number().min(0).max(100),
      )
      .optional(),
    /** Days without a change after which an open lead is stale. */
    staleDays: z.int().min(1).max(3650).optional(),
    /** How many of the largest open leads are listed. */
    top: z.int().min(1).max(1000).optional(),
  })
  .optional();

const seconds = z.number().positive().max(86_400);

/** The settings that a configuration file, a profile and the library take, with their ranges. Times are in seconds. */
export const settingShapes = {
  env: z.enum(['production', 'ppt', 'qal', 'ptd', 'ppd', 'sandbox']).optional(),
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  apiKeyFile: z.string().min(1).optional(),
  /** Program and arguments; the first line of its output is the key. */
  apiKeyCommand: z.string().min(1).optional(),
  /** Entry of the system's keychain. */
  apiKeyKeychain: z
    .string()
    .regex(/^[^-\s]/)
    .optional(),
  /** Certificates (PEM) of the company's own authorities. */
  caFile: z.string().min(1).optional(),
  logFile: z.string().min(1).optional(),
  partnerId: z.string().min(1).optional(),
  apiVersion: z.enum(['v0', 'v1']).optional(),
  stateDir: z.string().min(1).optional(),
  timeout: seconds.optional(),
  maxWait: z.number().min(0).max(86_400).optional(),
  settle: z.number().min(0).max(86_400).optional(),
  rps: z.union([z.number().positive().max(10_000), z.literal('unlimited')]).optional(),
  concurrency: z.int().min(1).max(256).optional(),
  /** Days after which the kept product catalogue counts as old. */
  catalogueMaxAge: z.number().min(0).max(36_500).optional(),
  /** Days for which the ledger keeps what was sent and what 3DS held; ids, hashes and outcomes are kept for good. */
  retentionDays: z.number().positive().max(36_500).optional(),
  /** Issue codes that are not listed. */
  ignore: z.array(z.string().min(1)).optional(),
  pipelineReport,
} as const;

const settings = z.object(settingShapes);

/** All problems of a settings object in one line, each with the setting's path. */
function describeProblems(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'top level'}: ${issue.message}`).join('; ');
}

/** Settings with every value in its range. Throws LeadferryError CONFIG_INVALID that names each one that is not. */
export function checkedSettings(values: unknown, where: string): z.infer<typeof settings> {
  const result = settings.safeParse(values);
  if (result.success) return result.data;
  throw new LeadferryError('CONFIG_INVALID', `Not a valid ${where}: ${describeProblems(result.error)}`);
}
