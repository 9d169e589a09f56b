// What Intelligent-Tiering keeps: its configurations, and when an object was last read.
import type { IntelligentTieringConfiguration } from "@aws-sdk/client-s3";
import type { S3Context } from "../context.ts";
import { CONFIGURATIONS_MAX } from "../limits.ts";
import { listConfigurations } from "./configurations.ts";
import { isDeleteMarker, type ObjectRow, objects, versions } from "./tables.ts";
import { updateVersion } from "./versions.ts";

export const tieringConfigurations = (
  context: S3Context,
  Bucket: string,
): Promise<readonly IntelligentTieringConfiguration[]> =>
  listConfigurations(context, { Bucket }, "tiering", "", CONFIGURATIONS_MAX);

/** Does nothing when the version is gone meanwhile. */
export function noteAccess(
  context: S3Context,
  { Bucket, Key }: { readonly Bucket: string; readonly Key: string },
  { order }: ObjectRow,
): Promise<void> {
  const at = [Bucket, Key] as const;
  return context.keyvalue.transact(async (transaction) => {
    const current = await objects.get(transaction, at);
    const isCurrent = current?.order === order;
    const row = isCurrent ? current : await versions.get(transaction, [...at, order]);
    if (row === undefined || isDeleteMarker(row)) return;
    const tiering = { accessedAt: new Date(context.clock.now()) };
    updateVersion(transaction, at, { row, isCurrent }, { ...row, tiering });
  });
}
