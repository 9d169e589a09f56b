// Keys of buckets (S3 Bucket Keys): made by KMS, and kept in memory for a while, so that not every object costs a call of KMS.
import { BUCKET_KEYS_MAX, BUCKET_KEY_MS } from "../limits.ts";

/** A key of KMS for a bucket: it wraps the data keys of objects. */
export interface BucketKey {
  readonly plaintext: Buffer;
  readonly ciphertext: string;
  readonly keyArn: string;
}

interface Kept<Value> {
  readonly value: Value;
  readonly untilMs: number;
}

/** Each requester's own: whoever uses a key has been allowed to by KMS, as AWS has it. */
export class BucketKeys {
  readonly #kept = new Map<string, Kept<BucketKey>>();

  /** `who` and `what` name the requester, and the key with all that KMS was told. Errors: those of `make`. */
  async find(who: string, what: readonly string[], nowMs: number, make: () => Promise<BucketKey>): Promise<BucketKey> {
    const id = JSON.stringify([who, ...what]);
    const kept = this.#kept.get(id);
    if (kept !== undefined && kept.untilMs > nowMs) return kept.value;
    const value = await make();
    if (this.#kept.size >= BUCKET_KEYS_MAX) this.#kept.clear();
    this.#kept.set(id, { value, untilMs: nowMs + BUCKET_KEY_MS });
    return value;
  }
}
