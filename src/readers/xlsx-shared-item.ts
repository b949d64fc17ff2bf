export const itemStartBytes = 7;
export const itemEndBytes = 9;

/** Whether `<si><t>` stands there. */
export function itemStarts(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === lessThan &&
    bytes[at + 1] === letterS &&
    bytes[at + 2] === letterI &&
    bytes[at + 3] === greaterThan &&
    bytes[at + 4] === lessThan &&
    bytes[at + 5] === letterT &&
    bytes[at + 6] === greaterThan
  );
}

/** Whether `</t></si>` stands there. */
export function itemEnds(bytes: Buffer, at: number): boolean {
  return (
    at + itemEndBytes <= bytes.length &&
    bytes[at] === lessThan &&
    bytes[at + 1] === slash &&
    bytes[at + 2] === letterT &&
    bytes[at + 3] === greaterThan &&
    bytes[at + 4] === lessThan &&
    bytes[at + 5] === slash &&
    bytes[at + 6] === letterS &&
    bytes[at + 7] === letterI &&
    bytes[at + 8] === greaterThan
  );
}

const slash = 47;
const lessThan = 60;
const greaterThan = 62;
const letterI = 105;
const letterS = 115;
const letterT = 116;
