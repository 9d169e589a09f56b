// What VPCs have that is asked for one by one. Documented: names are resolved in every VPC, and given in default ones.
import type { VpcRow } from "./store/tables.ts";

export type VpcAttributes = Required<Pick<VpcRow, "dnsHostnames" | "dnsSupport" | "networkAddressUsageMetrics">>;

export const attributesOf = (row: VpcRow): VpcAttributes => ({
  dnsHostnames: row.dnsHostnames ?? row.isDefault,
  dnsSupport: row.dnsSupport ?? true,
  networkAddressUsageMetrics: row.networkAddressUsageMetrics ?? false,
});
