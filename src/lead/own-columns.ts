/** The columns that an annotated copy has at the right of the user's own. */
export const annotationHeaders = ['leadferry status', 'leadferry issues'] as const;

/** The columns that the results table has behind the input's own; a versioned contract. */
export const resultHeaders = [
  'leadferry status',
  'leadferry 3DS id',
  'leadferry code',
  'leadferry message',
  'leadferry trace id',
] as const;

/** The sheet in front of an annotated copy. */
export const summarySheet = 'leadferry summary';

/** True for the names of columns and sheets that leadferry itself adds: `leadferry status`, `leadferry summary` … */
export function isOwnName(name: string): boolean {
  return name.normalize('NFKC').trim().toLowerCase().startsWith('leadferry ');
}
