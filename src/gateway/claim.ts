// Which service, protocol and operation a request is for.
import { queryParameters, type Presented, S3_EXPRESS } from "../wire/sigv4/presented.ts";
import type { RequestHead } from "../wire/http.ts";
import type { ProtocolName, ServiceFacts } from "../wire/wire.ts";
import { isAwsHost, isS3Host, serviceOfHost } from "./virtual-host.ts";

const FORM = "application/x-www-form-urlencoded";
const RPC_PATH = /\/service\/([^/]+)\/operation\/[^/]+$/;

/** Looks services up by each name that a request may call them. */
export class Directory {
  readonly #facts: readonly ServiceFacts[];
  readonly #byTarget = new Map<string, ServiceFacts>();
  readonly #bySigningName = new Map<string, ServiceFacts[]>();

  constructor(facts: readonly ServiceFacts[]) {
    this.#facts = facts.map(withExpress);
    for (const each of this.#facts) {
      if (each.targetPrefix !== undefined) this.#byTarget.set(each.targetPrefix, each);
      for (const name of each.signingNames)
        this.#bySigningName.set(name, [...(this.#bySigningName.get(name) ?? []), each]);
    }
  }

  /**
   * The services that the request may be for, the likeliest first; none when its scope names one we have no model of.
   * `form` is the decoded body of form-encoded requests.
   */
  candidates(head: RequestHead, presented: Presented | undefined, form: string | undefined): readonly ServiceFacts[] {
    const byTarget = this.#targeted(head);
    if (byTarget) return [byTarget];
    const { service = "" } = presented ?? {};
    if (service !== "") return this.#misaddressed(service, head) ?? this.#scoped(service, head);
    const byForm = this.#formed(form);
    if (byForm) return [byForm];
    return this.#hosted(head);
  }

  #targeted(head: RequestHead): ServiceFacts | undefined {
    const target = head.headers["x-amz-target"];
    if (target !== undefined) return this.#byTarget.get(target.slice(0, target.lastIndexOf(".")));
    const [, name] = head.headers["smithy-protocol"] === undefined ? [] : (RPC_PATH.exec(head.path) ?? []);
    return name === undefined ? undefined : this.#byTarget.get(name);
  }

  #scoped(service: string, head: RequestHead): readonly ServiceFacts[] {
    const found = this.#bySigningName.get(service) ?? [];
    if (service !== "s3") return found;
    return found.filter(({ name }) => name === s3Service(head));
  }

  /** The service that AWS's own Host names, when the signature is for another: that one refuses it. */
  #misaddressed(service: string, head: RequestHead): readonly ServiceFacts[] | undefined {
    const host = head.headers["host"] ?? "";
    if (!isAwsHost(host)) return undefined;
    const prefix = isS3Host(host) ? "s3" : serviceOfHost(host);
    const named = this.#facts.filter(({ endpointPrefix }) => endpointPrefix === prefix);
    const fits = named.length === 0 || named.some(({ signingNames }) => signingNames.includes(service));
    return fits ? undefined : named;
  }

  /** Unsigned calls of STS stand here, and presigned ones of any query service. */
  #formed(form: string | undefined): ServiceFacts | undefined {
    if (form === undefined || !form.includes("Action=")) return undefined;
    const version = queryParameters(form).get("Version");
    const speakers = this.#facts.filter(
      ({ protocols }) => protocols.includes("awsQuery") || protocols.includes("ec2Query"),
    );
    return speakers.find(({ apiVersion }) => apiVersion === version);
  }

  /** By the host's first name; anonymous requests to any other host are S3's. */
  #hosted(head: RequestHead): readonly ServiceFacts[] {
    const prefix = serviceOfHost(head.headers["host"] ?? "");
    const named = this.#facts.filter(({ endpointPrefix }) => endpointPrefix === prefix);
    if (named.length > 0) return named;
    return this.#facts.filter(({ name }) => name === s3Service(head));
  }
}

/** No model has the name by which S3 signs for directory buckets. */
const withExpress = (facts: ServiceFacts): ServiceFacts =>
  facts.name === "s3" ? { ...facts, signingNames: [...facts.signingNames, S3_EXPRESS] } : facts;

/** S3 Control signs as S3 does; its paths could be objects of a bucket of that name, were it not for its header. */
const s3Service = ({ path, headers }: RequestHead): "s3" | "s3-control" =>
  path.startsWith("/v20180820/") && headers["x-amz-account-id"] !== undefined ? "s3-control" : "s3";

/** Query parameters that stand in a form body or, for GET, in the query itself. */
export const carriesForm = (head: RequestHead): boolean =>
  (head.headers["content-type"] ?? "").startsWith(FORM) || (head.method === "GET" && head.query.includes("Action="));

/** The protocol that this request speaks, of those that the service's clients do. */
export function protocolOf(head: RequestHead, protocols: readonly ProtocolName[]): ProtocolName {
  const [first = "restJson1"] = protocols;
  if (protocols.length === 1 && !first.startsWith("awsJson")) return first;
  const spoken = spokenProtocol(head);
  if (spoken !== undefined && protocols.includes(spoken)) return spoken;
  const json = protocols.find((name) => name.startsWith("awsJson"));
  if (spoken === "awsCbor1_1" && json) return spoken; // no model names it: Java's SDKs speak it to Kinesis
  if (head.headers["x-amz-target"] !== undefined && json) return json;
  const query = protocols.find((name) => name === "awsQuery" || name === "ec2Query");
  return carriesForm(head) && query ? query : first;
}

/** What the request's own headers say, whatever the service. */
export function spokenProtocol(head: RequestHead): ProtocolName | undefined {
  const smithy = head.headers["smithy-protocol"];
  if (smithy === "rpc-v2-cbor") return "rpcV2Cbor";
  if (smithy === "rpc-v2-json") return "rpcV2Json";
  if (head.headers["x-amz-target"] !== undefined) {
    const type = head.headers["content-type"] ?? "";
    if (type.startsWith("application/x-amz-cbor")) return "awsCbor1_1";
    return type.includes("json-1.0") ? "awsJson1_0" : "awsJson1_1";
  }
  return carriesForm(head) ? "awsQuery" : undefined;
}
