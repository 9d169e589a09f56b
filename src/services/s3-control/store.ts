// Access points and the accounts' blocks of public access in the key-value engine; what S3 asks at every request is kept in memory.
import type { KeyValue, Reads, Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";
import type { AccessPoint, AccessPoints, PublicAccessBlock } from "../../kit/access-points.ts";
import type { Principals } from "../../kit/principals.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { type NamedPrincipals, withCurrentNames } from "../../policy/current-names.ts";
import { type AccessPointName, accessPointArn } from "./access-point.ts";
import type { S3ControlContext } from "./context.ts";
import { alreadyOwned, noSuchAccessPoint, tooManyAccessPoints } from "./errors.ts";
import { ACCESS_POINTS_MAX, CACHED_MAX } from "./limits.ts";
import type { Tags } from "./tags.ts";

interface AccessPointPolicy {
  /** JSON, as it was put. */
  readonly document: string;
  readonly named?: NamedPrincipals | undefined;
  readonly isPublic: boolean;
}

export interface AccessPointRow {
  readonly alias: string;
  readonly bucket: string;
  readonly bucketAccount: string;
  readonly vpcId: string | undefined;
  readonly publicAccessBlock: PublicAccessBlock;
  readonly createdAt: Date;
  readonly policy?: AccessPointPolicy | undefined;
  readonly tags: Tags;
}

const first = { version: 1, upgrades: {} } as const;

/** [account, region, name] */
const accessPoints = table<AccessPointRow>({ name: "s3-control.access-points", ...first });
/** [alias] */
const aliases = table<AccessPointName>({ name: "s3-control.aliases", ...first });
/** [bucket, account, region, name] */
const ofBuckets = table<Record<string, never>>({ name: "s3-control.access-points-of-buckets", ...first });
/** [account] */
const blocks = table<PublicAccessBlock>({ name: "s3-control.public-access-blocks", ...first });

interface Found<Value> {
  readonly value: Value | undefined;
}

interface KnownPoint extends AccessPoint {
  readonly named: NamedPrincipals;
}

/** By ARN, and by account. What is not there is kept, too. */
export interface Caches {
  readonly points: RowCache<Found<KnownPoint>>;
  readonly blocks: RowCache<Found<PublicAccessBlock>>;
}

export const newCaches = (): Caches => ({ points: new RowCache(CACHED_MAX), blocks: new RowCache(CACHED_MAX) });

const keyOf = ({ account, region, name }: AccessPointName): string[] => [account, region, name];
const arnOf = ({ account, region, name }: AccessPointName): string => accessPointArn(account, region, name);

/** What S3 may ask. */
export function accessPointsIn(keyvalue: KeyValue, caches: Caches, principals: Principals): AccessPoints {
  const find = async (account: string, region: string, name: string): Promise<AccessPoint | undefined> => {
    const at = { account, region, name };
    const found = await caches.points.find(arnOf(at), async () => ({ value: await read(keyvalue, at) }));
    const point = found?.value;
    if (point?.policy === undefined || point.named.length === 0) return point;
    return { ...point, policy: await withCurrentNames(point, point.policy, point.named, principals) };
  };
  return {
    find,
    byAlias: async (alias) => {
      const at = await aliases.get(keyvalue, [alias]);
      return at && find(at.account, at.region, at.name);
    },
    areOn: async (bucket) => {
      for await (const _ of ofBuckets.scan(keyvalue, { prefix: [bucket], limit: 1 })) return true;
      return false;
    },
    publicAccessBlock: async (account) => {
      const found = await caches.blocks.find(account, async () => ({ value: await blocks.get(keyvalue, [account]) }));
      return found?.value;
    },
  };
}

async function read(reads: Reads, at: AccessPointName): Promise<KnownPoint | undefined> {
  const row = await accessPoints.get(reads, keyOf(at));
  if (row === undefined) return undefined;
  const { bucket, vpcId, publicAccessBlock, policy } = row;
  const { account, name } = at;
  const { document, named = [], isPublic = false } = policy ?? {};
  return { name, arn: arnOf(at), account, bucket, vpcId, policy: document, named, isPublic, publicAccessBlock };
}

/** Errors: NoSuchAccessPoint. */
export async function requireAccessPoint(reads: Reads, at: AccessPointName): Promise<AccessPointRow> {
  const row = await accessPoints.get(reads, keyOf(at));
  if (row === undefined) throw noSuchAccessPoint(at.name);
  return row;
}

/** Undefined when there is none. */
export const findAccessPoint = (reads: Reads, at: AccessPointName): Promise<AccessPointRow | undefined> =>
  accessPoints.get(reads, keyOf(at));

const changing = (
  { keyvalue, caches }: S3ControlContext,
  at: AccessPointName,
  change: (transaction: Transaction) => Promise<void>,
): Promise<void> => caches.points.changing(arnOf(at), () => keyvalue.transact(change));

/** Errors: AccessPointAlreadyOwnedByYou, TooManyAccessPoints. */
export function createAccessPoint(context: S3ControlContext, at: AccessPointName, row: AccessPointRow): Promise<void> {
  return changing(context, at, async (transaction) => {
    if ((await accessPoints.get(transaction, keyOf(at))) !== undefined) throw alreadyOwned();
    let count = 0;
    for await (const _ of accessPoints.scan(transaction, { prefix: [at.account, at.region], limit: ACCESS_POINTS_MAX }))
      count++;
    if (count >= ACCESS_POINTS_MAX) throw tooManyAccessPoints();
    accessPoints.put(transaction, keyOf(at), row);
    aliases.put(transaction, [row.alias], at);
    ofBuckets.put(transaction, [row.bucket, ...keyOf(at)], {});
  });
}

/** Errors: NoSuchAccessPoint. */
export function deleteAccessPoint(context: S3ControlContext, at: AccessPointName): Promise<void> {
  return changing(context, at, async (transaction) => {
    const row = await requireAccessPoint(transaction, at);
    accessPoints.delete(transaction, keyOf(at));
    aliases.delete(transaction, [row.alias]);
    ofBuckets.delete(transaction, [row.bucket, ...keyOf(at)]);
  });
}

/** Errors: NoSuchAccessPoint, and those of `change`. */
export function changeAccessPoint(
  context: S3ControlContext,
  at: AccessPointName,
  change: (row: AccessPointRow) => AccessPointRow,
): Promise<void> {
  return changing(context, at, async (transaction) => {
    accessPoints.put(transaction, keyOf(at), change(await requireAccessPoint(transaction, at)));
  });
}

/** Those of an account in a region by name, after `after`. */
export async function* accessPointsOf(
  { keyvalue }: S3ControlContext,
  account: string,
  region: string,
  after: string | undefined,
): AsyncIterable<{ readonly name: string; readonly row: AccessPointRow }> {
  const prefix = [account, region];
  const range = after === undefined ? { prefix } : { prefix, after: [...prefix, after] };
  for await (const { key, row } of accessPoints.scan(keyvalue, range)) yield { name: String(key[2]), row };
}

export const findBlock = ({ keyvalue }: S3ControlContext, account: string): Promise<PublicAccessBlock | undefined> =>
  blocks.get(keyvalue, [account]);

/** Undefined: none any more. */
export function putBlock(
  { keyvalue, caches }: S3ControlContext,
  account: string,
  block: PublicAccessBlock | undefined,
): Promise<void> {
  return caches.blocks.changing(account, () =>
    keyvalue.transact((transaction) => {
      if (block === undefined) blocks.delete(transaction, [account]);
      else blocks.put(transaction, [account], block);
      return Promise.resolve();
    }),
  );
}
