// Months of virtual time, and how long something lay in each.

export const HOUR_MS = 3_600_000;

/** `2026-11`. */
export const monthOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7);

const startOf = (atMs: number, later: number): number => {
  const at = new Date(atMs);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later, 1);
};

export const hoursIn = (month: string): number => {
  const start = Date.parse(`${month}-01T00:00:00Z`);
  return (startOf(start, 1) - start) / HOUR_MS;
};

/** The hours from one time to another by the months they lie in. */
export function* hoursByMonth(fromMs: number, toMs: number): Iterable<readonly [month: string, hours: number]> {
  for (let at = fromMs; at < toMs;) {
    const end = Math.min(toMs, startOf(at, 1));
    yield [monthOf(at), (end - at) / HOUR_MS];
    at = end;
  }
}
