// Time zones by name, as Trino shows them and as DuckDB takes them.
import { quoteText } from "./types.ts";

/** A zone's name as Trino shows it: `UTC`, `America/New_York`, `+02:00`; undefined for one that does not exist. */
export function zoneName(text: string): string | undefined {
  if (/^(z|utc|gmt)$/i.test(text)) return "UTC";
  const [, sign, hours, minutes = "00"] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text) ?? [];
  if (sign && hours)
    return Number(hours) === 0 && Number(minutes) === 0 ? "UTC" : `${sign}${hours.padStart(2, "0")}:${minutes}`;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: text }).format(0);
    return text;
  } catch {
    return undefined;
  }
}

/** The local time that a clock in the zone shows at an instant. */
export function wallSql(instantSql: string, zone: string): string {
  const ahead = fixedOffset(zone);
  return ahead === undefined
    ? `timezone(${quoteText(zone)}, ${instantSql})`
    : `(timezone('UTC', ${instantSql}) + ${ahead})`;
}

/** The instant at which a clock in the zone shows this local time. */
export function instantSql(wall: string, zone: string): string {
  const ahead = fixedOffset(zone);
  return ahead === undefined ? `timezone(${quoteText(zone)}, ${wall})` : `timezone('UTC', ${wall} - ${ahead})`;
}

/** DuckDB knows named zones only. */
function fixedOffset(zone: string): string | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return sign && `to_minutes(${sign}${Number(hours) * 60 + Number(minutes)})`;
}
