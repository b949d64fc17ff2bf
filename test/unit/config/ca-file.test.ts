import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { trustedCertificates } from '../../../src/config/ca-file.js';
import { makeCertificate } from '../../support/certificates.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

async function fileWith(text: string): Promise<string> {
  const file = join(await tempFolder(), 'ca.pem');
  await writeFile(file, text);
  return file;
}

const one = makeCertificate({ name: 'One CA', isAuthority: true }).cert;
const two = makeCertificate({ name: 'Two CA', isAuthority: true }).cert;

describe('a CA file', () => {
  it('adds its certificates to those that Node trusts', async () => {
    const file = await fileWith(`# Company\r\n${one}\nTwo CA\n${two}`);
    const trusted = await trustedCertificates(file);
    expect(trusted.slice(0, -2)).toEqual(getCACertificates('default'));
    expect(trusted.slice(-2)).toEqual([one.trim(), two.trim()]);
  });

  it.each([
    ['without a certificate', 'nothing', /expected certificates in PEM form.*found none/],
    ['with a damaged one', `${one}${two.replace(/\n.{40}/, '\n')}`, /certificate 2 of 2 is damaged/],
  ])('%s is refused', async (_title, text, message) => {
    await expect(trustedCertificates(await fileWith(text))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message),
      next: expect.stringContaining('openssl x509'),
    });
  });

  it('that is not there is refused', async () => {
    const file = join(await tempFolder(), 'none.pem');
    await expect(trustedCertificates(file)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(file),
    });
  });
});
