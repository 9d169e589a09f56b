// Virtual-hosted S3: the bucket or access point stands in the Host, and is folded into the path.
import { partitionOf } from "../kit/arn.ts";
import type { UrlAddress } from "../kit/function-url.ts";
import type { RequestHead } from "../wire/http.ts";

const LOCAL = String.raw`localhost(?:\.localstack\.cloud)?`;
/** `bucket.s3.amazonaws.com`, `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3.localhost`, and the same without a bucket. */
const S3_HOST = new RegExp(
  String.raw`^(?:(.+)\.)?s3(?:-website|express-control|express-[a-z0-9-]+)?(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.(?:amazonaws\.com(?:\.cn)?|${LOCAL})$`,
);
const LOCAL_BUCKET = new RegExp(String.raw`^(.+)\.${LOCAL}$`);

/** An access point's own host: `NAME-ACCOUNT.s3-accesspoint.REGION.amazonaws.com`. */
const ACCESS_POINT_HOST = new RegExp(
  String.raw`^(.+)-(\d{12})\.s3-accesspoint(?:-fips)?\.(?:dualstack\.)?([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|${LOCAL})$`,
);
/**
 * Through a VPC endpoint: `vpce-ID.s3.REGION.vpce.localhost`, with a bucket before it or, as interface endpoints have
 * it, `bucket`, `accesspoint` and `control`.
 */
const ENDPOINT_HOST = new RegExp(
  String.raw`^(?:(.+?)\.)??(?:(bucket|accesspoint|control)\.)?(vpce-[0-9a-f]+)(?:-[0-9a-z-]+)?\.([a-z0-9-]+)\.([a-z0-9-]+)\.vpce\.(amazonaws\.com(?:\.cn)?|${LOCAL})((?::\d+)?)$`,
);
const BEHIND: Readonly<Record<string, string>> = { accesspoint: "-accesspoint", control: "-control" };

/** `vpce-ID`. */
export const endpointOfHost = (host: string): string | undefined =>
  host.includes(".vpce.") ? ENDPOINT_HOST.exec(host)?.[3] : undefined;

/** The Host that leads to the same without the VPC endpoint. */
function directHost(host: string): string {
  const [, before, kind = "", , service, region, domain, port] = host.includes(".vpce.")
    ? (ENDPOINT_HOST.exec(host) ?? [])
    : [];
  if (service === undefined) return host;
  return `${before === undefined ? "" : `${before}.`}${service}${BEHIND[kind] ?? ""}.${region}.${domain}${port}`;
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, "");

export const isAwsHost = (host: string): boolean => /\.amazonaws\.com(?:\.cn)?(?::\d+)?$/.test(host);
export const isS3Host = (host: string): boolean => S3_HOST.test(withoutPort(directHost(host)));

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

/** The bucket that stands in `host`, or an access point's ARN as paths have it; undefined when the path begins with it. */
export function bucketOfHost(host: string): string | undefined {
  if (!host.includes(".")) return undefined;
  const name = withoutPort(directHost(host));
  const [, point, account, region] = name.includes(".s3-accesspoint") ? (ACCESS_POINT_HOST.exec(name) ?? []) : [];
  if (region !== undefined) return `arn:${partitionOf(region)}:s3:${region}:${account}:accesspoint%2F${point}`;
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
    String.raw`|(?:^|\.)s3(?:-accesspoint|-control)?[.-](?:dualstack\.)?${NAMED}\.${LOCAL}(?::\d+)?$`,
);
const GLOBAL_HOST = /^(?:iam|sts)\.amazonaws\.com(?::\d+)?$/;
const GLOBAL_REGION = "us-east-1";

/** `kinesis` of `kinesis.us-east-1.amazonaws.com`, `sts` of `sts.localhost`. */
export function serviceOfHost(host: string): string | undefined {
  const name = withoutPort(directHost(host));
  return DOMAIN.test(name) ? name.replace(DOMAIN, "").replace(REGION, "") : undefined;
}

/** `eu-west-1` of `kinesis.eu-west-1.amazonaws.com` and of `bucket.s3-eu-west-1.amazonaws.com`. */
export function regionOfHost(host: string): string | undefined {
  if (!host.includes("-")) return undefined;
  const [, ofAws, local] = REGION_OF_HOST.exec(directHost(host)) ?? [];
  return ofAws ?? local;
}

/** Where a request to this Host must be signed for: documented, global endpoints take us-east-1 only. */
export function addressedRegion(head: RequestHead): string | undefined {
  const host = head.headers["host"] ?? "";
  return regionOfHost(host) ?? (GLOBAL_HOST.test(host) ? GLOBAL_REGION : undefined);
}
