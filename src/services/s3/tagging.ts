// Tags of objects and buckets: the `x-amz-tagging` header, and S3's rules. Recorded unless said otherwise.
import { invalidArgument, invalidTag, tooManyTags } from "./errors.ts";
import { BUCKET_TAGS_MAX, OBJECT_TAGS_MAX, TAG_KEY_LENGTH_MAX, TAG_VALUE_LENGTH_MAX } from "./limits.ts";
import type { Tag } from "./store/tables.ts";

/** Documented: letters, digits, spaces and `+ - = . _ : / @`, in Unicode. */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags of a PutObjectTagging or PutBucketTagging body. Errors: InvalidTag, BadRequest. */
export function checkTags(
  tagSet: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
  of: "object" | "bucket",
): readonly Tag[] {
  if (of === "object" && tagSet.length > OBJECT_TAGS_MAX) throw tooManyTags("Object tags cannot be greater than 10");
  if (of === "bucket" && tagSet.length > BUCKET_TAGS_MAX)
    throw tooManyTags("Bucket tag count cannot be greater than 50");
  const keys = new Set<string>();
  return tagSet.map(({ Key = "", Value = "" }) => {
    checkTag(Key, Value, of);
    if (keys.has(Key)) throw invalidTag("Cannot provide multiple Tags with the same key", { TagKey: Key });
    keys.add(Key);
    return { Key, Value };
  });
}

function checkTag(key: string, value: string, of: "object" | "bucket"): void {
  if (key.length === 0 || key.length > TAG_KEY_LENGTH_MAX || !CHARACTERS.test(key))
    throw invalidTag("The TagKey you have provided is invalid", { TagKey: key });
  if (value.length > TAG_VALUE_LENGTH_MAX || !CHARACTERS.test(value))
    throw invalidTag("The TagValue you have provided is invalid", { TagKey: key, TagValue: value });
  if (!key.startsWith("aws:")) return;
  if (of === "bucket") throw invalidTag("System tags cannot be added/updated by requester", { TagKey: key });
  throw invalidTag("Your TagKey cannot be prefixed with aws:", { TagKey: key });
}

/** Tags of the `x-amz-tagging` header: a URL query. Errors: InvalidArgument, InvalidTag, BadRequest. */
export function parseTagging(header: string | undefined): readonly Tag[] {
  if (header === undefined || header === "") return [];
  const pairs = header.split("&").filter((pair) => pair !== "");
  const tags = pairs.map((pair) => {
    const [key = "", value = "", ...others] = pair.split("=");
    if (others.length > 0) throw malformed(header);
    return { Key: decode(key, header), Value: decode(value, header) };
  });
  if (new Set(tags.map((tag) => tag.Key)).size !== tags.length) throw malformed(header);
  return checkTags(tags, "object");
}

function decode(text: string, header: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw malformed(header);
  }
}

const malformed = (header: string) =>
  invalidArgument(
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    "x-amz-tagging",
    header,
  );

/** Tags of a CreateBucket body, which S3 refuses in other words. Errors: InvalidTag. */
export function checkBucketTagsAtCreation(
  tagSet: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): readonly Tag[] {
  if (tagSet.some((tag) => tag.Key?.startsWith("aws:")))
    throw invalidTag(
      'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
    );
  return checkTags(tagSet, "bucket");
}
