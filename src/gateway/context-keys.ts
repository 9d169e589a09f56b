// The condition keys that every request has, as policies may ask for them. Documented: AWS global condition context keys.
import type { AccessNeed, ContextValue } from "../kit/access.ts";
import type { Caller, Origin } from "../kit/service.ts";
import type { Presented } from "../wire/sigv4/presented.ts";

/** One request, as far as conditions can see it. */
export interface Asked {
  readonly caller: Caller;
  readonly region: string;
  readonly origin: Origin;
  /** How it was signed; undefined when unsigned, and for calls of services. */
  readonly presented: Presented | undefined;
  /** `Referer`; undefined when not sent. */
  readonly referer: string | undefined;
  /** Services that pass on what the caller asked of them, the first one first, e.g. `["athena.amazonaws.com"]`. */
  readonly calledVia: readonly string[];
}

interface Surroundings {
  readonly nowMs: () => number;
  readonly principalTags: Readonly<Record<string, string>>;
  /** 12 digits. */
  readonly resourceAccount: string;
}

const PRINCIPAL_TYPES: Readonly<Record<Caller["kind"], string | undefined>> = {
  root: "Account",
  user: "User",
  "assumed-role": "AssumedRole",
  "federated-user": "FederatedUser",
  anonymous: "Anonymous",
  service: undefined,
};

const iso = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`;

/** The ARN in IAM: of sessions the role's or the user's. */
export const principalArn = ({ kind, arn, session }: Caller): string =>
  kind === "assumed-role" ? (session?.issuerArn ?? arn) : arn;

type KeyReader = (asked: Asked, need: AccessNeed, around: Surroundings) => ContextValue | undefined;

/** By key in lower case. */
const READERS: ReadonlyMap<string, KeyReader> = new Map<string, KeyReader>([
  ["aws:principalarn", ({ caller }) => (caller.kind === "anonymous" ? undefined : principalArn(caller))],
  ["aws:principalaccount", ({ caller }) => (isFromAccount(caller) ? caller.account : undefined)],
  ["aws:principaltype", ({ caller }) => PRINCIPAL_TYPES[caller.kind]],
  ["aws:principalisawsservice", ({ caller }) => String(caller.kind === "service")],
  ["aws:principalservicename", ({ caller }) => (caller.kind === "service" ? caller.arn : undefined)],
  ["aws:userid", ({ caller }) => caller.userId],
  [
    "aws:username",
    ({ caller }) => (caller.kind === "user" ? caller.arn.slice(caller.arn.lastIndexOf("/") + 1) : undefined),
  ],
  ["aws:federatedprovider", ({ caller }) => caller.session?.federatedProvider],
  ["aws:sourceidentity", ({ caller }) => caller.session?.sourceIdentity],
  ["aws:tokenissuetime", ({ caller }) => caller.session && iso(caller.session.issuedMs)],
  ["aws:multifactorauthpresent", ({ caller }) => caller.session && String(caller.session.mfa ?? false)],
  [
    "aws:multifactorauthage",
    ({ caller: { session } }, _, { nowMs }) =>
      session?.mfa ? String(Math.floor((nowMs() - session.issuedMs) / 1000)) : undefined,
  ],
  ["aws:currenttime", (_, __, { nowMs }) => iso(nowMs())],
  ["aws:epochtime", (_, __, { nowMs }) => String(Math.floor(nowMs() / 1000))],
  ["aws:requestedregion", ({ region }) => region],
  ["aws:securetransport", ({ origin, calledVia }) => String(origin.secure || calledVia.length > 0)],
  // A service's own address is none of the caller's.
  // Documented: through a VPC endpoint, aws:VpcSourceIp stands in its place.
  [
    "aws:sourceip",
    ({ origin, calledVia }) => (calledVia.length > 0 || origin.endpoint !== undefined ? undefined : origin.sourceIp),
  ],
  ["aws:vpcsourceip", ({ origin }) => origin.endpoint && origin.sourceIp],
  ["aws:sourcevpce", ({ origin }) => origin.endpoint?.id],
  ["aws:sourcevpc", ({ origin }) => origin.endpoint?.vpcId],
  ["aws:useragent", ({ origin }) => origin.userAgent || undefined],
  ["aws:referer", ({ referer }) => referer],
  ["aws:viaawsservice", ({ calledVia }) => String(calledVia.length > 0)],
  ["aws:calledvia", ({ calledVia }) => (calledVia.length > 0 ? calledVia : undefined)],
  ["aws:calledviafirst", ({ calledVia }) => calledVia[0]],
  ["aws:calledvialast", ({ calledVia }) => calledVia.at(-1)],
  // Of keys that a service uses on the caller's behalf, with the region: `s3.us-east-1.amazonaws.com`.
  ["kms:viaservice", ({ calledVia, region }) => calledVia.at(-1)?.replace(/\.amazonaws\.com$/, `.${region}$&`)],
  ["aws:resourceaccount", (_, __, { resourceAccount }) => resourceAccount],
  ["aws:tagkeys", (_, { requestTags }) => requestTags && Object.keys(requestTags)],
  ["s3:authtype", ({ presented }) => presented && (presented.kind === "header" ? "REST-HEADER" : "REST-QUERY-STRING")],
  [
    "s3:signatureversion",
    ({ presented }) => presented && (presented.kind === "v2-query" ? "AWS" : presented.algorithm),
  ],
]);

const isFromAccount = ({ kind }: Caller): boolean => kind !== "anonymous" && kind !== "service";

/** Reads condition keys, given in lower case, as the policy engine asks for them. */
export function contextOf(
  asked: Asked,
  need: AccessNeed,
  around: Surroundings,
): (key: string) => ContextValue | undefined {
  let own: Map<string, ContextValue> | undefined;
  return (key) => {
    const reader = READERS.get(key);
    if (reader) return reader(asked, need, around);
    const slash = key.indexOf("/");
    if (slash > 0) {
      const tags = tagsOf(key.slice(0, slash), need, around);
      if (tags) return tagOf(tags, key.slice(slash + 1)) ?? undefined;
    }
    own ??= lowerCased({ ...asked.caller.session?.context, ...need.context });
    return own.get(key);
  };
}

/** `aws:ResourceTag/...`, and `iam:ResourceTag/...` and its kin, which services had before. */
function tagsOf(name: string, { resourceTags, requestTags }: AccessNeed, { principalTags }: Surroundings) {
  if (name === "aws:principaltag") return principalTags;
  if (name.endsWith(":resourcetag")) return resourceTags;
  return name.endsWith(":requesttag") ? requestTags : undefined;
}

/** Tag keys in condition keys are not case-sensitive. */
function tagOf(tags: Readonly<Record<string, string>>, key: string): string | undefined {
  for (const [name, value] of Object.entries(tags)) if (name.toLowerCase() === key) return value;
  return undefined;
}

function lowerCased(context: Readonly<Record<string, ContextValue | undefined>>): Map<string, ContextValue> {
  const lower = new Map<string, ContextValue>();
  for (const [name, value] of Object.entries(context)) if (value !== undefined) lower.set(name.toLowerCase(), value);
  return lower;
}
