// What AWS refuses of the settings of destinations that are not S3, and what Forebay has not built of them.
import type { Endpoint } from "./endpoint.ts";
import { invalidArgument, notImplemented } from "./errors.ts";

/** Members that the kinds have between them. */
interface Members {
  readonly SecretsManagerConfiguration?: { readonly Enabled?: boolean | undefined } | undefined;
  readonly VpcConfiguration?: object | undefined;
  readonly DomainARN?: string | undefined;
  readonly ClusterEndpoint?: string | undefined;
  readonly CollectionEndpoint?: string | undefined;
  readonly HECToken?: string | undefined;
  readonly HECEndpoint?: string | undefined;
}

/** Errors: InvalidArgumentException; 501 for what is not built. */
export function checkEndpoint({ kind, settings }: Endpoint): void {
  const members: Members = settings;
  if (members.SecretsManagerConfiguration?.Enabled)
    throw notImplemented("Secrets Manager is not built yet: give the access key or token in the configuration itself.");
  if (members.VpcConfiguration) throw notImplemented("Delivery into a VPC is not built yet.");
  if (kind === "HttpEndpoint") {
    isAddress("Url", settings.EndpointConfiguration?.Url);
    return;
  }
  if (kind === "Splunk") {
    isAddress("HECEndpoint", members.HECEndpoint);
    if (!members.HECToken) throw invalidArgument("HECToken must be specified.");
    return;
  }
  if (members.ClusterEndpoint !== undefined && members.DomainARN !== undefined)
    throw invalidArgument("Exactly one of DomainARN or ClusterEndpoint must be specified.");
  if (members.DomainARN !== undefined)
    throw notImplemented(
      "Domains of OpenSearch Service are not built yet: give the ClusterEndpoint of a cluster of your own.",
    );
  isAddress("ClusterEndpoint", members.ClusterEndpoint ?? members.CollectionEndpoint);
}

/** Inferred. */
function isAddress(member: string, address: string | undefined): void {
  if (address === undefined) throw invalidArgument(`${member} must be specified.`);
  const protocol = URL.canParse(address) ? new URL(address).protocol : "";
  if (protocol !== "http:" && protocol !== "https:") throw invalidArgument(`${member} is not a valid URL: ${address}`);
}
