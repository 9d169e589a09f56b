// Paging tokens: opaque to the client (standard base64, which never begins with a dash), refused when altered or used for another listing.
import { createHmac, timingSafeEqual } from "node:crypto";

const TAG_BYTES = 12;

/** Seals positions into tokens with a key that lives in the data folder, so tokens survive a restart. */
export class Paging {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** `listing` names what is paged, e.g. `kinesis.ListShards/000000000000/us-east-1/orders`. */
  seal(listing: string, position: unknown): string {
    const body = Buffer.from(JSON.stringify(position));
    return Buffer.concat([this.#tag(listing, body), body]).toString("base64");
  }

  /** The position, or undefined when the token is not one that `seal` made for this listing. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the seal vouches for the type
  open<Position>(listing: string, token: string): Position | undefined {
    const sealed = Buffer.from(token, "base64");
    if (sealed.length <= TAG_BYTES || sealed.toString("base64") !== token) return undefined;
    const body = sealed.subarray(TAG_BYTES);
    if (!timingSafeEqual(sealed.subarray(0, TAG_BYTES), this.#tag(listing, body))) return undefined;
    return JSON.parse(body.toString()) as Position;
  }

  #tag(listing: string, body: Buffer): Buffer {
    return createHmac("sha256", this.#key).update(listing).update("\0").update(body).digest().subarray(0, TAG_BYTES);
  }
}
