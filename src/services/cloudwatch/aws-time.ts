// Times as CloudWatch writes them in texts and JSON.

/** `Friday 23 January, 2026 10:22:02 UTC` */
export function weekdayText(atMs: number): string {
  const date = new Date(atMs);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(date);
  const day = `${part({ weekday: "long" })} ${part({ day: "2-digit" })} ${part({ month: "long" })}, ${date.getUTCFullYear()}`;
  return `${day} ${date.toISOString().slice(11, 19)} UTC`;
}

/** `2026-11-25T11:57:00.000+0000` */
export const awsTime = (atMs: number): string => new Date(atMs).toISOString().replace("Z", "+0000");
