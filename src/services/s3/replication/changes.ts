// What is said of an object follows it to its replica: tags, ACL, retention and legal hold, where they differ.
import { isDeepStrictEqual } from "node:util";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { S3Context } from "../context.ts";
import { aclsAreOff } from "../ownership.ts";
import type { NamedBucket } from "../store/buckets.ts";
import type { ObjectRow } from "../store/tables.ts";
import { asGranting, asReplicating } from "./replica.ts";
import type { Destination } from "./rules.ts";

interface Version {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId: string;
}

interface Target {
  readonly to: NamedBucket;
  readonly destination: Destination;
  readonly as: PeerIdentity;
}

/** Errors: AccessDenied. */
export async function copyChanges(
  { peers }: S3Context,
  version: Version,
  [source, replica]: readonly [source: ObjectRow, replica: ObjectRow],
  { to, destination, as }: Target,
): Promise<void> {
  if (!isDeepStrictEqual(source.tags, replica.tags)) {
    const Tagging = { TagSet: source.tags.map((tag) => ({ ...tag })) };
    await peers.call("s3", "PutObjectTagging", asReplicating({ ...version, Tagging }), as);
  }
  const takesAcl = !aclsAreOff(to) && destination.overridesOwner !== true;
  if (takesAcl && source.acl !== undefined && !isDeepStrictEqual(source.acl, replica.acl))
    await peers.call("s3", "PutObjectAcl", asGranting({ ...version }, source.acl), as);
  if (to.objectLock === undefined) return;
  if (source.retention !== undefined && !isDeepStrictEqual(source.retention, replica.retention)) {
    const { mode: Mode, until: RetainUntilDate } = source.retention;
    const Retention = { Mode, RetainUntilDate };
    await peers.call("s3", "PutObjectRetention", asReplicating({ ...version, Retention }), as);
  }
  if (source.legalHold !== undefined && source.legalHold !== replica.legalHold) {
    const LegalHold = { Status: source.legalHold };
    await peers.call("s3", "PutObjectLegalHold", asReplicating({ ...version, LegalHold }), as);
  }
}
