// The groups that a query names, in one of three ways.
import { invalidParameter } from "./errors.ts";
import { type GroupKey, keyOfIdentifier, type Place } from "./group.ts";

interface Queried {
  readonly logGroupName?: string | undefined;
  readonly logGroupNames?: readonly string[] | undefined;
  readonly logGroupIdentifiers?: readonly string[] | undefined;
}

/** Errors: InvalidParameterException when they are named in more than one way. */
export function queriedGroups({ logGroupName, logGroupNames, logGroupIdentifiers }: Queried, place: Place): GroupKey[] {
  const given = [logGroupName === undefined ? undefined : [logGroupName], logGroupNames, logGroupIdentifiers].filter(
    (names) => names !== undefined,
  );
  if (given.length > 1)
    throw invalidParameter("Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.");
  return [...new Set(given[0] ?? [])].map((name) => keyOfIdentifier(name, place));
}
