// Gateway endpoints: what they lead to, what their policy is, and the host that leads through them.
import type { VpcEndpoint } from "@aws-sdk/client-ec2";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidPolicy, noSuchService } from "./errors.ts";
import type { Place, VpcEndpointRow } from "./store/tables.ts";
import { shownTags } from "./tags.ts";

/** Documented: the policy of an endpoint that was made without one. */
const ALLOW_ALL = JSON.stringify({
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

export const policyOf = ({ policy }: Pick<VpcEndpointRow, "policy">): string => policy ?? ALLOW_ALL;

/** Errors: InvalidPolicyDocument. */
export function checkPolicy(text: string): string {
  try {
    parsePolicy(text, "endpoint");
  } catch (error) {
    if (error instanceof PolicyProblem) throw invalidPolicy(error.message);
    throw error;
  }
  return text;
}

export const serviceName = (service: VpcEndpointRow["service"], region: string): string =>
  `com.amazonaws.${region}.${service}`;

export const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;

/** Errors: InvalidServiceName. */
export function serviceOf(name: string, region: string): VpcEndpointRow["service"] {
  if (name === serviceName("s3", region)) return "s3";
  if (name === serviceName("dynamodb", region)) return "dynamodb";
  throw noSuchService(name);
}

/** Of S3 and DynamoDB in us-east-1. Recorded; AWS has others elsewhere. */
export const PREFIX_LISTS = { s3: "pl-63a5400a", dynamodb: "pl-02cd2c6b" } as const;

/** On AWS routes lead through a gateway endpoint, and it has no name; here its name does. */
const hostOf = (id: string, service: string, region: string): string =>
  `${id}.${service}.${region}.vpce.localhost.localstack.cloud`;

/** Recorded: in lower case, whatever the model says. */
const AVAILABLE: string = "available";

export const shownEndpoint = (id: string, row: VpcEndpointRow, { account, region }: Place): VpcEndpoint => ({
  VpcEndpointId: id,
  VpcEndpointType: "Gateway",
  VpcId: row.vpcId,
  ServiceName: serviceName(row.service, region),
  State: AVAILABLE as "Available",
  PolicyDocument: policyOf(row),
  RouteTableIds: [...row.routeTableIds],
  SubnetIds: [],
  Groups: [],
  PrivateDnsEnabled: false,
  RequesterManaged: false,
  NetworkInterfaceIds: [],
  DnsEntries: [{ DnsName: hostOf(id, row.service, region) }],
  CreationTimestamp: row.createdAt,
  Tags: shownTags(row.tags),
  OwnerId: account,
});
