import { calendar } from '../../lead/calendar.js';
import type { RuleBound } from '../../lead/rules/rule-bound.js';

/** An end of a range as a value to compare with: a number, or a day `YYYY-MM-DD` reckoned from the day of the run. */
export function boundValue(bound: RuleBound, today: string): number | string {
  switch (bound.kind) {
    case 'number':
      return bound.number;
    case 'day':
      return bound.day;
    case 'fromToday':
      return calendar().PlainDate.from(today).add({ days: bound.days }).toString();
  }
}
