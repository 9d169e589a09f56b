// ListEntitiesForPolicy: the users, groups and roles that have a managed policy, as permissions or as a boundary.
import type { EntityType } from "@aws-sdk/client-iam";
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import type { Operation } from "../context.ts";
import { principals } from "../kinds.ts";
import { pageOf } from "../paging.ts";
import { attachmentsOf, type Attachment, getManaged } from "../store/managed.ts";
import type { PrincipalRow } from "../store/rows.ts";

const kinds: Readonly<Partial<Record<EntityType, Attachment["kind"]>>> = {
  User: "user",
  Role: "role",
  Group: "group",
};

interface Found {
  readonly kind: Attachment["kind"];
  readonly row: PrincipalRow;
}

export const listEntitiesForPolicy: Operation<"ListEntitiesForPolicy"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const { PolicyArn, EntityFilter, PathPrefix = "/", PolicyUsageFilter } = input;
  await getManaged(reads, account, PolicyArn);
  // Filters for AWS's and local policies say nothing of entities.
  const kind = EntityFilter === undefined ? undefined : kinds[EntityFilter];
  const isListed = (each: Attachment): boolean =>
    (EntityFilter === undefined || each.kind === kind) &&
    (PolicyUsageFilter === undefined || (each.usage === "boundary") === (PolicyUsageFilter === "PermissionsBoundary"));
  const { items, rest } = await pageOf(
    call,
    `ListEntitiesForPolicy/${PolicyArn}`,
    input,
    (after: string | undefined) => entities(reads, account, PolicyArn, { isListed, PathPrefix, after }),
    positionOf,
  );
  const of = (wanted: Attachment["kind"]) => items.filter((each) => each.kind === wanted).map(({ row }) => row);
  return {
    PolicyGroups: of("group").map(({ name, id }) => ({ GroupName: name, GroupId: id })),
    PolicyUsers: of("user").map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyRoles: of("role").map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    ...rest,
  };
};

const positionOf = ({ kind, row }: Found): string => `${kind}/${row.id}`;

interface Wanted {
  readonly isListed: (attachment: Attachment) => boolean;
  readonly PathPrefix: string;
  readonly after: string | undefined;
}

/** Each once, also when the policy is both its permissions and its boundary; by kind and id. */
async function* entities(
  reads: Reads,
  account: string,
  arn: string,
  { isListed, PathPrefix, after }: Wanted,
): AsyncGenerator<Found> {
  const seen = new Map<string, Attachment>();
  for await (const each of attachmentsOf(reads, account, arn))
    if (isListed(each)) seen.set(`${each.kind}/${each.ownerId}`, each);
  for (const [position, { kind, ownerId }] of [...seen].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    if (after !== undefined && position <= after) continue;
    const row = await principals[kind].findById(reads, account, ownerId);
    if (row?.path.startsWith(PathPrefix)) yield { kind, row };
  }
}
