/** Rows that a sheet holds. Source: Excel specifications and limits. */
export const maxSheetRows = 1_048_576;
