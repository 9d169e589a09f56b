// DescribePrefixLists: those of the services that gateway endpoints lead to.
import type { PrefixList } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { noSuchPrefixList } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { GATEWAY_SERVICES, PREFIX_LISTS, serviceName } from "../vpc-endpoint.ts";

const FILTERS = ["prefix-list-id", "prefix-list-name"];

export const describePrefixLists: Operation<"DescribePrefixLists"> = async (input, { region }) => {
  const matches = compileFilters(input.Filters, FILTERS);
  const missing = new Set(input.PrefixListIds);
  const PrefixLists: PrefixList[] = [];
  for (const service of GATEWAY_SERVICES) {
    const [id, name] = [PREFIX_LISTS[service], serviceName(service, region)];
    if (input.PrefixListIds !== undefined && !missing.delete(id)) continue;
    if (matches({ "prefix-list-id": [id], "prefix-list-name": [name] }, {}))
      PrefixLists.push({ PrefixListId: id, PrefixListName: name, Cidrs: [] });
  }
  for (const id of missing) throw noSuchPrefixList(id);
  return { PrefixLists };
};
