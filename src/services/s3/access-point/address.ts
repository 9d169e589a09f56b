// Access points by the names that stand in a bucket's place: ARNs, aliases, and what SDKs make of an ARN under a custom endpoint.
import type { AccessPoint } from "../../../kit/access-points.ts";
import { parseArn } from "../../../kit/arn.ts";
import type { S3Call } from "../context.ts";
import { noSuchAccessPoint, noSuchBucket } from "../errors.ts";
import { BUCKET_NAME_LENGTH_MAX } from "../limits.ts";
import { findBucket } from "../store/buckets.ts";

/** Documented: names have at most 50 characters, and aliases as many as buckets' names. Others are not looked up. */
const NAME = /^[a-z0-9-]{3,50}$/;
const ALIAS = /-s3alias$/;
/** `NAME-ACCOUNT.localhost`. Recorded: SDK for JavaScript v3 and botocore. Buckets may be called that, too. */
const HOST_NAME = /^(.+)-(\d{12})$/;

/** Whether the name can be an access point's at all: most are not, and need no look. */
export const mayBeAccessPoint = (name: string): boolean =>
  name.startsWith("arn:") || ALIAS.test(name) || HOST_NAME.test(name);

/** By call and name: what a rule has decided on is what the operation works on, whatever is changed meanwhile. */
const found = new WeakMap<S3Call, Map<string, Promise<AccessPoint | undefined>>>();

/** Undefined when the name is a bucket's. Errors: NoSuchAccessPoint; NoSuchBucket for aliases. */
export function accessPointOf(name: string, call: S3Call): Promise<AccessPoint | undefined> {
  const known = found.get(call) ?? new Map<string, Promise<AccessPoint | undefined>>();
  found.set(call, known);
  const point = known.get(name) ?? lookUp(name, call);
  known.set(name, point);
  return point;
}

async function lookUp(name: string, call: S3Call): Promise<AccessPoint | undefined> {
  const { accessPoints, keyvalue } = call.context;
  if (name.startsWith("arn:")) return byArn(name, call);
  if (ALIAS.test(name)) {
    const point = name.length > BUCKET_NAME_LENGTH_MAX ? undefined : await accessPoints.byAlias(name);
    if (point === undefined) throw noSuchBucket(name);
    return point;
  }
  const [, point, account] = HOST_NAME.exec(name) ?? [];
  if (point === undefined || account === undefined || !NAME.test(point)) return undefined;
  if (name.length <= BUCKET_NAME_LENGTH_MAX && (await findBucket(keyvalue, name)) !== undefined) return undefined;
  return accessPoints.find(account, call.region, point);
}

const PLACE = /^[a-z0-9-]{1,32}:\d{12}$/;

async function byArn(text: string, { context }: S3Call): Promise<AccessPoint> {
  const arn = parseArn(text);
  const [, name] = /^accesspoint[/:]([^/:]+)$/.exec(arn?.resource ?? "") ?? [];
  const isPoint =
    arn?.service === "s3" && name !== undefined && NAME.test(name) && PLACE.test(`${arn.region}:${arn.account}`);
  const point = isPoint ? await context.accessPoints.find(arn.account, arn.region, name) : undefined;
  if (point === undefined) throw noSuchAccessPoint(name ?? text);
  return point;
}

const OBJECT_ARN = /^\/?(arn:[^:/]+:s3:[^:/]+:\d{12}:accesspoint[/:][^/:]+)\/object\/(.+)$/s;

/** A copy's source through an access point: the ARN or alias, and the rest. Undefined when it names a bucket. */
export function sourcePoint(decoded: string): { readonly name: string; readonly key: string } | undefined {
  const [, arn, key] = decoded.includes("arn:") ? (OBJECT_ARN.exec(decoded) ?? []) : [];
  return arn === undefined || key === undefined ? undefined : { name: arn, key };
}
