// DescribeRegions: those that need no opting in.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { REGIONS } from "../regions.ts";

const FILTERS = ["endpoint", "opt-in-status", "region-name"];
const STATUS = "opt-in-not-required";

export const describeRegions: Operation<"DescribeRegions"> = async ({ RegionNames: names, Filters }) => {
  const stranger = names?.find((name) => !REGIONS.includes(name));
  if (stranger !== undefined) throw invalidParameter(`Invalid region: [${stranger}]`);
  const matches = compileFilters(Filters, FILTERS);
  const endpoint = (region: string): string => `ec2.${region}.amazonaws.com`;
  const found = REGIONS.filter(
    (region) =>
      (names?.includes(region) ?? true) &&
      matches({ endpoint: [endpoint(region)], "opt-in-status": [STATUS], "region-name": [region] }, {}),
  );
  return Promise.resolve({
    Regions: found.map((region) => ({ RegionName: region, Endpoint: endpoint(region), OptInStatus: STATUS })),
  });
};
