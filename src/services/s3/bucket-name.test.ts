// Which bucket names are allowed. Documented expectations.
import { expect, test } from "vitest";
import { isBucketName } from "./bucket-name.ts";

test.each(["abc", "my-bucket", "my.example.bucket", "1bucket", "a".repeat(63), "docexample-bucket-1a1b2c3d4-5678"])(
  "%s is a bucket name",
  (name) => expect(isBucketName(name)).toBe(true),
);

test.each([
  "ab",
  "a".repeat(64),
  "Bucket",
  "my_bucket",
  "my..bucket",
  "-bucket",
  "bucket-",
  ".bucket",
  "bucket.",
  "my-.bucket",
  "192.168.5.4",
  "xn--bucket",
  "sthree-bucket",
  "amzn-s3-demo-bucket",
  "bucket-s3alias",
  "bucket--ol-s3",
  "bucket.mrap",
  "bucket--x-s3",
  "bucket--table-s3",
  "",
])("%j is none", (name) => expect(isBucketName(name)).toBe(false));
