// Who owns a bucket and whom its policy lets in: asked at every request, hence kept in memory until it changes.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { type PublicAccessBlock, strictest } from "../../../kit/access-points.ts";
import { type NamedPrincipals, withCurrentNames } from "../../../policy/current-names.ts";
import type { S3Context } from "../context.ts";
import type { Grant } from "../acl/grants.ts";
import { noSuchBucket } from "../errors.ts";
import { BUCKET_NAME_LENGTH_MAX } from "../limits.ts";
import { configurationOf } from "./configuration-rows.ts";
import { bucketPolicies, type BucketRow, buckets, publicAccessBlocks } from "./tables.ts";

export interface BucketAccess {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** JSON, as it is to be read now; undefined when the bucket has no policy. */
  readonly policy: string | undefined;
  /** The users and roles that it names, when there are some. */
  readonly named: NamedPrincipals | undefined;
  readonly isPublic: boolean;
  /** The bucket's own and its account's together. */
  readonly publicAccessBlock: PublicAccessBlock | undefined;
  /** Undefined when it was deleted. */
  readonly ownPublicAccessBlock: PublicAccessBlock | undefined;
  readonly ownership: BucketRow["ownership"];
  /** Of buckets whose tags count in policies. */
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly requesterPays: boolean;
  /** What its ACL grants; undefined while nobody set one. */
  readonly acl: readonly Grant[] | undefined;
}

/** Documented: what buckets have since April 2023 until someone changes it. */
const BLOCKED: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Errors: NoSuchBucket. */
export async function bucketAccess(context: S3Context, name: string): Promise<BucketAccess> {
  const found =
    name.length > BUCKET_NAME_LENGTH_MAX
      ? undefined
      : await context.bucketAccess.find(name, () => readAccess(context.keyvalue, name));
  if (found === undefined) throw noSuchBucket(name);
  const { policy, named } = found;
  if (policy === undefined || named === undefined) return withAccount(context, found);
  return withAccount(context, { ...found, policy: await withCurrentNames(found, policy, named, context.principals) });
}

async function withAccount(context: S3Context, found: BucketAccess): Promise<BucketAccess> {
  const ofAccount = await context.accessPoints.publicAccessBlock(found.account);
  return ofAccount === undefined
    ? found
    : { ...found, publicAccessBlock: strictest(found.ownPublicAccessBlock, ofAccount) };
}

async function readAccess(reads: Reads, name: string): Promise<BucketAccess | undefined> {
  const row = await buckets.get(reads, [name]);
  if (row === undefined) return undefined;
  const policy = await bucketPolicies.get(reads, [name]);
  const block = await publicAccessBlocks.get(reads, [name]);
  const isTagged = (await configurationOf(reads, name, "abac"))?.Status === "Enabled";
  const own = block === undefined ? BLOCKED : block.configuration;
  return {
    name,
    account: row.account,
    region: row.region,
    policy: policy?.document,
    named: policy?.named?.length === 0 ? undefined : policy?.named,
    isPublic: policy?.isPublic ?? false,
    publicAccessBlock: own,
    ownPublicAccessBlock: own,
    ownership: row.ownership,
    tags: isTagged ? Object.fromEntries(row.tags.map(({ Key, Value }) => [Key, Value])) : undefined,
    requesterPays: (await configurationOf(reads, name, "request-payment"))?.Payer === "Requester",
    acl: (await configurationOf(reads, name, "acl"))?.grants,
  };
}

/** When the bucket goes. */
export function removeAccess(transaction: Transaction, name: string): void {
  bucketPolicies.delete(transaction, [name]);
  publicAccessBlocks.delete(transaction, [name]);
}

/** Runs a change of whether a bucket is there, whose it is, or whom it lets in. */
export async function changingAccess<Result>(
  context: S3Context,
  name: string,
  change: () => Promise<Result>,
): Promise<Result> {
  let result: { readonly value: Result } | undefined;
  await context.bucketAccess.changing(name, async () => {
    result = { value: await change() };
  });
  if (result === undefined) throw new Error("a change without a result");
  return result.value;
}
