// Objects on S3, as the caller may see them.
import { createReadStream, createWriteStream } from "node:fs";
import { link, stat, symlink, unlink, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BlobStream } from "../../../engines/blobs/blobs.ts";
import { AwsError } from "../../../kit/errors.ts";
import type { PeerIdentity, Peers } from "../../../kit/peers.ts";
import { QueryFailure } from "../trino/failure.ts";
import { PrivateCopies } from "../../../formats/private-copies.ts";

export interface LakeObject {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
}

export interface Location {
  readonly bucket: string;
  /** Without a leading slash. */
  readonly prefix: string;
}

/** `s3://bucket/a/b` (also s3a and s3n); undefined when it is no such text. */
export function parseLocation(text: string): Location | undefined {
  const [, bucket, prefix = ""] = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix };
}

export const urlOf = ({ bucket, prefix }: Location): string => `s3://${bucket}/${prefix}`;

/** The folder's prefix: with a slash at its end unless it is the whole bucket. */
export const folderOf = ({ bucket, prefix }: Location): Location => ({
  bucket,
  prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
});

/** How much larger converted files are guessed to be than the objects, compressed, that they are made of. */
const CONVERTED_GROWTH = 4;

export class Lake {
  readonly #peers: Peers;
  readonly #as: PeerIdentity;
  readonly #copies = new PrivateCopies();

  constructor(peers: Peers, as: PeerIdentity) {
    this.#peers = peers;
    this.#as = as;
  }

  /** Every object below the prefix, empty ones and folder marks too. Errors: QueryFailure for what S3 refuses. */
  async *list({ bucket, prefix }: Location): AsyncGenerator<LakeObject> {
    let token: string | undefined;
    do {
      const page = await this.#peers
        .call(
          "s3",
          "ListObjectsV2",
          { Bucket: bucket, Prefix: prefix, ...(token !== undefined && { ContinuationToken: token }) },
          this.#as,
        )
        .catch((error: unknown) => {
          throw lakeFailure(error, `s3://${bucket}/${prefix}`);
        });
      for (const { Key, Size } of page.Contents ?? [])
        if (Key !== undefined) yield { bucket, key: Key, sizeBytes: Size ?? 0 };
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  /** Objects that queries read: hidden files and folders (`_x`, `.x`) and empty objects are not. */
  async *readable(folder: Location): AsyncGenerator<LakeObject> {
    for await (const object of this.list(folder)) {
      const names = object.key.slice(folder.prefix.length).split("/");
      if (object.sizeBytes > 0 && !names.some((name) => name.startsWith("_") || name.startsWith("."))) yield object;
    }
  }

  async open({ bucket, key }: Pick<LakeObject, "bucket" | "key">, range?: string): Promise<BlobStream> {
    try {
      const { Body } = await this.#peers.call(
        "s3",
        "GetObject",
        { Bucket: bucket, Key: key, ...(range !== undefined && { Range: range }) },
        this.#as,
      );
      if (!(Body instanceof Readable)) throw new Error("GetObject answered no stream");
      return Body as BlobStream;
    } catch (error) {
      throw lakeFailure(error, `s3://${bucket}/${key}`);
    }
  }

  /** Makes the object readable at `path`: a link to where its bytes are kept, which also keeps them while a query reads; a file of its own when they share one with others; a private copy when the object is encrypted. */
  async materialise(
    object: LakeObject,
    path: string,
    decode?: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  ): Promise<{ readonly isPrivate: boolean }> {
    return this.#bytesAt(await this.open(object), object, path, decode);
  }

  /** As `materialise`, unless `take` has taken the object's bytes. Returns whether there is a file at `path`. */
  async materialiseUnless(
    take: (body: BlobStream) => Promise<boolean>,
    object: LakeObject,
    path: string,
  ): Promise<boolean> {
    const body = await this.open(object);
    if (await take(body)) return false;
    await this.#bytesAt(body, object, path);
    return true;
  }

  async #bytesAt(
    body: BlobStream,
    object: LakeObject,
    path: string,
    decode?: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  ): Promise<{ readonly isPrivate: boolean }> {
    const { localPath, isPrivate } = body;
    const source = decode ? Readable.from(decode(body as AsyncIterable<Uint8Array>), { objectMode: false }) : body;
    if (isPrivate) await this.#copies.add(source as AsyncIterable<Uint8Array>, object.sizeBytes, path);
    else if (localPath === undefined) await writeFile(path, decode ? source : (body.bytesAtHand ?? source));
    else if (decode) await pipeline(source, createWriteStream(path));
    else {
      body.destroy();
      await link(localPath, path).catch(() => symlink(localPath, path));
    }
    return { isPrivate };
  }

  /** As `materialise`, for what is made of the whole object, which is readable at `path` and `.source` meanwhile. */
  async materialiseAs(
    object: LakeObject,
    path: string,
    convert: (source: string) => AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const source = `${path}.source`;
    const { isPrivate } = await this.materialise(object, source);
    const bytes = convert(source);
    if (isPrivate) await this.#copies.add(bytes, object.sizeBytes * CONVERTED_GROWTH, path);
    else await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path));
    await unlink(source);
  }

  async put(
    { bucket, prefix: key }: Location,
    source: Uint8Array | { readonly path: string },
    contentType?: string,
  ): Promise<void> {
    const bytes = source instanceof Uint8Array;
    const body = bytes ? Readable.from([source], { objectMode: false }) : createReadStream(source.path);
    const size = bytes ? source.length : (await stat(source.path)).size;
    try {
      await this.#peers.call(
        "s3",
        "PutObject",
        {
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentLength: size,
          ...(contentType !== undefined && { ContentType: contentType }),
        },
        this.#as,
      );
    } catch (error) {
      throw lakeFailure(error, `s3://${bucket}/${key}`);
    }
  }

  async delete({ bucket, prefix: key }: Location): Promise<void> {
    await this.#peers.call("s3", "DeleteObject", { Bucket: bucket, Key: key }, this.#as);
  }

  /** Makes plaintext of encrypted objects readable at `path`. */
  keepPrivate(bytes: Uint8Array, path: string): Promise<void> {
    return this.#copies.add(Readable.from([bytes], { objectMode: false }), bytes.length, path);
  }

  /** Ends what `materialise` has made readable of encrypted objects. */
  close(): Promise<void> {
    return this.#copies.close();
  }

  async isEmpty(folder: Location): Promise<boolean> {
    for await (const _ of this.list(folder)) return false;
    return true;
  }
}

/** Inferred beginnings of Athena's texts; S3's own code and message stand in them. */
function lakeFailure(error: unknown, path: string): unknown {
  if (!(error instanceof AwsError)) return error;
  return new QueryFailure(
    "GENERIC_USER_ERROR",
    `Failed to access ${path}: ${error.message} (Service: Amazon S3; Error Code: ${error.code})`,
  );
}
