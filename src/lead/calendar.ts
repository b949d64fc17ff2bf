import { createRequire } from 'node:module';
import { once } from '../core/once.js';

type CalendarLibrary = typeof import('temporal-polyfill');

const load = createRequire(import.meta.url);

/** The calendar, loaded by the first run that counts days: most never do, and it takes some 10 ms. */
export const calendar: () => CalendarLibrary['Temporal'] = once(() => {
  const library: CalendarLibrary = load('temporal-polyfill');
  return library.Temporal;
});
