const companyCa =
  'If your company inspects secure connections, ask its IT for the CA file and pass it with --ca-file (or LEADFERRY_CA_FILE), then run `leadferry doctor`.';
const certificateOfServer =
  'Check the address of the server; if it is right, its certificate has to be mended by whoever runs it (3DS, or your company where a proxy inspects secure connections).';
const nameNotFound =
  'Check the address for a slip and this machine for a network (VPN, name server). Where the internet is reached through a proxy, set HTTPS_PROXY. Then run `leadferry doctor`.';
const noConnection =
  'Check the address and port, and that no firewall stands between. Where the internet is reached through a proxy, set HTTPS_PROXY. For a rehearsal start the stand-in server: `leadferry sandbox`.';
const noTls =
  'The other side does not speak https there. Check the port of the address, and the scheme of HTTPS_PROXY: most proxies are reached by http://.';
const oldTls =
  'The server, or a proxy between, speaks only a version of TLS or a cipher that is no longer safe. Ask whoever runs it to renew that.';

/** What to do about a failed connection, by the code of the system, of OpenSSL, of undici or of leadferry. */
const remedies: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: companyCa,
  SELF_SIGNED_CERT_IN_CHAIN: companyCa,
  UNABLE_TO_GET_ISSUER_CERT: companyCa,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: companyCa,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: companyCa,
  CERT_UNTRUSTED: companyCa,
  CERT_HAS_EXPIRED:
    'Check the date and time of this machine. If they are right, the certificate has to be renewed by whoever runs the server (3DS, or your company where a proxy inspects secure connections).',
  CERT_NOT_YET_VALID:
    'Set the date and time of this machine: they are probably in the past. Then run `leadferry doctor`.',
  ERR_TLS_CERT_ALTNAME_INVALID: certificateOfServer,
  UND_ERR_PRX_TLS: certificateOfServer,
  CERT_REVOKED: certificateOfServer,
  CERT_REJECTED: certificateOfServer,
  INVALID_PURPOSE: certificateOfServer,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldTls,
  ERR_SSL_DH_KEY_TOO_SMALL: oldTls,
  ENOTFOUND: nameNotFound,
  EAI_AGAIN: nameNotFound,
  EAI_NODATA: nameNotFound,
  ECONNREFUSED: noConnection,
  EHOSTUNREACH: noConnection,
  ENETUNREACH: noConnection,
  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  PROXY_LOGIN:
    'Give user name and password in the address of the proxy: HTTPS_PROXY=http://USER:PASSWORD@proxy.example:8080, signs such as @ and : written as %40 and %3A.',
  PROXY_REFUSED:
    'The proxy lets nobody through to this server. Check its address in HTTPS_PROXY, ask your IT to allow the server, or name the server in NO_PROXY where it is reached without a proxy.',
};

/** What to do where a connection failed for a reason that has a remedy of its own; undefined for any other failure. */
export function connectionRemedy(code: string): string | undefined {
  return Object.hasOwn(remedies, code) ? remedies[code] : undefined;
}
