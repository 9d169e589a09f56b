// The blob seam: immutable byte strings under unguessable ids. Write the blob, commit the row that names it, then delete the old one.
import type { HoldsBytes } from "../../kit/bytes-at-hand.ts";

export type BlobId = string;

export interface StoredBlob {
  readonly id: BlobId;
  readonly sizeBytes: number;
}

/** Bytes from `start` to `end`, both inclusive, as HTTP ranges count. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A lazily opened stream of a blob. In-process readers may take the file instead, when the engine has one. */
export interface BlobStream extends HoldsBytes {
  /** A path at which the whole blob can be read in place (not only the range), until it is deleted. The stream need not be read then. */
  readonly localPath: string | undefined;
  /** Whether no copy of the bytes may be left on disk: they are kept encrypted, somewhere above this seam. */
  readonly isPrivate: boolean;
  /** All bytes of the range when they are few, at the latest once `begin` has resolved. The stream need not be read then. */
  readonly bytesAtHand: Uint8Array | undefined;
  /**
   * Opens the blob before the first read, so that what cannot be read is known in time. Resolves with the size of the whole
   * blob. Errors: EngineError `not-found`, `corrupt`.
   */
  begin(): Promise<number>;
}

export interface Blobs {
  /** Stores the bytes durably. Errors: EngineError `disk-full`; whatever `source` throws. A failed put leaves nothing behind. */
  put(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** An empty blob for pieces that are to become one: `putPiece` writes them where they will lie. */
  reserve(): Promise<BlobId>;
  /**
   * Stores bytes durably at an offset of a reserved blob; whoever reserved it sees to it that pieces do not overlap. The id
   * is for `concat` and `delete` only, and a piece goes when the reserved blob does. A failed put leaves the place as good as
   * empty. Errors: as `put`, `not-found`.
   */
  putPiece(reserved: BlobId, offset: number, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /**
   * A new blob of the given ones in order, without reading them through the caller where the engine can. Pieces that fill
   * their reserved blob from end to end become one without a copy when `isSettled`: nothing more is written to it, then or
   * later. Errors: `not-found`.
   */
  concat(ids: readonly BlobId[], isSettled?: boolean): Promise<StoredBlob>;
  /** Errors (on the stream): EngineError `not-found`. */
  get(id: BlobId, range?: ByteRange): BlobStream;
  /** Idempotent. A stream that is open goes on to its end. */
  delete(id: BlobId): Promise<void>;
  /** Every stored id with the real time it was written (epoch ms), for collectors of orphans. Unordered. */
  list(): AsyncIterable<{ readonly id: BlobId; readonly writtenAtMs: number }>;
  close(): Promise<void>;
}
