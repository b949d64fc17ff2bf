import type { Answer } from './answers.js';

/** What can be wrong with an answer that comes whole and with a good status. */
export type Alteration = 'truncated' | 'html' | 'empty' | 'success-false' | 'wrong-id' | 'other-lead';

/** An answer as it goes out: text in place of JSON where it is not the proper body any more. */
export interface AlteredAnswer extends Answer {
  readonly contentType?: string;
}

/** The two ids of a lead. */
export interface LeadIds {
  readonly dsLeadOpportunityId: string;
  readonly partnerLeadOpportunityId: string;
}

/** Ids that no lead has. */
const strangeIds: LeadIds = {
  dsLeadOpportunityId: 'ZZZZ-000000',
  partnerLeadOpportunityId: 'another-lead',
};

const loginPage = '<!DOCTYPE html><html><head><title>Log in</title></head><body>Log in</body></html>';

type Alter = (answer: Answer, other: LeadIds | undefined) => AlteredAnswer;

const alterations = {
  truncated: (answer) => {
    const text = JSON.stringify(answer.body);
    return { ...answer, body: text.slice(0, Math.floor(text.length / 2)) };
  },
  html: () => ({ status: 200, body: loginPage, contentType: 'text/html; charset=utf-8' }),
  empty: (answer) => ({ ...answer, body: '' }),
  'success-false': (answer) => ({ ...answer, body: replaced(answer.body, { success: false }) }),
  'wrong-id': (answer) => ({ ...answer, body: replaced(answer.body, { ...strangeIds }) }),
  'other-lead': (answer, other = strangeIds) => ({ ...answer, body: replaced(answer.body, { ...other }) }),
} as const satisfies Record<Alteration, Alter>;

/** An answer with one thing wrong. `other` are the ids of another lead of the server, where it has one. */
export function alteredAnswer(
  alteration: Alteration,
  answer: Answer,
  other: LeadIds | undefined,
): AlteredAnswer {
  const alter: Alter = alterations[alteration];
  return alter(answer, other);
}

/** The body with these values wherever their keys stand; where a list stands, each of its items becomes the value. */
function replaced(body: unknown, values: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(body)) return body.map((item) => replaced(item, values));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (!Object.hasOwn(values, key)) return [key, replaced(value, values)];
      return [key, Array.isArray(value) ? value.map(() => values[key]) : values[key]];
    }),
  );
}
