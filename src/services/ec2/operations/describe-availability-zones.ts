// DescribeAvailabilityZones of the region.
import type { AvailabilityZone } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { zonesOf } from "../regions.ts";

const FILTERS = ["group-name", "opt-in-status", "region-name", "state", "zone-id", "zone-name", "zone-type"];

export const describeAvailabilityZones: Operation<"DescribeAvailabilityZones"> = async (input, { region }) => {
  const { ZoneNames: names, ZoneIds: ids } = input;
  const zones = zonesOf(region);
  const stranger = names?.find((name) => !zones.some((zone) => zone.name === name));
  if (stranger !== undefined) throw invalidParameter(`Invalid availability zone: [${stranger}]`);
  const matches = compileFilters(input.Filters, FILTERS);
  const shown = zones
    .filter(({ name, id }) => (names?.includes(name) ?? true) && (ids?.includes(id) ?? true))
    .map(({ name, id }): AvailabilityZone => ({
      State: "available",
      OptInStatus: "opt-in-not-required",
      Messages: [],
      RegionName: region,
      ZoneName: name,
      ZoneId: id,
      GroupName: `${region}-zg-1`,
      NetworkBorderGroup: region,
      ZoneType: "availability-zone",
    }))
    .filter((zone) =>
      matches(
        {
          "group-name": [zone.GroupName ?? ""],
          "opt-in-status": [zone.OptInStatus ?? ""],
          "region-name": [region],
          state: ["available"],
          "zone-id": [zone.ZoneId ?? ""],
          "zone-name": [zone.ZoneName ?? ""],
          "zone-type": ["availability-zone"],
        },
        {},
      ),
    );
  return Promise.resolve({ AvailabilityZones: shown });
};
