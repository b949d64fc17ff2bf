import { remembered } from './remembered.js';

// Words that say of which kind a company is: they differ between rows of one company, and a group name has none.
const legalForms: ReadonlySet<string> = new Set(
  (
    'gmbh mbh ag kg kgaa ohg gbr ug ev eg se co cokg gmbhcokg sa sas sasu sarl eurl snc sci spa srl srls sl slu sau ltd limited plc llp llc lp inc ' +
    'incorporated corp corporation company bv nv vof cv ab aktiebolag oy oyj as asa aps sro zoo spzoo sp z o o spolka kft zrt nyrt doo dd ad ood eood ' +
    'kk gk pty pte pvt private bhd sdn tbk pt jsc ojsc pjsc ooo zao oao saog lda ltda sapi cv'
  ).split(' '),
);
const certainForms: ReadonlySet<string> = new Set(
  'gmbh ag kg kgaa ohg ug sas sasu sarl eurl spa srl srls ltd limited plc llp llc inc bv nv ab oy oyj aps sro spzoo kft zrt nyrt doo kk pty pte jsc ooo lda ltda'.split(
    ' ',
  ),
);
const eastAsianForm = /株式会社|有限会社|合同会社|有限公司|주식회사|㈜/gu;
const polishForm = /\bsp\.? ?z ?o\.? ?o\b\.?/g;
const isAscii = /^[ -~]*$/;
const joint = /[.’'´`]/gu;
const apart = /[^\p{L}\p{N}]+/u;

/** A customer name taken apart: what remains of it, and whether it names the legal form of one company. */
export interface CustomerName {
  /** Words without case, accents, punctuation and legal form, joined by spaces. */
  readonly key: string;
  readonly hasLegalForm: boolean;
}

/** Whether a word says of which kind a company is, and whether of one company surely. The word is folded. */
export function legalFormOf(word: string): 'certain' | 'possible' | null {
  if (!legalForms.has(word)) return null;
  return certainForms.has(word) ? 'certain' : 'possible';
}

/** The beginnings and lengths of words that `legalFormOf` knows, as `g4` of `gmbh`. */
export const legalFormStarts: ReadonlySet<string> = new Set(
  [...legalForms].map((word) => `${word.slice(0, 1)}${word.length}`),
);

/** Taken apart once for each text that several checks ask about. */
export const customerNameOf = remembered(customerName);

export function customerName(text: string): CustomerName {
  const { words, own, hasLegalForm } = namePiece(text);
  return { key: (own.length === 0 ? words : own).join(' '), hasLegalForm };
}

/** The words of a name, or of a piece of it that stands between spaces. */
export interface NamePiece {
  readonly words: readonly string[];
  /** Those that name no legal form. */
  readonly own: readonly string[];
  readonly hasLegalForm: boolean;
  /** Whether it may be the beginning of a legal form that goes on behind a space: `sp z o o`. */
  readonly mayGoOn: boolean;
}

export function namePiece(text: string): NamePiece {
  const folded = isAscii.test(text) ? text.toLowerCase() : foldedName(text);
  const bare = folded.replace(eastAsianForm, ' ');
  const words = bare
    .replace(polishForm, ' spzoo ')
    .replace(joint, '')
    .split(apart)
    .filter((word) => word !== '');
  return {
    words,
    own: words.filter((word) => !legalForms.has(word)),
    hasLegalForm: bare !== folded || words.some((word) => certainForms.has(word)),
    mayGoOn: folded.includes('sp'),
  };
}

function foldedName(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase().replace(/ß/gu, 'ss');
}

/** True where two names can be one company: equal, or one is a part of the other. */
export function mayBeOne(a: CustomerName, b: CustomerName): boolean {
  return a.key === b.key || a.key.includes(b.key) || b.key.includes(a.key);
}
