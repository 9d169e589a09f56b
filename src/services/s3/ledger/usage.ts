// What the ledger knows: what was counted, and what lies there now.
import type { UsageLine } from "../../../kit/usage.ts";
import type { S3Context } from "../context.ts";
import { configurationsOf } from "../store/configuration-rows.ts";
import { ledgerEntries } from "../store/ledger.ts";
import { buckets, isDeleteMarker, objects, uploads, versions } from "../store/tables.ts";
import { partsOfUpload } from "../store/uploads.ts";
import type { Counts } from "./ledger.ts";
import { PARTS_METER, unitOf } from "./meters.ts";
import { hoursByMonth, hoursIn } from "./months.ts";
import { type Lying, type Stay, staysOf } from "./stays.ts";

const GIB = 1024 ** 3;

interface Sum {
  readonly place: readonly string[];
  readonly counts: Counts;
}

export async function usage(context: S3Context): Promise<readonly UsageLine[]> {
  await context.ledger.flush(context);
  const sums = new Map<string, Sum>();
  const countsAt = (...place: readonly string[]): Counts => {
    const key = place.join(" ");
    const known = sums.get(key) ?? { place, counts: {} };
    sums.set(key, known);
    return known.counts;
  };
  for await (const { account, bucket, month, storageClass, counts } of ledgerEntries(context))
    Object.assign(countsAt(account, bucket, month, storageClass), counts);
  for await (const { key, row: bucket } of buckets.scan(context.keyvalue)) {
    const name = String(key[0]);
    for await (const { storageClass, stay } of lyingIn(context, name))
      for (const [month, hours] of hoursByMonth(stay.fromMs, stay.toMs)) {
        const counts = countsAt(bucket.account, name, month, storageClass);
        counts[stay.meter] = (counts[stay.meter] ?? 0) + stay.amount * hours;
      }
  }
  return [...sums.values()].flatMap(({ place, counts }) => linesOf(place, counts));
}

/** What lies in a bucket, until now. */
async function* lyingIn(
  { keyvalue, clock }: S3Context,
  bucket: string,
): AsyncIterable<{ readonly storageClass: string; readonly stay: Stay }> {
  const nowMs = clock.now();
  const configurations = await configurationsOf(keyvalue, bucket, "tiering");
  const staysIn = (lying: Omit<Lying, "configurations">) =>
    [...staysOf({ ...lying, configurations }, nowMs)].map((stay) => ({ storageClass: lying.row.storageClass, stay }));
  for await (const { key, row } of objects.scan(keyvalue, { prefix: [bucket] }))
    yield* staysIn({ key: String(key[1]), row });
  for await (const { key, row } of versions.scan(keyvalue, { prefix: [bucket] }))
    if (!isDeleteMarker(row)) yield* staysIn({ key: String(key[1]), row });
  for await (const { key, row } of uploads.scan(keyvalue, { prefix: [bucket] }))
    for await (const { sizeBytes: amount, lastModified } of partsOfUpload(keyvalue, String(key[2]))) {
      const stay = { meter: PARTS_METER, amount, fromMs: lastModified.getTime(), toMs: nowMs };
      yield { storageClass: row.storageClass, stay };
    }
}

function linesOf([account = "", resource = "", month = "", kind = ""]: readonly string[], counts: Counts): UsageLine[] {
  return Object.entries(counts).map(([meter, sum]) => {
    const unit = unitOf(meter);
    const perMonth = unit === "GB-Mo" || unit === "objects-Mo" ? sum / hoursIn(month) : sum;
    const quantity = unit === "GB-Mo" || unit === "GB" ? perMonth / GIB : perMonth;
    return { account, resource, kind, month, meter, quantity, unit };
  });
}
