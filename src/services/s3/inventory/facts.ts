// What an inventory says of a version that its row alone does not tell: when it expires, in which tier it lies, who may read it.
import type { IntelligentTieringConfiguration } from "@aws-sdk/client-s3";
import { privateGrants, shownGrant } from "../acl/grants.ts";
import type { S3Context } from "../context.ts";
import { expiryOf, type Noncurrent, noncurrentExpiryMs } from "../lifecycle/due.ts";
import type { LifecycleSetting } from "../lifecycle/rule.ts";
import { objectOwner } from "../owner.ts";
import { aclsAreOff } from "../ownership.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { configurationsOf } from "../store/configuration-rows.ts";
import { lifecycleOf } from "../store/lifecycle.ts";
import type { ObjectRow } from "../store/tables.ts";
import { type AccessTier, accessTier } from "../tiering/access-tier.ts";

const ACL_VERSION = "2022-11-10";

export class InventoryFacts {
  readonly #bucket: NamedBucket;
  readonly #lifecycle: LifecycleSetting | undefined;
  readonly #tierings: readonly IntelligentTieringConfiguration[];
  readonly #nowMs: number;

  static async open(context: S3Context, bucket: NamedBucket): Promise<InventoryFacts> {
    const tierings = await configurationsOf(context.keyvalue, bucket.name, "tiering");
    return new InventoryFacts(bucket, await lifecycleOf(context, bucket), tierings, context.clock.now());
  }

  private constructor(
    bucket: NamedBucket,
    lifecycle: LifecycleSetting | undefined,
    tierings: readonly IntelligentTieringConfiguration[],
    nowMs: number,
  ) {
    this.#bucket = bucket;
    this.#lifecycle = lifecycle;
    this.#tierings = tierings;
    this.#nowMs = nowMs;
  }

  /** `noncurrent`: undefined for the current version. */
  expiresAt(key: string, row: ObjectRow, noncurrent: Noncurrent | undefined): Date | undefined {
    if (this.#lifecycle === undefined) return undefined;
    const atMs = noncurrent
      ? noncurrentExpiryMs(this.#lifecycle, key, row, noncurrent)
      : expiryOf(this.#lifecycle, key, row)?.atMs;
    return atMs === undefined ? undefined : new Date(atMs);
  }

  tier(key: string, row: ObjectRow): AccessTier | undefined {
    return row.storageClass === "INTELLIGENT_TIERING" ? accessTier(key, row, this.#tierings, this.#nowMs) : undefined;
  }

  owner(row: ObjectRow): string {
    return objectOwner(this.#bucket, row);
  }

  /** JSON in base64. Documented. */
  acl(row: ObjectRow): string {
    const set = aclsAreOff(this.#bucket) ? undefined : row.acl;
    const grants = (set ?? privateGrants(this.owner(row))).map((grant) => {
      const { Grantee, Permission } = shownGrant(grant);
      const { ID, URI, Type } = Grantee;
      return { ...(ID === undefined ? { uri: URI } : { canonicalId: ID }), type: Type, permission: Permission };
    });
    return Buffer.from(JSON.stringify({ version: ACL_VERSION, status: "AVAILABLE", grants })).toString("base64");
  }
}
