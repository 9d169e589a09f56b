// DescribeNetworkInterfaces: there are none, since nothing that could have one is built. Who takes a subnet or group down asks for them first.
import type { Operation } from "../context.ts";
import { noSuchInterface } from "../errors.ts";

export const describeNetworkInterfaces: Operation<"DescribeNetworkInterfaces"> = async ({
  NetworkInterfaceIds = [],
}) => {
  for (const id of NetworkInterfaceIds) throw noSuchInterface(id);
  return { NetworkInterfaces: [] };
};
