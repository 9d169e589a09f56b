// Whether the resources that an identity policy names are ARNs as IAM wants them. Sentences and their order are recorded
// through moto's policy cases, which were taken from AWS.
import { patternParts } from "./arn-pattern.ts";

/** Documented in the AWS SDKs' list of partitions; a pattern may cover several. */
const PARTITION = /^(?:aws(?:-cn|-us-gov|-iso|-iso-b|-iso-e|-iso-f|-eusc)?|.*[*?].*)$/;

const IAM_PATHS = [
  "user/",
  "federated-user/",
  "role/",
  "group/",
  "instance-profile/",
  "mfa/",
  "server-certificate/",
  "policy/",
  "sms-mfa/",
  "saml-provider/",
  "oidc-provider/",
  "report/",
  "access-report/",
];

/** Whether the resource is one that IAM's oldest parser cannot read. */
export function failsLegacyParsing(resource: string): boolean {
  if (resource === "*") return false;
  const parts = resource.split(":");
  return parts[2] === "" || (parts.length < 6 && resource.includes("::"));
}

/** The sentence about a resource that is no ARN; undefined when it is one. */
export function resourceFault(resource: string): string | undefined {
  if (resource === "*") return undefined;
  const colon = resource.indexOf(":");
  if (colon < 0) return `Resource ${resource} must be in ARN format or "*".`;
  const [, partition = "", service = "*", region = "*", account = "*", name = "*"] = patternParts(resource);
  if (!PARTITION.test(partition))
    return `Partition "${partition}" is not valid for resource "arn:${partition}:${service}:${region}:${account}:${name}".`;
  if (!resource.startsWith("arn:")) return `Resource ${resource} must be in ARN format or "*".`;
  if (resource.split(":").length < 3 || /[*?]/.test(service))
    return "Resource vendor must be fully qualified and cannot contain regexes.";
  if (service === "s3" && region !== "" && region !== "*" && account === "")
    return `Resource ${resource} can not contain region information.`;
  if (service !== "iam") return undefined;
  if (region !== "" && region !== "*") return `IAM resource ${resource} cannot contain region information.`;
  if (name === "*" || IAM_PATHS.some((path) => name.startsWith(path))) return undefined;
  return `IAM resource path must either be "*" or start with ${IAM_PATHS.join(", ")}.`;
}
