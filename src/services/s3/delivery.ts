// Files that S3 itself writes into buckets: as its service principal, whom the destination's policy must let in.
import type { Readable } from "node:stream";
import { formatArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { CallSource } from "../../kit/peers.ts";
import type { S3Context } from "./context.ts";
import { type LOGGING, S3_ITSELF } from "./service-principals.ts";
import { findBucket } from "./store/buckets.ts";

/** By the body: nothing a client sends can look like one. */
const deliveries = new WeakSet<object>();

/** On whose behalf: conditions of the destination's policy ask for both. */
export const sourceOf = ({ name, account }: Delivered["source"]): CallSource => ({
  arn: formatArn({ service: "s3", region: "", account: "", resource: name }),
  account,
});

export interface Delivered {
  readonly source: { readonly name: string; readonly account: string };
  readonly bucket: string;
  readonly key: string;
  readonly body: Readable;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** Undefined: as the destination has it by default. */
  readonly encryption?: {
    readonly ServerSideEncryption: "AES256" | "aws:kms";
    readonly SSEKMSKeyId?: string | undefined;
  };
  /** Of access logs. */
  readonly principal?: typeof LOGGING;
  /** Headers of an ACL; otherwise the destination's owner gets it all. */
  readonly grants?: Readonly<Record<string, string>> | undefined;
}

/** Errors: as PutObject; AccessDenied when the destination's policy does not let `s3.amazonaws.com` in. */
export async function deliver(context: S3Context, file: Delivered, signal: AbortSignal): Promise<void> {
  const { source, bucket: Bucket, key: Key, body: Body, sizeBytes: ContentLength, contentType: ContentType } = file;
  const destination = await findBucket(context.keyvalue, Bucket);
  const region = destination?.region ?? "us-east-1";
  deliveries.add(Body);
  const account = destination?.account ?? source.account;
  const as = { account, region, principal: file.principal ?? S3_ITSELF, source: sourceOf(source), signal };
  const acl = file.grants ?? ({ ACL: "bucket-owner-full-control" } as const);
  const input = { Bucket, Key, Body, ContentLength, ContentType, ...acl, ...file.encryption };
  await context.peers.call("s3", "PutObject", input, as);
}

/** A destination that does not take its file goes without, as at AWS. Errors: failures of the platform's own. */
export async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AwsError) || (error.status ?? 500) >= 500) throw error;
  }
}

/** Whether S3 itself writes this. */
export const isDelivery = (body: unknown): boolean => typeof body === "object" && body !== null && deliveries.has(body);
