/** What OpenSSL calls a certificate whose issuer this machine does not know. */
const unknownIssuer: readonly string[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What to do where a connection failed over a certificate that a company's own authority issued; undefined for any other failure. */
export function certificateRemedy(code: string): string | undefined {
  return unknownIssuer.includes(code)
    ? 'If your company inspects secure connections, ask its IT for the CA file and set NODE_EXTRA_CA_CERTS to its path, then run `leadferry doctor`.'
    : undefined;
}
