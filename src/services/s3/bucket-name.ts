// Bucket names: S3's rules for general purpose buckets. Documented in "General purpose bucket naming rules".
import { BUCKET_NAME_LENGTH_MAX, BUCKET_NAME_LENGTH_MIN } from "./limits.ts";

const LABELS = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;
const RESERVED_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

export function isBucketName(name: string): boolean {
  return (
    name.length >= BUCKET_NAME_LENGTH_MIN &&
    name.length <= BUCKET_NAME_LENGTH_MAX &&
    LABELS.test(name) &&
    !IP_ADDRESS.test(name) &&
    !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix))
  );
}
