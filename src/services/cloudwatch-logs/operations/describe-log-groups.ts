// DescribeLogGroups: by their names, in pages.
import type { Operation } from "../context.ts";
import { prefixAndPattern } from "../errors.ts";
import { describeGroup, type Group, keyOfIdentifier } from "../group.ts";
import { DESCRIBED_DEFAULT } from "../limits.ts";
import { Listing } from "../listing.ts";

export const describeLogGroups: Operation<"DescribeLogGroups"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern } = input;
  if (prefix !== undefined && pattern !== undefined) throw prefixAndPattern();
  const described = async (group: Group) => {
    const whole = describeGroup(group, await store.groups.storedBytes(group));
    if (pattern === undefined) return whole;
    // Recorded: found by a pattern, groups are shown without these.
    const { storedBytes: _, deletionProtectionEnabled: __, ...rest } = whole;
    return rest;
  };
  if (input.logGroupIdentifiers) {
    const keys = input.logGroupIdentifiers.map((identifier) => keyOfIdentifier(identifier, { account, region }));
    const found = (await Promise.all(keys.map((key) => store.groups.find(key)))).filter((group) => group !== undefined);
    return { logGroups: await Promise.all(found.map(described)) };
  }
  // Documented: case does not matter.
  const wanted = ({ key, logGroupClass }: Group): boolean =>
    (pattern === undefined || key.name.toLowerCase().includes(pattern.toLowerCase())) &&
    (input.logGroupClass === undefined || logGroupClass === input.logGroupClass);
  const listing = new Listing<string>(host.paging, `logs.DescribeLogGroups/${account}/${region}`, input.nextToken);
  const after = listing.position;
  const groups = store.groups.list(
    { account, region },
    { ...(prefix !== undefined && { from: prefix }), ...(after !== undefined && { after }) },
  );
  const inRange = ({ key }: Group): boolean => prefix === undefined || key.name.startsWith(prefix);
  const { page, nextToken } = await listing.page(groups, {
    limit: input.limit ?? DESCRIBED_DEFAULT,
    inRange,
    wanted,
    positionOf: ({ key }) => key.name,
  });
  return { logGroups: await Promise.all(page.map(described)), ...nextToken };
};
