import type { Refusal } from '../lead/lead-api.js';
import type { Condition } from './condition.js';
import { headerOf } from './exchange.js';

const maxMessageLength = 500;

/** Takes the key and other secrets out of a text that came from outside. */
export type Redact = (text: string) => string;

/** A server may echo what it was sent; secrets of fewer than 8 characters are only used in rehearsals and would be found in plain words. */
export function redactor(secrets: readonly string[]): Redact {
  const long = secrets.filter(({ length }) => length >= 8).map(literal);
  // A host name that holds a secret comes back in lower case.
  const pattern = long.length === 0 ? null : new RegExp(long.join('|'), 'gi');
  return (text) => (pattern === null ? text : text.replace(pattern, '[secret]'));
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Why a request did not do what it should, in the API's words where there are any. */
export function refusalOf(condition: Condition, redact: Redact): Refusal {
  const own = ownWords(condition);
  const said = condition.error;
  return {
    status: condition.head?.status ?? null,
    code: said.code === null ? own.code : printable(redact(said.code)),
    message: printable(redact(said.message ?? own.message)),
    traceId: said.traceId === null ? null : printable(redact(said.traceId)),
  };
}

function ownWords({ kind, head, failure }: Condition): { code: string; message: string } {
  if (head === null) {
    const code = failure?.code ?? 'CONNECTION_LOST';
    const message = failure?.message ?? code;
    return code === 'TIMEOUT' || kind === 'unsent'
      ? { code, message }
      : {
          code: 'CONNECTION_LOST',
          message: `the connection ended before an answer came (${code}: ${message})`,
        };
  }
  if (kind === 'redirect') return { code: 'REDIRECT', message: redirectMessage(headerOf(head, 'location')) };
  if (failure !== null) return { code: failure.code, message: `status ${head.status}: ${failure.message}` };
  if (kind === 'success' || kind === 'not-json') {
    return {
      code: 'NO_PROOF',
      message: `status ${head.status}, but the answer's body does not prove anything`,
    };
  }
  return { code: `HTTP_${head.status}`, message: `status ${head.status} without an explanation` };
}

function redirectMessage(location: string | undefined): string {
  const origin = location === undefined ? null : (URL.parse(location)?.origin ?? null);
  const where = origin === null ? '' : ` to ${origin}`;
  return `the server redirected the request${where}; redirects are never followed`;
}

/** One line that cannot steer a terminal. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, maxMessageLength);
}
