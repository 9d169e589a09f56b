// The name of the index at a time. Documented in the guide: index rotation for OpenSearch, in UTC.
import { formatJavaTime } from "../java-time.ts";

export type RotationPeriod = "NoRotation" | "OneHour" | "OneDay" | "OneWeek" | "OneMonth";

const DAY_MS = 86_400_000;

/** `atMs`: the record's arrival. */
export function indexAt(name: string, period: RotationPeriod, atMs: number): string {
  const suffixed = (pattern: string): string => `${name}-${formatJavaTime(pattern, atMs, "UTC")}`;
  switch (period) {
    case "NoRotation":
      return name;
    case "OneHour":
      return suffixed("yyyy-MM-dd-HH");
    case "OneDay":
      return suffixed("yyyy-MM-dd");
    case "OneMonth":
      return suffixed("yyyy-MM");
    default:
      return `${name}-${isoWeek(atMs)}`;
  }
}

/** Documented by example (`2016-w08`), which is ISO 8601's week: from Monday, and the first one holds the first Thursday. */
function isoWeek(atMs: number): string {
  const weekday = (new Date(atMs).getUTCDay() + 6) % 7;
  const thursday = new Date(atMs + (3 - weekday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-w${String(week).padStart(2, "0")}`;
}
