// Object ownership of buckets, which decides whether ACLs mean anything.
import type { BucketRow, Ownership } from "./store/tables.ts";

export const OWNERSHIPS: readonly Ownership[] = ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"];

export const isOwnership = (word: string): word is Ownership => (OWNERSHIPS as readonly string[]).includes(word);

/** Documented: the bucket's owner owns everything, and ACLs are off. */
export const aclsAreOff = ({ ownership = "BucketOwnerEnforced" }: Pick<BucketRow, "ownership">): boolean =>
  ownership === "BucketOwnerEnforced";
