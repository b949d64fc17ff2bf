/** Rows that show something: the first few, and how many there are. */
export interface RowCount {
  readonly rows: readonly number[];
  readonly total: number;
}

/** What the cells of a column say about the way in which it is written. */
export type Outcome<Choice extends string> =
  /** No cell has two meanings. */
  | { readonly kind: 'not needed' }
  /** Every cell has one meaning in the ways that are possible for the whole column; mostly that is one way. */
  | { readonly kind: 'proven'; readonly choices: readonly Choice[]; readonly by: RowCount }
  /** Some rows can be read in several of the ways that are possible for the whole column. */
  | { readonly kind: 'unknown'; readonly choices: readonly Choice[]; readonly open: RowCount }
  /** No way is possible for every cell. */
  | { readonly kind: 'mixed'; readonly sides: readonly Side<Choice>[] };

/** A way that some rows prove. Null: they only show that it is none of the ways that other rows prove. */
export interface Side<Choice extends string> {
  readonly choice: Choice | null;
  readonly by: RowCount;
}

/** Counts the cells of one column. Holds row numbers, never a value, and no more of them however long the column is. */
export interface Tally<Choice extends string> {
  /** Adds a cell: what it means in each way, in the order of the choices; null where it cannot have been written so. */
  add(row: number, values: readonly (string | null)[]): void;
  /** Adds cells that mean the same in the same ways, whatever it is. */
  addRows(rows: RowCount, values: readonly (string | null)[]): void;
  outcome(): Outcome<Choice>;
}

interface Counter {
  rows: readonly number[];
  total: number;
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly counter: Counter;
}

/** How many rows of a count are named. */
export const mostRows = 3;

export function createTally<Choice extends string>(choices: readonly Choice[]): Tally<Choice> {
  const ways = choices.map((choice) => ({
    choice,
    ruledOut: createCounter(),
    onlyOne: createCounter(),
  }));
  const pairs: Pair[] = choices.flatMap((_, left) =>
    choices.flatMap((_other, right) => (left < right ? [{ left, right, counter: createCounter() }] : [])),
  );
  function addRows(rows: RowCount, values: readonly (string | null)[]): void {
    const possible = values.filter((value) => value !== null);
    if (possible.length === 0) return;
    for (const [index, way] of ways.entries()) {
      if ((values[index] ?? null) === null) count(way.ruledOut, rows);
      else if (possible.length === 1) count(way.onlyOne, rows);
    }
    if (possible.length > 1) countPairs(pairs, rows, values);
  }
  return {
    add: (row, values) => addRows({ rows: [row], total: 1 }, values),
    addRows,
    outcome() {
      const left = ways.filter((way) => way.ruledOut.total === 0);
      const [only, another] = left;
      if (only === undefined) return { kind: 'mixed', sides: sidesOf(ways) };
      const names = left.map((way) => way.choice);
      if (another === undefined) return { kind: 'proven', choices: names, by: proof(left, ways) };
      const open = merged(
        pairs.filter((pair) => isLeft(pair, { choices, names })).map((pair) => pair.counter),
      );
      if (open.total > 0) return { kind: 'unknown', choices: names, open };
      const isNeeded = pairs.some((pair) => pair.counter.total > 0);
      return isNeeded ? { kind: 'proven', choices: names, by: proof(left, ways) } : { kind: 'not needed' };
    },
  };
}

interface Way<Choice extends string> {
  readonly choice: Choice;
  readonly ruledOut: Counter;
  readonly onlyOne: Counter;
}

function countPairs(pairs: readonly Pair[], rows: RowCount, values: readonly (string | null)[]): void {
  for (const { left, right, counter } of pairs) {
    const [one, other] = [values[left] ?? null, values[right] ?? null];
    if (one !== null && other !== null && one !== other) count(counter, rows);
  }
}

function isLeft<Choice extends string>(
  { left, right }: Pair,
  { choices, names }: { choices: readonly Choice[]; names: readonly Choice[] },
): boolean {
  const isNamed = (index: number) => names.some((name) => name === choices[index]);
  return isNamed(left) && isNamed(right);
}

// Rows that can be read in this way only; where several rows show it together, those that rule out the others.
function proof<Choice extends string>(left: readonly Way<Choice>[], ways: readonly Way<Choice>[]): RowCount {
  const direct = left.find((way) => way.onlyOne.total > 0);
  return direct?.onlyOne ?? merged(ways.filter((way) => !left.includes(way)).map((way) => way.ruledOut));
}

function sidesOf<Choice extends string>(ways: readonly Way<Choice>[]): readonly Side<Choice>[] {
  const proven = ways.filter((way) => way.onlyOne.total > 0);
  const sides = proven.map((way) => ({ choice: way.choice, by: way.onlyOne }));
  const [only, another] = proven;
  if (only === undefined || another !== undefined) return sides;
  return [...sides, { choice: null, by: only.ruledOut }];
}

function createCounter(): Counter {
  return { rows: [], total: 0 };
}

function count(counter: Counter, { rows, total }: RowCount): void {
  counter.total += total;
  const last = counter.rows[mostRows - 1] ?? Number.POSITIVE_INFINITY;
  if (rows.every((row) => row > last)) return;
  counter.rows = [...counter.rows, ...rows].toSorted((a, b) => a - b).slice(0, mostRows);
}

// The same row may be in several counters; the total then says at least how many rows there are.
function merged(counters: readonly Counter[]): RowCount {
  const rows = [...new Set(counters.flatMap((counter) => counter.rows))].toSorted((a, b) => a - b);
  const total = Math.max(0, ...counters.map((counter) => counter.total));
  return { rows: rows.slice(0, mostRows), total: Math.max(total, Math.min(rows.length, mostRows)) };
}
