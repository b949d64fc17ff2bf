/** The order of the numbers in a date such as 03/04/2026. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first';

/** What stands before the decimals of an amount. */
export type DecimalSign = 'comma' | 'point';

/** Every order in which the numbers of a date stand. */
export const dateOrders = ['day-first', 'month-first', 'year-first'] as const satisfies readonly DateOrder[];

/** Every sign that stands before decimals. */
export const decimalSigns = ['point', 'comma'] as const satisfies readonly DecimalSign[];

/** How the cells of a column may be read. A cell is read where all that is left gives one value. */
export interface Notation {
  readonly orders: readonly DateOrder[];
  readonly decimals: readonly DecimalSign[];
}

/** Of a column about which nothing is known: only what has one meaning whatever the country is read. */
export const anyNotation: Notation = { orders: dateOrders, decimals: decimalSigns };
