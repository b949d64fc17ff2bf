const written = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day that exists, `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  if (!written.test(text)) return false;
  // A day beyond the end of its month is carried over into the next, and so reads back otherwise.
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
