// DescribeVpcEndpointServices: what gateway endpoints lead to.
import type { ServiceDetail } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { noSuchService } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { zonesOf } from "../regions.ts";
import { GATEWAY_SERVICES, serviceName } from "../vpc-endpoint.ts";

const FILTERS = ["owner", "service-name", "service-region", "service-type"];
const OWNER = "amazon";

export const describeVpcEndpointServices: Operation<"DescribeVpcEndpointServices"> = async (input, { region }) => {
  const matches = compileFilters(input.Filters, FILTERS);
  const missing = new Set(input.ServiceNames);
  const ServiceDetails: ServiceDetail[] = [];
  for (const service of GATEWAY_SERVICES) {
    const name = serviceName(service, region);
    if (input.ServiceNames !== undefined && !missing.delete(name)) continue;
    const facts = {
      owner: [OWNER],
      "service-name": [name],
      "service-region": [region],
      "service-type": ["Gateway"],
    };
    if (!matches(facts, {})) continue;
    ServiceDetails.push({
      ServiceName: name,
      ServiceRegion: region,
      ServiceType: [{ ServiceType: "Gateway" }],
      AvailabilityZones: zonesOf(region).map((zone) => zone.name),
      Owner: OWNER,
      BaseEndpointDnsNames: [`${service}.${region}.amazonaws.com`],
      VpcEndpointPolicySupported: true,
      AcceptanceRequired: false,
      ManagesVpcEndpoints: false,
      Tags: [],
    });
  }
  for (const name of missing) throw noSuchService(name);
  return { ServiceNames: ServiceDetails.map(({ ServiceName = "" }) => ServiceName), ServiceDetails };
};
