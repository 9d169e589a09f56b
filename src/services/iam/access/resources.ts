// What operations of IAM are about, as policies see it: ARNs, tags and boundaries of entities. Documented in the
// Service Authorization Reference.
import type { AccessNeed, ContextValue } from "../../../kit/access.ts";
import { partitionOf } from "../../../kit/arn.ts";
import type { Call } from "../context.ts";
import { arnOf, type ArnKind } from "../entity.ts";
import { userNamed } from "../kinds.ts";
import { allGroups, allInstanceProfiles, allRoles, allUsers, type Entities } from "../store/entities.ts";
import { findManaged } from "../store/managed.ts";
import type { EntityRow, Tags } from "../store/rows.ts";
import { tagRecord } from "../tags.ts";

export interface Resource {
  readonly arn: string;
  /** How denials name it; default: by its ARN. In public issue threads of AWS's answers. */
  readonly shownAs?: string;
  readonly tags?: Tags | undefined;
  /** ARN of the policy that bounds it. */
  readonly boundary?: string | undefined;
}

type Row = EntityRow & Pick<Resource, "tags" | "boundary">;

/** An entity that is there, or else the ARN that it would have at the root of paths. */
async function entity(kind: ArnKind, call: Call, entities: Entities<Row>, name: string): Promise<Resource> {
  const row = await entities.find(call.context.store.reads, call.account, name);
  const shownAs = `${kind.replace("-", " ")} ${name}`;
  if (!row) return { arn: newArn(kind, call, name), shownAs };
  return { arn: arnOf(kind, call.account, row), shownAs, tags: row.tags, boundary: row.boundary };
}

/** Of an entity that is to be created, or of all those under a path. */
export const newArn = (kind: ArnKind, { account, region }: Call, name: string, path = "/"): string =>
  arnOf(kind, account, { name, path, partition: partitionOf(region) });

/** Without a name: the one who calls. */
export async function userResource(call: Call, name: string | undefined): Promise<Resource> {
  if (name !== undefined) return entity("user", call, allUsers, name);
  if (call.caller.kind !== "user") return { arn: call.caller.arn };
  const row = await userNamed(call.context.store.reads, call, undefined).catch(() => undefined);
  return row ? entity("user", call, allUsers, row.name) : { arn: call.caller.arn };
}

export const groupResource = (call: Call, name: string): Promise<Resource> => entity("group", call, allGroups, name);

export const roleResource = (call: Call, name: string): Promise<Resource> => entity("role", call, allRoles, name);

export const profileResource = (call: Call, name: string): Promise<Resource> =>
  entity("instance-profile", call, allInstanceProfiles, name);

export async function policyResource(call: Call, arn: string): Promise<Resource> {
  const policy = await findManaged(call.context.store.reads, call.account, arn);
  return { arn, shownAs: `policy ${arn}`, tags: policy?.tags };
}

interface Facts {
  readonly context?: Readonly<Record<string, ContextValue | undefined>>;
  readonly requestTags?: Readonly<Record<string, string>>;
}

/** `action` without its prefix. IAM's entities are the account's own: other accounts reach them through roles only. */
export const need = (call: Call, action: string, resource: Resource, facts: Facts = {}): AccessNeed => ({
  action: `iam:${action}`,
  resource: resource.arn,
  ...(resource.shownAs !== undefined && { shownAs: resource.shownAs }),
  resourceAccount: call.account,
  ...(resource.tags && { resourceTags: tagRecord(resource.tags) }),
  ...facts,
});
