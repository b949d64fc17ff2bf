/** Answers travel and clocks drift a little; more than this is a clock that is set wrong. */
const mostSeconds = 300;

/** Says that this machine's clock and the server's disagree; null where they agree, or where nothing is known of the server's. */
export function clockNote(serverClockAheadSeconds: number | null): string | null {
  const ahead = serverClockAheadSeconds ?? 0;
  if (Math.abs(ahead) <= mostSeconds) return null;
  const minutes = Math.round(Math.abs(ahead) / 60);
  const side = ahead > 0 ? 'behind' : 'ahead of';
  return `The clock of this machine is ${minutes} minutes ${side} that of the server. Set it: whatever counts from today, and secure connections, depend on it.`;
}
