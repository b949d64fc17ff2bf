/** A run's id: UTC time to the second, then a few random characters: `20261121-184502-k3f9`. Sorts by time. */
export function newRunId(nowMs: number, random: string): string {
  const iso = new Date(nowMs).toISOString();
  const day = iso.slice(0, 10).replaceAll('-', '');
  const time = iso.slice(11, 19).replaceAll(':', '');
  return `${day}-${time}-${random}`;
}
