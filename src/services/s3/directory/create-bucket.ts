// CreateBucket of a directory bucket: its name says the zone that its configuration says, too.
import type { Input, Operation } from "../context.ts";
import { bucketAlreadyExists, bucketAlreadyOwnedByYou, invalidBucketName } from "../errors.ts";
import { createBucket } from "../store/buckets.ts";
import { lastModifiedAt } from "../store/objects.ts";
import { directoryArn } from "./arn.ts";
import { zoneOf } from "./bucket-name.ts";
import { badBucketType, badRedundancy, otherZone } from "./errors.ts";

const REDUNDANCIES: Readonly<Record<string, string>> = {
  AvailabilityZone: "SingleAvailabilityZone",
  LocalZone: "SingleLocalZone",
};

/** Errors: InvalidBucketName, InvalidArgument, BucketAlreadyExists, BucketAlreadyOwnedByYou. */
export const createDirectoryBucket: Operation<"CreateBucket"> = async (input, { account, region, context, origin }) => {
  const { Bucket: name } = input;
  checkConfiguration(input);
  const createdAt = lastModifiedAt(context.clock.now());
  const row = { account, region, locationConstraint: undefined, createdAt, tags: [] };
  const existing = await createBucket(context, name, row, undefined);
  if (existing !== undefined)
    throw existing.account === account ? bucketAlreadyOwnedByYou(name) : bucketAlreadyExists(name);
  return { Location: `http://${origin.host}/${name}`, BucketArn: directoryArn(name, region, account) };
};

function checkConfiguration({ Bucket: name, CreateBucketConfiguration }: Input<"CreateBucket">): void {
  const zone = zoneOf(name);
  if (zone === undefined) throw invalidBucketName(name);
  const { Location, Bucket } = CreateBucketConfiguration ?? {};
  const { Type: type, DataRedundancy: redundancy } = Bucket ?? {};
  if (type !== "Directory") throw badBucketType(type);
  if (Location?.Name !== zone) throw otherZone();
  if (redundancy !== REDUNDANCIES[Location.Type ?? ""]) throw badRedundancy(redundancy);
}
