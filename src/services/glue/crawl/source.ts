// Reads the crawled bucket through S3, as the crawler's role.
import type { Readable } from "node:stream";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { GlueContext } from "../context.ts";

export interface SourceObject {
  readonly key: string;
  readonly sizeBytes: number;
}

/** A target's bucket and the include path below it, without slashes at its ends. */
export interface IncludePath {
  readonly bucket: string;
  readonly path: string;
}

/** `s3://bucket/a/b/` or `bucket/a/b`; undefined without a bucket. */
export function parseIncludePath(text: string | undefined): IncludePath | undefined {
  const [, bucket, path = ""] = /^(?:s3[an]?:\/\/)?([^/]+)(?:\/(.*))?$/s.exec(text?.trim() ?? "") ?? [];
  return bucket === undefined ? undefined : { bucket, path: path.replace(/^\/+|\/+$/g, "") };
}

export class Source {
  readonly #context: GlueContext;
  readonly #as: PeerIdentity;

  constructor(context: GlueContext, as: PeerIdentity) {
    this.#context = context;
    this.#as = as;
  }

  /** Objects below the include path, or the one that it names. Errors: S3's. */
  async *list({ bucket, path }: IncludePath): AsyncIterable<SourceObject> {
    let found = false;
    for await (const object of this.#listPrefix(bucket, path === "" ? "" : `${path}/`)) {
      found = true;
      yield object;
    }
    if (found || path === "") return;
    for await (const object of this.#listPrefix(bucket, path)) {
      if (object.key === path) yield object;
      return;
    }
  }

  async *#listPrefix(bucket: string, prefix: string): AsyncIterable<SourceObject> {
    let token: string | undefined;
    do {
      const input = { Bucket: bucket, Prefix: prefix, ...(token && { ContinuationToken: token }) };
      const page = await this.#context.peers.call("s3", "ListObjectsV2", input, this.#as);
      for (const { Key, Size } of page.Contents ?? []) yield { key: Key ?? "", sizeBytes: Size ?? 0 };
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token);
  }

  /** Bytes `start` to `end` (excluded), fewer at the object's end. Errors: S3's. */
  async read(bucket: string, key: string, start: number, end: number): Promise<Buffer> {
    const input = { Bucket: bucket, Key: key, Range: `bytes=${start}-${end - 1}` };
    const { Body } = await this.#context.peers.call("s3", "GetObject", input, this.#as);
    return collect(Body, end - start);
  }
}

async function collect(body: Readable | Uint8Array | undefined, sizeMaxBytes: number): Promise<Buffer> {
  if (body === undefined) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body.subarray(0, sizeMaxBytes));
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes >= sizeMaxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, sizeMaxBytes);
}
