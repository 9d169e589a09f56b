// Virtual-hosted S3: the bucket stands in the Host, and is folded into the path.
import type { UrlAddress } from "../kit/function-url.ts";
import type { RequestHead } from "../wire/http.ts";

const LOCAL = String.raw`localhost(?:\.localstack\.cloud)?`;
/** `bucket.s3.amazonaws.com`, `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3.localhost`, and the same without a bucket. */
const S3_HOST = new RegExp(
  String.raw`^(?:(.+)\.)?s3(?:-website)?(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.(?:amazonaws\.com(?:\.cn)?|${LOCAL})$`,
);
const LOCAL_BUCKET = new RegExp(String.raw`^(.+)\.${LOCAL}$`);

const withoutPort = (host: string): string => host.replace(/:\d+$/, "");

export const isAwsHost = (host: string): boolean => /\.amazonaws\.com(?:\.cn)?(?::\d+)?$/.test(host);
export const isS3Host = (host: string): boolean => S3_HOST.test(withoutPort(host));

const WEBSITE_HOST = new RegExp(
  String.raw`^(.+)\.s3-website(?:[.-][a-z0-9-]+)?\.(?:amazonaws\.com(?:\.cn)?|${LOCAL})$`,
);

/** The bucket whose website `host` is, as in `bucket.s3-website.localhost` or `bucket.s3-website-us-east-1.amazonaws.com`. */
export const websiteOfHost = (host: string): string | undefined =>
  host.includes("s3-website") ? WEBSITE_HOST.exec(withoutPort(host))?.[1] : undefined;

const FUNCTION_URL_HOST = new RegExp(String.raw`^([a-z0-9]+)\.lambda-url\.([a-z0-9-]+)\.(?:on\.aws|${LOCAL})$`);

export function functionUrlOfHost(host: string): UrlAddress | undefined {
  if (!host.includes(".lambda-url.")) return undefined;
  const [, id, region] = FUNCTION_URL_HOST.exec(withoutPort(host).toLowerCase()) ?? [];
  return id === undefined || region === undefined ? undefined : { id, region };
}

/** The bucket that stands in `host`, or undefined when the path begins with it. */
export function bucketOfHost(host: string): string | undefined {
  if (!host.includes(".")) return undefined;
  const name = withoutPort(host);
  const s3 = S3_HOST.exec(name);
  if (s3) return s3[1];
  return LOCAL_BUCKET.exec(name)?.[1];
}

/** The head in path style: `/bucket/key`. */
export function foldBucket(head: RequestHead): RequestHead {
  const bucket = bucketOfHost(head.headers["host"] ?? "");
  return bucket === undefined ? head : { ...head, path: `/${bucket}${head.path}` };
}

const DOMAIN = /\.(?:amazonaws\.com(?:\.cn)?|localhost(?:\.localstack\.cloud)?)$/;
const REGION = /\.[a-z]{2}(?:-[a-z]+)+-\d$/;
const NAMED = String.raw`([a-z]{2}(?:-[a-z]+)+-\d)`;
/** On this machine only of S3's: `a.us-east-1.localhost` may well be a bucket of that name. */
const REGION_OF_HOST = new RegExp(
  String.raw`(?:[a-z0-9]\.|(?:^|\.)s3-)${NAMED}\.(?:vpce\.)?amazonaws\.com(?:\.cn)?(?::\d+)?$` +
    String.raw`|(?:^|\.)s3[.-](?:dualstack\.)?${NAMED}\.${LOCAL}(?::\d+)?$`,
);
const GLOBAL_HOST = /^(?:iam|sts)\.amazonaws\.com(?::\d+)?$/;
const GLOBAL_REGION = "us-east-1";

/** `kinesis` of `kinesis.us-east-1.amazonaws.com`, `sts` of `sts.localhost`. */
export function serviceOfHost(host: string): string | undefined {
  const name = withoutPort(host);
  return DOMAIN.test(name) ? name.replace(DOMAIN, "").replace(REGION, "") : undefined;
}

/** `eu-west-1` of `kinesis.eu-west-1.amazonaws.com` and of `bucket.s3-eu-west-1.amazonaws.com`. */
export function regionOfHost(host: string): string | undefined {
  if (!host.includes("-")) return undefined;
  const [, ofAws, local] = REGION_OF_HOST.exec(host) ?? [];
  return ofAws ?? local;
}

/** Where a request to this Host must be signed for: documented, global endpoints take us-east-1 only. */
export function addressedRegion(head: RequestHead): string | undefined {
  const host = head.headers["host"] ?? "";
  return regionOfHost(host) ?? (GLOBAL_HOST.test(host) ? GLOBAL_REGION : undefined);
}
