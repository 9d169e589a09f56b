// EC2's errors, one function each. Documented in "Error codes for the Amazon EC2 API"; the sentences are those of public threads.
import { AwsError } from "../../kit/errors.ts";

const error = (code: string, message: string, status = 400): AwsError => new AwsError(code, message, { status });

export const dryRun = (): AwsError =>
  error("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);

export type Kind = "vpc" | "subnet" | "route-table" | "security-group" | "vpc-endpoint";

const NOT_FOUND: Readonly<Record<Kind, readonly [code: string, what: string]>> = {
  vpc: ["InvalidVpcID.NotFound", "vpc ID"],
  subnet: ["InvalidSubnetID.NotFound", "subnet ID"],
  "route-table": ["InvalidRouteTableID.NotFound", "routeTable ID"],
  "security-group": ["InvalidGroup.NotFound", "security group"],
  "vpc-endpoint": ["InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id"],
};

export function notFound(kind: Kind, id: string): AwsError {
  const [code, what] = NOT_FOUND[kind];
  return error(code, `The ${what} '${id}' does not exist`);
}

export const unknownId = (id: string): AwsError => error("InvalidID", `The ID '${id}' is not valid`);

export const missingParameter = (name: string): AwsError =>
  error("MissingParameter", `The request must contain the parameter ${name}`);

export const invalidParameter = (message: string): AwsError => error("InvalidParameterValue", message);

export const invalidFilter = (name: string): AwsError => invalidParameter(`The filter '${name}' is invalid`);

export const invalidCidr = (of: "Vpc" | "Subnet", cidr: string): AwsError =>
  error(`Invalid${of}.Range`, `The CIDR '${cidr}' is invalid.`);

export const subnetConflict = (cidr: string): AwsError =>
  error("InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`);

export const hasDependencies = (what: string, id: string): AwsError =>
  error("DependencyViolation", `The ${what} '${id}' has dependencies and cannot be deleted.`);

export const limitExceeded = (code: string, what: string): AwsError =>
  error(code, `The maximum number of ${what} has been reached.`);

export const duplicateGroup = (name: string, vpcId: string): AwsError =>
  error("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`);

export const defaultGroup = (id: string): AwsError =>
  error("CannotDelete", `the specified group: "${id}" name: "default" cannot be deleted by a user`);

export const duplicateRule = (rule: string): AwsError =>
  error("InvalidPermission.Duplicate", `the specified rule "${rule}" already exists`);

export const noSuchRule = (): AwsError =>
  error("InvalidPermission.NotFound", "The specified rule does not exist in this security group.");

export const noSuchService = (name: string): AwsError =>
  error("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);

export const routeExists = (routeTable: string, prefixList: string): AwsError =>
  error(
    "RouteAlreadyExists",
    `route table ${routeTable} already has a route with destination-prefix-list-id ${prefixList}`,
  );

export const otherParameters = (): AwsError =>
  error(
    "IdempotentParameterMismatch",
    "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
  );

export const noSuchNetworkAcl = (id: string): AwsError =>
  error("InvalidNetworkAclID.NotFound", `The networkAcl ID '${id}' does not exist`);

export const noSuchInterface = (id: string): AwsError =>
  error("InvalidNetworkInterfaceID.NotFound", `The networkInterface ID '${id}' does not exist`);

export const noSuchPrefixList = (id: string): AwsError =>
  error("InvalidPrefixListID.NotFound", `The prefix list ID '${id}' does not exist`);

export const oneAttribute = (): AwsError =>
  error("InvalidParameterCombination", "Exactly one attribute is modified by a request."); // inferred

export const notBuilt = (message: string): AwsError =>
  new AwsError("NotImplemented", message, { status: 501, fault: "server" });

/** `problem`: the policy engine's sentence. */
export const invalidPolicy = (problem: string): AwsError =>
  error("InvalidPolicyDocument", `Invalid policy document: ${problem}`);

export const onlyGateways = (): AwsError =>
  notBuilt("CreateVpcEndpoint makes gateway endpoints only; interface endpoints are not built.");

export const invalidTag = (key: string): AwsError =>
  invalidParameter(`Tag keys starting with 'aws:' are reserved for internal use, and none is empty: '${key}'`);

export const tooManyTags = (): AwsError => error("TagLimitExceeded", "The maximum number of Tags has been reached.");
