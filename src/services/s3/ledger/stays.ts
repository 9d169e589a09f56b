// What an object costs by lying where it does: its bytes, in Intelligent-Tiering by tier, and what S3 charges besides them. Documented.
import type { IntelligentTieringConfiguration } from "@aws-sdk/client-s3";
import { DAY_MS } from "../limits.ts";
import { isArchive } from "../storage-class.ts";
import type { ObjectRow } from "../store/tables.ts";
import { accessTier, isTiered, lastUsedMs, tierDays } from "../tiering/access-tier.ts";
import { INDEX_METERS, MONITORING_METER, NAME_METER, SMALL_METER, TIER_METERS } from "./meters.ts";

const KIB = 1024;
const INDEX_BYTES = 32 * KIB;
const NAME_BYTES = 8 * KIB;
const CHARGED_SIZE_MIN_BYTES: Readonly<Record<string, number>> = {
  STANDARD_IA: 128 * KIB,
  ONEZONE_IA: 128 * KIB,
  GLACIER_IR: 128 * KIB,
};

/** So many bytes, or objects, from one time to another (epoch ms). */
export interface Stay {
  readonly meter: string;
  readonly amount: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Lying {
  readonly key: string;
  readonly row: ObjectRow;
  /** Of the bucket, for what lies in Intelligent-Tiering. */
  readonly configurations: readonly IntelligentTieringConfiguration[];
}

/** Since when a version lies in its class. */
export const inClassSince = ({ classSince, lastModified }: ObjectRow): number => (classSince ?? lastModified).getTime();

export const chargedBytes = ({ storageClass, sizeBytes }: ObjectRow): number =>
  Math.max(sizeBytes, CHARGED_SIZE_MIN_BYTES[storageClass] ?? 0);

/** Until `toMs`: since it came into its class, in Intelligent-Tiering since it was used; what was before that is counted already. */
export function* staysOf(lying: Lying, toMs: number): Iterable<Stay> {
  const { row } = lying;
  if (row.storageClass === "INTELLIGENT_TIERING") {
    yield* tieredStays(lying, toMs);
    return;
  }
  const time = { fromMs: inClassSince(row), toMs };
  yield { meter: "storage", amount: row.sizeBytes, ...time };
  const lacking = chargedBytes(row) - row.sizeBytes;
  if (lacking > 0) yield { meter: SMALL_METER, amount: lacking, ...time };
  if (isArchive(row.storageClass)) yield* overheads(row.storageClass, time);
}

type Time = Pick<Stay, "fromMs" | "toMs">;

function* overheads(place: string, time: Time): Iterable<Stay> {
  const meter = INDEX_METERS[place];
  if (meter === undefined) return;
  yield { meter, amount: INDEX_BYTES, ...time };
  yield { meter: NAME_METER, amount: NAME_BYTES, ...time };
}

function* tieredStays({ key, row, configurations }: Lying, endMs: number): Iterable<Stay> {
  const startMs = lastUsedMs(row);
  if (isTiered(row)) yield { meter: MONITORING_METER, amount: 1, fromMs: startMs, toMs: endMs };
  const changes = tierDays(configurations).map((days) => startMs + days * DAY_MS);
  const times = [startMs, ...changes.filter((at) => at < endMs), endMs];
  for (const [index, fromMs] of times.slice(0, -1).entries()) {
    const time = { fromMs, toMs: times[index + 1] ?? endMs };
    const tier = accessTier(key, row, configurations, fromMs);
    yield { meter: TIER_METERS[tier], amount: row.sizeBytes, ...time };
    yield* overheads(tier, time);
  }
}
