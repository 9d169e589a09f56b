// Log objects: their keys, and what they grant. Documented in PutBucketLogging and "Log object key format".
import { hash } from "node:crypto";
import type { LoggingEnabled } from "@aws-sdk/client-s3";
import { DAY_MS } from "../limits.ts";
import type { LogBatch } from "../store/access-logs.ts";

const UNIQUE_LENGTH = 16;

/** `seed`: the same for the same lines, so that what is delivered twice takes its own place. */
export function logKey({ setting, account, region, bucket, day }: LogBatch, deliveredMs: number, seed: string): string {
  const { TargetPrefix: prefix = "", TargetObjectKeyFormat: format } = setting;
  const unique = hash("sha256", seed, "hex").slice(0, UNIQUE_LENGTH).toUpperCase();
  const partitioned = format?.PartitionedPrefix;
  const byEvent = partitioned?.PartitionDateSource === "EventTime";
  const at = new Date(byEvent ? day * DAY_MS : deliveredMs).toISOString().slice(0, 19).replaceAll(/[T:]/g, "-");
  if (partitioned === undefined) return `${prefix}${at}-${unique}`;
  const [year = "", month = "", date = ""] = at.split("-");
  return `${prefix}${[account, region, bucket, year, month, date, `${at}-${unique}`].join("/")}`;
}

const HEADERS = { FULL_CONTROL: "GrantFullControl", READ: "GrantRead", WRITE: "GrantWrite" } as const;

/** As PutObject takes them; undefined when there are none. `WRITE` means nothing for an object. */
export function logGrants({ TargetGrants = [] }: LoggingEnabled): Readonly<Record<string, string>> | undefined {
  const grants: Record<string, string> = {};
  for (const { Permission, Grantee } of TargetGrants) {
    const who = Grantee?.URI === undefined ? `id="${Grantee?.ID ?? ""}"` : `uri="${Grantee.URI}"`;
    if (Permission === undefined || Permission === "WRITE") continue;
    const header = HEADERS[Permission];
    grants[header] = grants[header] === undefined ? who : `${grants[header]}, ${who}`;
  }
  return Object.keys(grants).length === 0 ? undefined : grants;
}
