import type { Refusal } from '../lead/lead-api.js';
import type { Condition } from './condition.js';
import { headerOf } from './exchange.js';

const maxMessageLength = 500;

/** Takes the key out of a text that came from outside. */
export type Redact = (text: string) => string;

/** A server may echo what it was sent; keys of fewer than 8 characters are only used in rehearsals and would be found in plain words. */
export function redactor(apiKey: string): Redact {
  return (text) => (apiKey.length < 8 ? text : text.replaceAll(apiKey, '[API key]'));
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
