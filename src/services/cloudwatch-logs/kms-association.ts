// Which group a key is for.
import { invalidParameter } from "./errors.ts";
import { type GroupKey, keyOfArn, type Place } from "./group.ts";

interface Identified {
  readonly logGroupName?: string | undefined;
  readonly resourceIdentifier?: string | undefined;
}

/** Errors: InvalidParameterException, also for the results of queries, which are not encrypted by themselves. */
export function identifiedGroup(
  { logGroupName, resourceIdentifier }: Identified,
  { account, region }: Place,
): GroupKey {
  if ((logGroupName === undefined) === (resourceIdentifier === undefined))
    throw invalidParameter("Either logGroupName or resourceIdentifier must be specified, but not both.");
  if (logGroupName !== undefined) return { account, region, name: logGroupName };
  const key = keyOfArn(resourceIdentifier ?? "");
  if (!key) throw invalidParameter("The specified resourceIdentifier is not the ARN of a log group.");
  return key;
}
