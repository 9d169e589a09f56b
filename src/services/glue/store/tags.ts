// Tags of databases and crawlers.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { parseArn } from "../../../kit/arn.ts";
import { crawlerEntryNotFound, databaseNotFound, invalidInput, limitExceeded } from "../errors.ts";
import { TAGS_MAX } from "../limits.ts";
import { folded, type Scope } from "../scope.ts";
import { crawlers, databases, resourceTags, within } from "./tables.ts";

export interface TaggedResource {
  readonly kind: "database" | "crawler";
  readonly name: string;
}

export type Tags = Readonly<Record<string, string>>;

const keyOf = (scope: Scope, { kind, name }: TaggedResource): (string | number)[] => within(scope, kind, name);

/** Errors: InvalidInputException for what is no ARN of a kind that has tags. */
export function taggedResource(scope: Scope, arn: string): TaggedResource {
  const parsed = parseArn(arn);
  const [, kind, name] = /^(database|crawler)\/(.{1,255})$/s.exec(parsed?.resource ?? "") ?? [];
  if (parsed?.service !== "glue" || parsed.region !== scope.region || kind === undefined || name === undefined) {
    throw invalidInput(`Unexpected ARN: ${arn}`);
  }
  return kind === "database" ? { kind, name: folded(name) } : { kind: "crawler", name };
}

/** Errors: InvalidInputException for what is no ARN of a kind that has tags; EntityNotFoundException. */
export async function requireResource(reads: Reads, scope: Scope, arn: string): Promise<TaggedResource> {
  const resource = taggedResource(scope, arn);
  const { kind, name } = resource;
  if (kind === "database") {
    if (!(await databases.get(reads, within(scope, name)))) throw databaseNotFound(name);
  } else if (!(await crawlers.get(reads, within(scope, name)))) throw crawlerEntryNotFound(name);
  return resource;
}

export const getTags = async (reads: Reads, scope: Scope, resource: TaggedResource): Promise<Tags> =>
  (await resourceTags.get(reads, keyOf(scope, resource)))?.tags ?? {};

/** Errors: ResourceNumberLimitExceededException (text inferred). */
export function setTags(transaction: Transaction, scope: Scope, resource: TaggedResource, tags: Tags): void {
  if (Object.keys(tags).length > TAGS_MAX) throw limitExceeded(`A resource can have at most ${TAGS_MAX} tags`);
  resourceTags.put(transaction, keyOf(scope, resource), { tags });
}

export function dropTags(transaction: Transaction, scope: Scope, resource: TaggedResource): void {
  resourceTags.delete(transaction, keyOf(scope, resource));
}
