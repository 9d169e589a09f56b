// Files that S3 itself writes into buckets: as its service principal, whom the destination's policy must let in.
import type { Readable } from "node:stream";
import { formatArn } from "../../kit/arn.ts";
import type { S3Context } from "./context.ts";
import { findBucket } from "./store/buckets.ts";

/** On whose behalf: conditions of the destination's policy ask for both. */
interface Delivery {
  readonly sourceArn: string;
  readonly sourceAccount: string;
}

/** By the body: nothing a client sends can look like one. */
const deliveries = new WeakMap<object, Delivery>();

export interface Delivered {
  readonly source: { readonly name: string; readonly account: string };
  readonly bucket: string;
  readonly key: string;
  readonly body: Readable;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Errors: as PutObject; AccessDenied when the destination's policy does not let `s3.amazonaws.com` in. */
export async function deliver(context: S3Context, file: Delivered, signal: AbortSignal): Promise<void> {
  const { source, bucket: Bucket, key: Key, body: Body, sizeBytes: ContentLength, contentType: ContentType } = file;
  const destination = await findBucket(context.keyvalue, Bucket);
  const region = destination?.region ?? "us-east-1";
  const sourceArn = formatArn({ service: "s3", region: "", account: "", resource: source.name });
  deliveries.set(Body, { sourceArn, sourceAccount: source.account });
  const arn = "s3.amazonaws.com";
  const principal = { kind: "service", account: "", arn, userId: arn, accessKeyId: undefined } as const;
  const as = { account: destination?.account ?? source.account, region, principal, signal };
  const input = { Bucket, Key, Body, ContentLength, ContentType, ACL: "bucket-owner-full-control" } as const;
  await context.peers.call("s3", "PutObject", input, as);
}

/** Condition keys of a delivery; none for everything else. */
export function deliveryFacts(body: unknown): Readonly<Record<string, string>> | undefined {
  const delivery = typeof body === "object" && body !== null ? deliveries.get(body) : undefined;
  return delivery && { "aws:SourceArn": delivery.sourceArn, "aws:SourceAccount": delivery.sourceAccount };
}
