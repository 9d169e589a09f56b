// What the ledger knows: what was counted, and what lies there now.
import type { UsageLine } from "../../../kit/usage.ts";
import type { S3Context } from "../context.ts";
import { ledgerEntries } from "../store/ledger.ts";
import { buckets, isDeleteMarker, objects, type ObjectRow, versions } from "../store/tables.ts";
import { inClassSince } from "./leaving.ts";
import type { Counts } from "./ledger.ts";
import { hoursByMonth, hoursIn } from "./months.ts";

const GIB = 1024 ** 3;

/** Meters in byte-hours, and in bytes; all others count requests. */
const BYTE_HOURS = new Set(["storage", "early-deletion"]);
const isBytes = (meter: string): boolean => meter.startsWith("retrieval");

export async function usage(context: S3Context): Promise<readonly UsageLine[]> {
  await context.ledger.flush(context);
  const sums = new Map<string, { readonly place: readonly string[]; readonly counts: Counts }>();
  const countsAt = (...place: readonly string[]): Counts => {
    const key = place.join(" ");
    const known = sums.get(key) ?? { place, counts: {} };
    sums.set(key, known);
    return known.counts;
  };
  const nowMs = context.clock.now();
  const addStored = (account: string, bucket: string, row: ObjectRow): void => {
    for (const [month, hours] of hoursByMonth(inClassSince(row), nowMs)) {
      const counts = countsAt(account, bucket, month, row.storageClass);
      counts["storage"] = (counts["storage"] ?? 0) + row.sizeBytes * hours;
    }
  };
  for await (const { account, bucket, month, storageClass, counts } of ledgerEntries(context))
    Object.assign(countsAt(account, bucket, month, storageClass), counts);
  for await (const { key, row: bucket } of buckets.scan(context.keyvalue)) {
    const name = String(key[0]);
    for await (const { row } of objects.scan(context.keyvalue, { prefix: [name] }))
      addStored(bucket.account, name, row);
    for await (const { row } of versions.scan(context.keyvalue, { prefix: [name] }))
      if (!isDeleteMarker(row)) addStored(bucket.account, name, row);
  }
  return [...sums.values()].flatMap(({ place, counts }) => linesOf(place, counts));
}

function linesOf(place: readonly string[], counts: Counts): UsageLine[] {
  const [account = "", resource = "", month = "", kind = ""] = place;
  return Object.entries(counts).map(([meter, sum]) => {
    const [quantity, unit] = BYTE_HOURS.has(meter)
      ? [sum / GIB / hoursIn(month), "GB-Mo"]
      : isBytes(meter)
        ? [sum / GIB, "GB"]
        : [sum, "requests"];
    return { account, resource, kind, month, meter, quantity, unit };
  });
}
