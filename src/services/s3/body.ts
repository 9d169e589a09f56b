// Takes a body in: hashes it while it is written to a blob, and holds the result against what the client declared.
import type { Readable } from "node:stream";
import type { StoredBlob } from "../../engines/blobs/blobs.ts";
import { assertMd5, checkContentMd5 } from "./check-body.ts";
import { type ChecksumAlgorithm, digestOf, type Hasher, hasherOf } from "./checksum/algorithms.ts";
import { hashAside, type HashedAside, type ThreadedAlgorithm } from "./checksum/hash-threads.ts";
import { type DeclaredChecksum, verifyChecksum } from "./checksum/declared.ts";
import type { S3Context } from "./context.ts";
import { type FrameKeys, sealBytes, sealChunks } from "./encryption/frames.ts";
import { entityTooLarge, incompleteBody } from "./errors.ts";
import { payloadHashOf } from "../../kit/payload-hash.ts";
import { wholeOf } from "../../kit/whole-body.ts";
import { hex } from "../../kit/ids.ts";
import { BUFFERED_BODY_MAX_BYTES, PUT_SIZE_MAX_BYTES, THREADED_BODY_MIN_BYTES } from "./limits.ts";

export interface BodyDeclaration {
  readonly contentMd5: string | undefined;
  /** How an error shows `contentMd5`; hexadecimal by default. */
  readonly shownMd5?: "base64";
  readonly contentLength: number | undefined;
  readonly checksum: DeclaredChecksum | undefined;
  /** Algorithms whose digests are wanted besides MD5 and the declared one. */
  readonly algorithms: readonly ChecksumAlgorithm[];
  /** Undefined: the bytes are stored as they come. */
  readonly keys?: FrameKeys | undefined;
  /** Where the bytes go; by default a blob of their own. */
  readonly put?: (source: Uint8Array | AsyncIterable<Uint8Array>) => Promise<StoredBlob>;
  /** The entity tag is no MD5, and tells nothing of the bytes. */
  readonly randomEtag?: boolean | undefined;
}

export interface StoredBody {
  readonly blob: StoredBlob;
  /** Of the body; the blob's may be another when it is encrypted. */
  readonly sizeBytes: number;
  /** Base64 by algorithm. */
  readonly digests: ReadonlyMap<ChecksumAlgorithm, string>;
  /** Hexadecimal; MD5 unless asked otherwise. */
  readonly etag: string;
}

/**
 * Stores a body durably. Errors: EntityTooLarge, IncompleteBody, InvalidDigest, BadDigest, InvalidRequest;
 * whatever the body itself throws. Nothing stays behind then.
 */
export async function storeBody(
  context: S3Context,
  body: Readable | Uint8Array | undefined,
  declaration: BodyDeclaration,
): Promise<StoredBody> {
  const { contentLength, contentMd5, checksum, keys, randomEtag = false } = declaration;
  if (contentMd5 !== undefined) assertMd5(contentMd5);
  if (contentLength !== undefined && contentLength > PUT_SIZE_MAX_BYTES)
    throw entityTooLarge(contentLength, PUT_SIZE_MAX_BYTES);
  const algorithms = new Set<ChecksumAlgorithm>(declaration.algorithms);
  if (!randomEtag || contentMd5 !== undefined) algorithms.add("MD5");
  if (checksum !== undefined) algorithms.add(checksum.algorithm);
  const intake = new Intake([...algorithms], declaration);
  const isSmall = contentLength !== undefined && contentLength <= BUFFERED_BODY_MAX_BYTES;
  const source =
    body === undefined || body instanceof Uint8Array
      ? intake.whole(body ?? Buffer.alloc(0), undefined)
      : isSmall
        ? intake.whole(await (wholeOf(body, BUFFERED_BODY_MAX_BYTES) ?? readWhole(body)), body)
        : intake.chunks(body);
  const { put = (bytes) => context.blobs.put(bytes) } = declaration;
  const blob = await put(keys === undefined ? source : sealed(keys, source));
  return {
    blob,
    sizeBytes: intake.sizeBytes,
    digests: intake.digests,
    etag: randomEtag ? hex(MD5_DIGITS) : Buffer.from(intake.digests.get("MD5") ?? "", "base64").toString("hex"),
  };
}

const MD5_DIGITS = 32;

const sealed = (keys: FrameKeys, source: Uint8Array | AsyncIterable<Uint8Array>) =>
  source instanceof Uint8Array ? sealBytes(keys, source) : sealChunks(keys, source);

/** The digests of one body and its verification, whether it comes whole or in chunks. */
class Intake {
  digests: ReadonlyMap<ChecksumAlgorithm, string> = new Map();
  sizeBytes = 0;
  readonly #algorithms: readonly ChecksumAlgorithm[];
  readonly #declaration: BodyDeclaration;

  constructor(algorithms: readonly ChecksumAlgorithm[], declaration: BodyDeclaration) {
    this.#algorithms = algorithms;
    this.#declaration = declaration;
  }

  whole(bytes: Uint8Array, body: Readable | undefined): Uint8Array {
    this.#finish(bytes.length, body, (algorithm) => digestOf(algorithm, bytes));
    return bytes;
  }

  async *chunks(body: Readable): AsyncIterable<Uint8Array> {
    const declaredBytes = this.#declaration.contentLength ?? Infinity;
    const hashing = new Hashing(this.#algorithms, body, declaredBytes);
    let sizeBytes = 0;
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        sizeBytes += chunk.length;
        if (sizeBytes > PUT_SIZE_MAX_BYTES) throw entityTooLarge(sizeBytes, PUT_SIZE_MAX_BYTES);
        // Before it is written: what lies behind a part may be another one.
        if (sizeBytes > declaredBytes) throw incompleteBody();
        await hashing.update(chunk);
        yield chunk;
      }
      const digests = await hashing.digests();
      this.#finish(sizeBytes, body, (algorithm) => digests.get(algorithm) as Buffer);
    } finally {
      hashing.release();
    }
  }

  #finish(sizeBytes: number, body: Readable | undefined, digest: (algorithm: ChecksumAlgorithm) => Buffer): void {
    const { contentLength, contentMd5, checksum } = this.#declaration;
    if (contentLength !== undefined && contentLength !== sizeBytes) throw incompleteBody();
    this.sizeBytes = sizeBytes;
    this.digests = new Map(this.#algorithms.map((algorithm) => [algorithm, digest(algorithm).toString("base64")]));
    const md5 = this.digests.get("MD5") ?? "";
    checkContentMd5(contentMd5, () => md5, this.#declaration.shownMd5);
    if (checksum !== undefined) verifyChecksum(checksum, this.digests.get(checksum.algorithm) ?? "", body);
  }
}

const THREADED: ReadonlySet<ChecksumAlgorithm> = new Set<ThreadedAlgorithm>(["MD5", "SHA1", "SHA256", "SHA512"]);

/** The hashes of one streamed body: those that take long by another thread when it is large, with the one its signature declares. */
class Hashing {
  readonly #here: readonly (readonly [ChecksumAlgorithm, Hasher])[];
  readonly #aside: HashedAside | undefined;
  readonly #checkPayload: ((sha256: string) => void) | undefined;

  constructor(algorithms: readonly ChecksumAlgorithm[], body: Readable, expectedBytes: number) {
    this.#aside = expectedBytes < THREADED_BODY_MIN_BYTES ? undefined : hashAside();
    const threaded = new Set(this.#aside && algorithms.filter((one): one is ThreadedAlgorithm => THREADED.has(one)));
    this.#here = algorithms
      .filter((one) => !(threaded as ReadonlySet<string>).has(one))
      .map((algorithm) => [algorithm, hasherOf(algorithm)]);
    this.#checkPayload = this.#aside && payloadHashOf(body);
    if (this.#checkPayload) threaded.add("SHA256");
    this.#aside?.begin([...threaded]);
  }

  async update(chunk: Uint8Array): Promise<void> {
    for (const [, hasher] of this.#here) hasher.update(chunk);
    await this.#aside?.update(chunk);
  }

  /** Errors: that of the signature. */
  async digests(): Promise<ReadonlyMap<ChecksumAlgorithm, Buffer>> {
    const digests = new Map(this.#here.map(([algorithm, hasher]) => [algorithm, hasher.digest()]));
    for (const [algorithm, digest] of (await this.#aside?.digests()) ?? [])
      digests.set(algorithm, Buffer.from(digest, "base64"));
    this.#checkPayload?.(digests.get("SHA256")?.toString("hex") ?? "");
    return digests;
  }

  release(): void {
    this.#aside?.release();
  }
}

async function readWhole(body: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > BUFFERED_BODY_MAX_BYTES) throw incompleteBody();
    chunks.push(chunk);
  }
  return chunks.length === 1 ? Buffer.from(chunks[0] as Uint8Array) : Buffer.concat(chunks);
}
