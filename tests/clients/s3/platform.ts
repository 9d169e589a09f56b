// The platform of a test file, an S3 client on it, and buckets.
import { CreateBucketCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { afterAll, expect } from "vitest";
import { type Forebay, startForebay, type StartOptions } from "../../../src/index.ts";

export interface S3Platform {
  readonly forebay: Forebay;
  readonly s3: S3Client;
  /** Another client of the same platform. */
  readonly client: (config?: S3ClientConfig) => S3Client;
  /** Creates a bucket and answers its name. */
  readonly bucket: () => Promise<string>;
}

let buckets = 0;
export const bucketName = (): string => `bucket-${process.pid}-${buckets++}`;

export async function platform(options: StartOptions = {}): Promise<S3Platform> {
  const forebay = await startForebay(options);
  const clients: S3Client[] = [];
  const client = (config: S3ClientConfig = {}): S3Client => {
    const one = new S3Client({ ...forebay.clientConfig, forcePathStyle: true, ...config });
    clients.push(one);
    return one;
  };
  afterAll(async () => {
    for (const one of clients) one.destroy();
    await forebay.close();
  });
  const s3 = client();
  const bucket = async (): Promise<string> => {
    const Bucket = bucketName();
    await s3.send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  };
  return { forebay, s3, client, bucket };
}

/** What a failed call shows: `expect(call).rejects.toEqual(failure(404, "NoSuchKey", { Key }))`. */
export const failure = (status: number, code: string, members: Record<string, unknown> = {}): unknown =>
  expect.objectContaining({
    name: code,
    ...members,
    $metadata: expect.objectContaining({ httpStatusCode: status }),
  });
