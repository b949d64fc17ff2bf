import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import { LeadferryError, thrownMessage } from '../core/error.js';

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificates (PEM) of a company's own authorities together with those that Node trusts, NODE_EXTRA_CA_CERTS among them.
 * Throws LeadferryError CONFIG_INVALID for a file that cannot be read or holds no certificate.
 */
export async function trustedCertificates(file: string): Promise<readonly string[]> {
  const own = (await textOf(file)).match(block) ?? [];
  if (own.length === 0) {
    throw invalid(file, 'expected certificates in PEM form (-----BEGIN CERTIFICATE-----), found none');
  }
  for (const [index, certificate] of own.entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      throw invalid(file, `certificate ${index + 1} of ${own.length} is damaged`);
    }
  }
  return [...getCACertificates('default'), ...own];
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'latin1');
  } catch (cause) {
    throw invalid(file, `it cannot be read: ${thrownMessage(cause)}`);
  }
}

function invalid(file: string, problem: string): LeadferryError {
  return new LeadferryError('CONFIG_INVALID', `The CA file ${file} cannot be used: ${problem}.`, {
    next: 'Ask your IT for the CA certificates as one PEM file. A .der or .cer file becomes one by `openssl x509 -inform der -in FILE -out ca.pem`.',
  });
}
