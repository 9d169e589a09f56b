// Trust policies of roles. As at AWS they mean the users and roles that were there when they were written: one of the
// same name that comes later is another one, and of one that is gone its unique id is left.
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { renamePrincipals } from "../../policy/rename-principals.ts";
import { checkTrustSize } from "./documents.ts";
import { arnOf, parseEntityArn } from "./entity.ts";
import { invalidPrincipal } from "./errors.ts";
import { checkDocument } from "./policy-check.ts";
import { allRoles, allUsers } from "./store/entities.ts";
import type { RoleRow } from "./store/rows.ts";

type Trust = Pick<RoleRow, "trustPolicy" | "trusted">;

/** A trust policy that comes in, and whom it names. Errors: MalformedPolicyDocument, LimitExceeded. */
export async function readTrust(reads: Reads, document: string): Promise<Trust> {
  const { statements } = checkDocument(document, "trust");
  checkTrustSize(document);
  const names = statements.flatMap(({ principals }) => principals?.names ?? []).filter(({ type }) => type === "AWS");
  const trusted: [string, string][] = [];
  for (const { value } of names) {
    const named = parseEntityArn(value);
    if (named?.kind !== "user" && named?.kind !== "role") continue;
    const row = await (named.kind === "user" ? allUsers : allRoles).find(reads, named.account, named.name);
    if (!row || arnOf(named.kind, named.account, row) !== value) throw invalidPrincipal(value);
    trusted.push([value, row.id]);
  }
  return { trustPolicy: document, trusted };
}

/** The trust policy as it is to be read now: JSON. */
export async function currentTrust(reads: Reads, { trustPolicy, trusted = [] }: Trust): Promise<string> {
  const changed = new Map<string, string>();
  for (const [arn, id] of trusted) {
    const now = await nameNow(reads, arn, id);
    if (now !== arn) changed.set(arn, now);
  }
  return changed.size === 0 ? trustPolicy : renamePrincipals(trustPolicy, changed);
}

/** What the user or role that had the ARN is called now: its id when it is gone. */
export async function nameNow(reads: Reads, arn: string, id: string): Promise<string> {
  const { kind, account } = parseEntityArn(arn) ?? { kind: "user", account: "" };
  const row = await (kind === "user" ? allUsers : allRoles).findById(reads, account, id);
  return row ? arnOf(kind, account, row) : id;
}
