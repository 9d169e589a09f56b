// What operations on directory buckets need: to have, or to be allowed to create, a session for the bucket; or an action of
// `s3express` where there is one. Documented in "Authorizing Regional/Zonal endpoint API operations with IAM".
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { accessDenied, methodNotAllowed } from "../errors.ts";
import type { S3Call } from "../access/needs.ts";
import { type BucketAccess, bucketAccess } from "../store/bucket-access.ts";
import { findBucket } from "../store/buckets.ts";
import { directoryArn } from "./arn.ts";
import { isDirectoryBucket } from "./bucket-name.ts";

type Mode = "ReadOnly" | "ReadWrite";

/** On the bucket's contents. */
const MODES: Readonly<Record<string, Mode>> = {
  GetObject: "ReadOnly",
  GetObjectAttributes: "ReadOnly",
  HeadBucket: "ReadOnly",
  HeadObject: "ReadOnly",
  ListMultipartUploads: "ReadOnly",
  ListObjectsV2: "ReadOnly",
  ListParts: "ReadOnly",
  AbortMultipartUpload: "ReadWrite",
  CompleteMultipartUpload: "ReadWrite",
  CreateMultipartUpload: "ReadWrite",
  DeleteObject: "ReadWrite",
  DeleteObjects: "ReadWrite",
  PutObject: "ReadWrite",
  RenameObject: "ReadWrite",
  UploadPart: "ReadWrite",
};

/** On the bucket itself. */
const ACTIONS: Readonly<Record<string, string>> = {
  DeleteBucket: "DeleteBucket",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  DeleteBucketPolicy: "DeleteBucketPolicy",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  GetBucketPolicy: "GetBucketPolicy",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  PutBucketPolicy: "PutBucketPolicy",
};

interface Named {
  readonly Bucket?: string;
  readonly SessionMode?: string;
}

type Rule = (
  input: never,
  call: S3Call,
) => AccessNeed | readonly AccessNeed[] | Promise<AccessNeed | readonly AccessNeed[]>;

const COPIES: ReadonlySet<string> = new Set(["CopyObject", "UploadPartCopy"]);

/** The rules, of which directory buckets have their own; a session for one leads nowhere else. */
export function withDirectoryBuckets(table: AccessTable<Sdk, S3Context>): AccessTable<Sdk, S3Context> {
  const entries = Object.entries(table) as [string, Rule][];
  return Object.fromEntries(
    entries.map(([name, rule]): [string, Rule] => [
      name,
      (input: Named, call) => {
        const { Bucket } = input;
        if (!isDirectoryBucket(Bucket) || Bucket === undefined) return elsewhere(name, rule, input, call);
        // Their sources may lie anywhere: these rules look at them, and at the bucket through `sessionNeed`.
        return COPIES.has(name) ? rule(input as never, call) : onDirectoryBucket(name, { ...input, Bucket }, call);
      },
    ]),
  );
}

const EXPRESS_ALONE: ReadonlySet<string> = new Set(["ListDirectoryBuckets"]);

/** Errors: AccessDenied. */
function elsewhere(name: string, rule: Rule, input: Named, call: S3Call): ReturnType<Rule> {
  if (call.caller.session?.bucket !== undefined && !EXPRESS_ALONE.has(name)) throw accessDenied();
  return rule(input as never, call);
}

/** Errors: NoSuchBucket, MethodNotAllowed for what directory buckets do not have. */
async function onDirectoryBucket(
  name: string,
  { Bucket: bucket, SessionMode: asked = "ReadWrite" }: Named & { readonly Bucket: string },
  call: S3Call,
): Promise<readonly AccessNeed[]> {
  const { bucket: session } = call.caller.session ?? {};
  if (session !== undefined && session.name !== bucket) throw accessDenied();
  if (name === "CreateBucket") return [need("CreateBucket", newBucket(bucket, call))];
  if (name === "CreateSession") return creation(bucket, asked, call);
  const mode = MODES[name];
  if (mode !== undefined) return sessionNeed(mode, bucket, call);
  const action = ACTIONS[name];
  if (action === undefined) throw methodNotAllowed(name.startsWith("Get") ? "GET" : "PUT", "DIRECTORYBUCKET");
  return [need(action, await bucketAccess(call.context, bucket))];
}

/**
 * A session for a bucket that is not there yet is for those who may create it: SDKs with one endpoint for everything ask for one
 * before they create the bucket (recorded).
 */
async function creation(bucket: string, mode: string, call: S3Call): Promise<readonly AccessNeed[]> {
  if (call.caller.session?.bucket !== undefined) throw accessDenied();
  const context = { "s3express:SessionMode": mode };
  if ((await findBucket(call.context.keyvalue, bucket)) !== undefined)
    return [need("CreateSession", await bucketAccess(call.context, bucket), context)];
  return [need("CreateSession", newBucket(bucket, call), context), need("CreateBucket", newBucket(bucket, call))];
}

/** None when the caller has a session that suffices. Errors: NoSuchBucket, AccessDenied. */
export async function sessionNeed(mode: Mode, name: string, call: S3Call): Promise<readonly AccessNeed[]> {
  const { bucket: session } = call.caller.session ?? {};
  const bucket = await bucketAccess(call.context, name);
  if (session === undefined) return [need("CreateSession", bucket, { "s3express:SessionMode": mode })];
  if (session.name !== name || (mode === "ReadWrite" && session.mode !== "ReadWrite")) throw accessDenied();
  return [];
}

type Place = Pick<BucketAccess, "name" | "region" | "account" | "policy">;

const newBucket = (name: string, { region, account }: S3Call): Place => ({ name, region, account, policy: undefined });

const need = (
  action: string,
  { name, region, account, policy }: Place,
  context: Readonly<Record<string, string>> = {},
): AccessNeed => ({
  action: `s3express:${action}`,
  resource: directoryArn(name, region, account),
  resourceAccount: account,
  context: { ...context, "s3express:ResourceAccount": account },
  resourcePolicy: { document: policy, mode: "either" },
});
