// Logging configurations: what S3 refuses.
import type { LoggingEnabled } from "@aws-sdk/client-s3";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { isGroup, LOG_DELIVERY } from "../acl/grants.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { aclsAreOff } from "../ownership.ts";
import { findBucket, type NamedBucket } from "../store/buckets.ts";
import { configurationOf } from "../store/configuration-rows.ts";
import { hasPolicy } from "../store/bucket-policies.ts";
import { crossLocationLogging, grantsWithoutAcls, invalidLoggingTarget, logGroupNotLetIn } from "./errors.ts";
import { checkWord } from "./words.ts";

/** Errors: MalformedXML, InvalidArgument. */
export function checkLogging({ TargetGrants = [], TargetObjectKeyFormat: format }: LoggingEnabled): void {
  if (format?.SimplePrefix !== undefined && format.PartitionedPrefix !== undefined) throw malformedXml();
  if (format?.PartitionedPrefix !== undefined)
    checkWord(format.PartitionedPrefix.PartitionDateSource, ["EventTime", "DeliveryTime"]);
  for (const { Grantee, Permission } of TargetGrants) {
    checkWord(Permission, ["FULL_CONTROL", "READ", "WRITE"]);
    const { Type, ID, URI = "" } = Grantee ?? {};
    if (Type === "CanonicalUser" && ID !== undefined) continue;
    if (Type !== "Group") throw malformedXml();
    if (!isGroup(URI)) throw invalidArgument("Invalid group uri", "Group/URI", URI);
  }
}

/** Errors: InvalidTargetBucketForLogging, CrossLocationLoggingProhibitted (recorded); InvalidArgument (inferred). */
export async function checkLogTarget(
  setting: LoggingEnabled,
  source: NamedBucket,
  transaction: Transaction,
): Promise<void> {
  const name = setting.TargetBucket ?? "";
  const target = await findBucket(transaction, name);
  if (target === undefined || target.account !== source.account) throw invalidLoggingTarget(name);
  if (target.region !== source.region) throw crossLocationLogging(source.region, target.region);
  if (aclsAreOff(target)) {
    if ((setting.TargetGrants ?? []).length > 0) throw grantsWithoutAcls();
    return;
  }
  const acl = (await configurationOf(transaction, name, "acl"))?.grants ?? [];
  const isLetIn = ["WRITE", "READ_ACP"].every((wanted) =>
    acl.some(
      ({ grantee, permission }) =>
        "uri" in grantee && grantee.uri === LOG_DELIVERY && (permission === wanted || permission === "FULL_CONTROL"),
    ),
  );
  // Inferred: where ACLs are on, a bucket policy lets S3 in as well.
  if (!isLetIn && !(await hasPolicy(transaction, name))) throw logGroupNotLetIn(name);
}
