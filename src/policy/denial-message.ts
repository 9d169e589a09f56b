// How AWS tells that access is denied. Documented in the IAM guide, "Troubleshoot access denied error messages"; the
// finer points are recorded in public threads.
import type { AccessRequest, Decision, PolicyType } from "./policy.ts";

/** These leave out a resource that is `*`; the others write `on resource: *`. Recorded in public threads. */
const SILENT_ON_ANY = new Set(["s3", "ec2", "secretsmanager", "cloudwatch"]);

const ASSUMING = /^sts:(?:AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|TagSession|SetSourceIdentity)$/;

/** The sentence of the error; services put their own code, and sometimes words, around it. */
export function denialMessage(
  { caller, action, resource }: Pick<AccessRequest, "caller" | "action" | "resource">,
  { outcome, because }: Pick<Decision, "outcome" | "because">,
): string {
  // Recorded: whoever has only a provider's word is told no more than this.
  if (caller.kind === "anonymous" && action.startsWith("sts:AssumeRoleWith"))
    return `Not authorized to perform ${action}`;
  const user = caller.kind === "anonymous" ? "anonymous" : caller.arn;
  const [service = ""] = action.split(":");
  const where = resource === "*" && SILENT_ON_ANY.has(service) ? "" : ` on resource: ${resource}`;
  const trust = because === "resource-based policy" && ASSUMING.test(action);
  const said = `User: ${user} is not authorized to perform: ${action}${where}`;
  if (outcome === "explicit-deny") return `${said} with an explicit deny in ${trust ? TRUST : articled(because)}`;
  // Recorded: STS does not say that the trust policy lacks an allow.
  if (trust || because === undefined) return said;
  return `${said} because no ${because} allows the ${action} action`;
}

const TRUST = "the role trust policy";

const articled = (type: PolicyType = "identity-based policy"): string =>
  `${type === "identity-based policy" ? "an" : "a"} ${type}`;
