// PutObjectLockConfiguration: turns object lock on for a versioned bucket, and sets the default retention.
import type { Input, Operation } from "../context.ts";
import { invalidArgument, invalidBucketState, malformedXml } from "../errors.ts";
import { LOCK_DAYS_MAX, LOCK_YEARS_MAX } from "../limits.ts";
import { isLockMode } from "../object-lock.ts";
import { changeBucket } from "../store/buckets.ts";
import type { ObjectLockSetting } from "../store/tables.ts";

export const putObjectLockConfiguration: Operation<"PutObjectLockConfiguration"> = async (input, { context }) => {
  const objectLock = settingOf(input.ObjectLockConfiguration);
  await changeBucket(context, input, (row) => {
    if (row.versioning !== "Enabled")
      throw invalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
    return { ...row, objectLock };
  });
  return {};
};

/** Errors: MalformedXML (recorded), InvalidArgument (inferred). */
function settingOf(configuration: Input<"PutObjectLockConfiguration">["ObjectLockConfiguration"]): ObjectLockSetting {
  if (configuration?.ObjectLockEnabled !== "Enabled") throw malformedXml();
  if (configuration.Rule === undefined) return {};
  const { Mode: mode, Days: days, Years: years } = configuration.Rule.DefaultRetention ?? {};
  if (!isLockMode(mode) || (days === undefined) === (years === undefined)) throw malformedXml();
  if ((days ?? years ?? 0) <= 0) throw outOfBounds("must be a positive integer value.", days ?? years);
  if ((days ?? 0) > LOCK_DAYS_MAX || (years ?? 0) > LOCK_YEARS_MAX) throw outOfBounds("is too large.", days ?? years);
  return {
    defaultRetention: { mode, ...(days !== undefined && { days }), ...(years !== undefined && { years }) },
  };
}

const outOfBounds = (how: string, value: number | undefined) =>
  invalidArgument(`Default retention period ${how}`, "RetentionPeriod", value);
