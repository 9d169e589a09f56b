// Tags of work groups, by their ARN.
import type { Tag } from "@aws-sdk/client-athena";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { parseArn } from "../../../kit/arn.ts";
import type { AthenaContext } from "../context.ts";
import { arnInvalid, taggedResourceNotFound, tooManyTags } from "../errors.ts";
import { TAGS_MAX } from "../limits.ts";
import type { Scope } from "../scope.ts";
import { PRIMARY } from "../work-group-configuration.ts";
import type { TagsRow } from "./rows.ts";
import { resourceTags, within } from "./tables.ts";
import { findWorkGroup } from "./work-groups.ts";

type Tags = TagsRow["tags"];

export const tagsKey = (scope: Scope, workGroup: string): (string | number)[] => within(scope, "workgroup", workGroup);

export const tagsOf = async (reads: Reads, scope: Scope, workGroup: string): Promise<Tags> =>
  (await resourceTags.get(reads, tagsKey(scope, workGroup)))?.tags ?? {};

/** The work group that an ARN names. Errors: InvalidRequestException, ResourceNotFoundException. */
export async function taggedWorkGroup({ keyvalue }: AthenaContext, scope: Scope, arn: string): Promise<string> {
  const parsed = parseArn(arn);
  const [, kind, name] = /^([^/]+)\/(.+)$/.exec(parsed?.resource ?? "") ?? [];
  if (parsed?.service !== "athena" || name === undefined) throw arnInvalid(arn);
  const own = parsed.account === scope.account && parsed.region === scope.region && kind === "workgroup";
  if (!own || !(name === PRIMARY || (await findWorkGroup(keyvalue, scope, name)))) throw taggedResourceNotFound(arn);
  return name;
}

/** Errors: InvalidRequestException. */
export async function changeTags(
  transaction: Transaction,
  scope: Scope,
  workGroup: string,
  change: (tags: Tags) => Tags,
): Promise<void> {
  const key = tagsKey(scope, workGroup);
  const tags = change(await tagsOf(transaction, scope, workGroup));
  if (Object.keys(tags).length > TAGS_MAX) throw tooManyTags(TAGS_MAX);
  resourceTags.put(transaction, key, { tags });
}

export const withTags = (tags: Tags, added: readonly Tag[]): Tags => ({
  ...tags,
  ...Object.fromEntries(added.map(({ Key = "", Value = "" }) => [Key, Value])),
});
