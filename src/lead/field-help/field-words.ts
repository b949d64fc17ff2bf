/** What a template in another language than English calls a field and says of it; in list parts without the part's own name. */
export interface FieldWords {
  readonly label: string;
  readonly help: string;
}

/** Words by catalogue path, for every field that 3DS takes. */
export type FieldWordTable = Readonly<Record<string, FieldWords>>;
